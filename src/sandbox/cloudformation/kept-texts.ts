import { createHash } from 'node:crypto';

import { own, put } from '../../own.ts';
import { EVERYONE, GLOBAL, type Slice, type World } from '../kernel/world.ts';
import type { Stack, StackDefinition } from './state.ts';
import type { Template } from './template/model.ts';
import { parseTemplate } from './template/parse.ts';

/** Long texts that are the same in many places are kept once, by what they say. */
type Texts = Record<string, string>;

/** Templates: all stacks of a kind have the same. */
const TEMPLATES: Slice<Texts> = { name: 'cloudformation-templates', initial: () => ({}) };

/** Returns what a definition names the template by. */
export function keepTemplate(world: World, text: string): string {
  return keep(world.slice(TEMPLATES, EVERYONE, GLOBAL), text);
}

export function templateBody(world: World, { template }: StackDefinition): string {
  return found(world.slice(TEMPLATES, EVERYONE, GLOBAL), template);
}

export function templateOf(world: World, definition: StackDefinition): Template {
  return parseTemplate(templateBody(world, definition));
}

/** Returns what events of the stack name these properties by: a resource's events mostly show the same ones. */
export function keepShown({ shown }: Stack, properties: string): string {
  return keep(shown, properties);
}

export function shownBy({ shown }: Stack, name: string | undefined): { ResourceProperties?: string } {
  return name === undefined ? {} : { ResourceProperties: found(shown, name) };
}

function keep(texts: Texts, text: string): string {
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 22);
  if (!Object.hasOwn(texts, name)) put(texts, name, text);
  return name;
}

function found(texts: Texts, name: string): string {
  const text = own(texts, name);
  if (text === undefined) throw new Error(`the sandbox has no text ${name}`);
  return text;
}
