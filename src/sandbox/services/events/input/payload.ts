import type { Target } from '@aws-sdk/client-eventbridge';

import type { BusEvent, Rule } from '../state.ts';
import { valueAt } from './path.ts';
import { filled } from './template.ts';

interface Occasion {
  readonly event: BusEvent;
  readonly rule: Pick<Rule, 'name' | 'arn'>;
  /** When EventBridge received the event. */
  readonly receivedAt: number;
}

const PREDEFINED_VALUES: Readonly<Record<string, (occasion: Occasion) => unknown>> = {
  'aws.events.rule-arn': ({ rule }) => rule.arn,
  'aws.events.rule-name': ({ rule }) => rule.name,
  'aws.events.event.ingestion-time': ({ receivedAt }) => new Date(receivedAt).toISOString(),
  'aws.events.event': ({ event: { detail: _detail, ...envelope } }) => envelope,
  'aws.events.event.json': ({ event }) => event,
};

/** Variables that templates have without a path ("Predefined variables", EventBridge guide). */
export const PREDEFINED: readonly string[] = Object.keys(PREDEFINED_VALUES);

/** What a target is told of an event. */
export function payloadOf({ Input, InputPath, InputTransformer }: Target, occasion: Occasion): string {
  if (Input !== undefined) return Input;
  if (InputPath !== undefined) return JSON.stringify(valueAt(occasion.event, InputPath) ?? null);
  if (!InputTransformer) return JSON.stringify(occasion.event);
  const { InputPathsMap = {}, InputTemplate = '' } = InputTransformer;
  const extracted = Object.entries(InputPathsMap).map(([name, path]) => [name, valueAt(occasion.event, path)] as const);
  const predefined = Object.entries(PREDEFINED_VALUES).map(([name, value]) => [name, value(occasion)] as const);
  return filled(InputTemplate, new Map([...extracted, ...predefined]));
}
