import type {
  DeleteRuleRequest,
  DescribeRuleRequest,
  DescribeRuleResponse,
  DisableRuleRequest,
  EnableRuleRequest,
  ListRulesRequest,
  ListRulesResponse,
  PutRuleRequest,
  PutRuleResponse,
  Rule as RuleAnswer,
} from '@aws-sdk/client-eventbridge';

import { own, put } from '../../../own.ts';
import { pageOf } from '../../kernel/pages.ts';
import { noteRequestTags } from '../../kernel/request-tags.ts';
import type { Call } from '../../kernel/service.ts';
import { tagMap } from '../../kernel/tags.ts';
import { DEFAULT_BUS, expectDefaultBus, existingRule, ruleArn, ruleOf } from './buses.ts';
import { notImplemented, validationException } from './errors.ts';
import { parsePattern } from './pattern/parse.ts';
import { eventsState, type Rule } from './state.ts';

const LARGEST_PAGE = 100;

/** Replaces what a rule says; its targets and tags stay (PutRule). */
export function putRule(input: PutRuleRequest, call: Call): PutRuleResponse {
  const { Name: name = '' } = input;
  const arn = ruleArn(call, name);
  const { rules } = eventsState(call.cloud.world, call);
  const existing = own(rules, name);
  noteRequestTags(call, tagMap(input.Tags));
  call.about(arn);
  if (input.Tags?.length && !existing) call.requires({ action: 'events:TagResource', resource: arn });
  expectDefaultBus(call, input);
  const { State = 'ENABLED', Description } = input;
  put(rules, name, {
    name,
    arn,
    eventPattern: acceptedPattern(input),
    state: State,
    ...(Description !== undefined && { description: Description }),
    targets: existing?.targets ?? [],
    tags: existing?.tags ?? tagMap(input.Tags),
  });
  return { RuleArn: arn };
}

export function describeRule(input: DescribeRuleRequest, call: Call): DescribeRuleResponse {
  return { ...answerOf(ruleOf(call, input.Name, input)), CreatedBy: call.account };
}

export function listRules(input: ListRulesRequest, call: Call): ListRulesResponse {
  expectDefaultBus(call, input);
  const { rules } = eventsState(call.cloud.world, call);
  const wanted = Object.values(rules)
    .filter(({ name }) => name.startsWith(input.NamePrefix ?? ''))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const { items, next } = pageOf(wanted, input.NextToken, input.Limit ?? LARGEST_PAGE);
  return { Rules: items.map(answerOf), ...(next && { NextToken: next }) };
}

/** Deleting what is not there is no error (DeleteRule). */
export function deleteRule(input: DeleteRuleRequest, call: Call): object {
  const name = input.Name ?? '';
  call.about(ruleArn(call, name));
  expectDefaultBus(call, input);
  const { rules } = eventsState(call.cloud.world, call);
  if (own(rules, name)?.targets.length) throw validationException("Rule can't be deleted since it has targets.");
  delete rules[name];
  return {};
}

export function enableRule(input: EnableRuleRequest, call: Call): object {
  ruleOf(call, input.Name, input).state = 'ENABLED';
  return {};
}

export function disableRule(input: DisableRuleRequest, call: Call): object {
  ruleOf(call, input.Name, input).state = 'DISABLED';
  return {};
}

/** A rule by the ARN that tags go by. */
export function ruleByArn(arn: string, call: Call): Rule {
  call.about(arn);
  return existingRule(call, arn.split(':rule/').at(-1) ?? '');
}

function acceptedPattern({ EventPattern, ScheduleExpression, RoleArn }: PutRuleRequest): string {
  if (ScheduleExpression) throw notImplemented('scheduled rules');
  if (RoleArn) throw notImplemented('roles of rules');
  if (!EventPattern) throw validationException('Parameter(s) EventPattern or ScheduleExpression must be specified.');
  parsePattern(EventPattern);
  return EventPattern;
}

function answerOf({ name, arn, eventPattern, state, description }: Rule): RuleAnswer {
  return {
    Name: name,
    Arn: arn,
    EventPattern: eventPattern,
    State: state,
    ...(description !== undefined && { Description: description }),
    EventBusName: DEFAULT_BUS,
  };
}
