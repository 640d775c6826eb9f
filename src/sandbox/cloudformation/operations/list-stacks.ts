import type { ListStacksInput, ListStacksOutput, StackSummary } from '@aws-sdk/client-cloudformation';

import { pageOf } from '../../kernel/pages.ts';
import type { Call } from '../../kernel/service.ts';
import { templateOf } from '../kept-texts.ts';
import type { Stack } from '../state.ts';
import { summaryOf } from './describe-stacks.ts';
import { stateOf } from './place.ts';

const PAGE = 100;
/** Deleted stacks are listed for 90 days (ListStacks). */
const LISTED_AFTER_DELETION = 90 * 24 * 60 * 60 * 1000;

export function listStacks(input: ListStacksInput, call: Call): ListStacksOutput {
  call.about('*');
  const wanted = input.StackStatusFilter ?? [];
  const listed = Object.values(stateOf(call).stacks)
    .filter(({ deletedAt }) => deletedAt === undefined || call.now - deletedAt <= LISTED_AFTER_DELETION)
    .filter(({ status }) => wanted.length === 0 || wanted.includes(status))
    .reverse();
  const { items, next } = pageOf(listed, input.NextToken, PAGE);
  return { StackSummaries: items.map((stack) => summary(call, stack)), ...(next && { NextToken: next }) };
}

function summary({ cloud }: Call, stack: Stack): StackSummary {
  const { description } = templateOf(cloud.world, stack.definition);
  return { ...summaryOf(stack), ...(description !== undefined && { TemplateDescription: description }) };
}
