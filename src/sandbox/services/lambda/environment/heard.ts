import type { FromRuntime } from './protocol.ts';

type Form = Readonly<Record<string, 'string' | 'number' | 'boolean' | 'object'>>;

const FORMS: ReadonlyMap<unknown, Form> = new Map<FromRuntime['kind'], Form>([
  ['ready', {}],
  ['log', { text: 'string' }],
  ['skipped', { milliseconds: 'number' }],
  ['stepped', { milliseconds: 'number' }],
  ['overdue', {}],
  ['succeeded', { payload: 'string', memoryUsed: 'number' }],
  ['failed', { error: 'object', isFatal: 'boolean', memoryUsed: 'number' }],
]);

/** What a runtime said, if it has the form of it: the code in its thread can speak in its name. */
export function heard(said: unknown): FromRuntime | undefined {
  if (typeof said !== 'object' || said === null) return undefined;
  const members = new Map<string, unknown>(Object.entries(said));
  const form = FORMS.get(members.get('kind'));
  if (!form) return undefined;
  const fits = Object.entries(form).every(([name, type]) => {
    const value = members.get(name);
    return typeof value === type && value !== null;
  });
  return fits ? (said as FromRuntime) : undefined;
}
