import { own } from '../../../own.ts';
import type { Call } from '../../kernel/service.ts';
import { notFound } from './errors.ts';
import { eventsState, type Place, type Rule } from './state.ts';

export const DEFAULT_BUS = 'default';

interface OnBus {
  readonly EventBusName?: string | undefined;
}

export function busArn({ account, region }: Place): string {
  return `arn:aws:events:${region}:${account}:event-bus/${DEFAULT_BUS}`;
}

/** Rules of the default bus, which alone there is, have no bus in their ARNs. */
export function ruleArn({ account, region }: Place, name: string): string {
  return `arn:aws:events:${region}:${account}:rule/${name}`;
}

export function isDefaultBus(call: Place, { EventBusName = DEFAULT_BUS }: OnBus): boolean {
  return EventBusName === DEFAULT_BUS || EventBusName === busArn(call);
}

export function expectDefaultBus(call: Place, input: OnBus): void {
  if (!isDefaultBus(call, input)) throw notFound(`Event bus ${input.EventBusName} does not exist.`);
}

export function existingRule(call: Call, name: string): Rule {
  const rule = own(eventsState(call.cloud.world, call).rules, name);
  if (!rule) throw notFound(`Rule ${name} does not exist on EventBus ${DEFAULT_BUS}.`);
  return rule;
}

/** The rule that a call names, and is about. */
export function ruleOf(call: Call, name: string | undefined, input: OnBus): Rule {
  call.about(ruleArn(call, name ?? ''));
  expectDefaultBus(call, input);
  return existingRule(call, name ?? '');
}
