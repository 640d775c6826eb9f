import { own } from '../../../own.ts';
import type { World } from '../../kernel/world.ts';
import { templateOf } from '../kept-texts.ts';
import type { StackDefinition } from '../state.ts';
import { isNoEcho } from '../template/parameter-declarations.ts';

/** Values of the `NoEcho` parameters. */
export function secretsOf(world: World, definition: StackDefinition): string[] {
  const declared = templateOf(world, definition).parameters;
  return Object.entries(definition.parameters)
    .filter(([key, { value }]) => isNoEcho(own(declared, key)) && value !== '')
    .map(([, { value, resolved }]) => resolved ?? value);
}

/** The value with each secret masked, wherever in a text it stands. */
export function withoutSecrets<T>(value: T, secrets: readonly string[]): T {
  if (secrets.length === 0) return value;
  const masked = (text: string) => secrets.reduce((shown, secret) => shown.replaceAll(secret, '****'), text);
  return JSON.parse(JSON.stringify(value), (_key, member: unknown) =>
    typeof member === 'string' ? masked(member) : member,
  ) as T;
}
