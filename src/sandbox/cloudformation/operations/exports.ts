import type {
  ListExportsInput,
  ListExportsOutput,
  ListImportsInput,
  ListImportsOutput,
} from '@aws-sdk/client-cloudformation';

import { validationError } from '../../kernel/aws-error.ts';
import { pageOf } from '../../kernel/pages.ts';
import type { Call } from '../../kernel/service.ts';
import { exportsIn, importersOf } from '../exports.ts';
import { stateOf } from './place.ts';

export function listExports(input: ListExportsInput, call: Call): ListExportsOutput {
  call.about('*');
  const { items, next } = pageOf(exportsIn(stateOf(call)), input.NextToken, 100);
  return {
    Exports: items.map(({ name, value, stack }) => ({ ExportingStackId: stack.id, Name: name, Value: value })),
    ...(next && { NextToken: next }),
  };
}

export function listImports(input: ListImportsInput, call: Call): ListImportsOutput {
  call.about('*');
  const name = input.ExportName ?? '';
  const state = stateOf(call);
  if (!exportsIn(state).some((record) => record.name === name))
    throw validationError(`Export '${name}' does not exist.`);
  const importers = importersOf(state, name);
  if (importers.length === 0) throw validationError(`Export '${name}' is not imported by any stack.`);
  const { items, next } = pageOf(importers, input.NextToken, 100);
  return { Imports: items, ...(next && { NextToken: next }) };
}
