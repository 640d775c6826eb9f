import { templateOf } from '../../kept-texts.ts';
import type { StackDefinition } from '../../state.ts';
import { type Blueprint, blueprintOf } from './blueprint.ts';
import type { StackScope } from '../scope.ts';

export function blueprintFor(
  { cloud, account, region, stack }: StackScope,
  definition: StackDefinition = stack.definition,
): Blueprint {
  const known = drawn.get(definition);
  if (known?.stackId === stack.id) return known.blueprint;
  const template = templateOf(cloud.world, definition);
  const blueprint = blueprintOf(template, definition, { account, region, stackName: stack.name, stackId: stack.id });
  drawn.set(definition, { stackId: stack.id, blueprint });
  return blueprint;
}

/** A definition never changes, and the engine asks for its blueprint at every step. */
const drawn = new WeakMap<StackDefinition, { readonly stackId: string; readonly blueprint: Blueprint }>();
