import { keepText, keptText, type Texts } from '../kernel/texts.ts';
import { EVERYONE, GLOBAL, type Slice, type World } from '../kernel/world.ts';
import type { Stack, StackDefinition } from './state.ts';
import type { Template } from './template/model.ts';
import { parseTemplate } from './template/parse.ts';

/** Templates: all stacks of a kind have the same. */
const TEMPLATES: Slice<Texts> = { name: 'cloudformation-templates', initial: () => ({}) };

/** Returns what a definition names the template by. */
export function keepTemplate(world: World, text: string): string {
  return keepText(world.slice(TEMPLATES, EVERYONE, GLOBAL), text);
}

export function templateBody(world: World, { template }: StackDefinition): string {
  return keptText(world.slice(TEMPLATES, EVERYONE, GLOBAL), template);
}

export function templateOf(world: World, definition: StackDefinition): Template {
  return parseTemplate(templateBody(world, definition));
}

/** Returns what events of the stack name these properties by: a resource's events mostly show the same ones. */
export function keepShown({ shown }: Stack, properties: string): string {
  return keepText(shown, properties);
}

export function shownBy({ shown }: Stack, name: string | undefined): { ResourceProperties?: string } {
  return name === undefined ? {} : { ResourceProperties: keptText(shown, name) };
}
