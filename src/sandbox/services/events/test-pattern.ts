import type { TestEventPatternRequest, TestEventPatternResponse } from '@aws-sdk/client-eventbridge';

import { isObject } from '../../kernel/policy/document.ts';
import { validationException } from './errors.ts';
import { matches } from './pattern/match.ts';
import { parsePattern } from './pattern/parse.ts';

/** "Required" in the API reference of TestEventPattern; events may do without `resources`. */
const REQUIRED = ['id', 'account', 'source', 'time', 'region', 'detail-type'];

export function testEventPattern(input: TestEventPatternRequest): TestEventPatternResponse {
  const pattern = parsePattern(input.EventPattern ?? '');
  return { Result: matches(pattern, eventIn(input.Event ?? '')) };
}

function eventIn(text: string): Record<string, unknown> {
  const event = parsed(text);
  if (!isObject(event)) throw validationException('Parameter Event is not valid.');
  const missing = REQUIRED.find((name) => !Object.hasOwn(event, name));
  if (missing) throw validationException(`Parameter Event is not valid. Reason: ${missing} is a required argument.`);
  return event;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
