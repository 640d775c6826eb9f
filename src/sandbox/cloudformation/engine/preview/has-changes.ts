import { isDeepStrictEqual } from 'node:util';

import type { Principal } from '../../../kernel/principal.ts';
import { templateOf } from '../../kept-texts.ts';
import type { StackDefinition } from '../../state.ts';
import { previewScope } from './preview-scope.ts';
import { previewOf } from './preview.ts';
import type { StackScope } from '../scope.ts';

/** Whether an update to `definition` would do anything. */
export function hasChanges(scope: StackScope, definition: StackDefinition, principal: Principal): boolean {
  const { definition: present } = scope.stack;
  return (
    !isDeepStrictEqual(present.tags, definition.tags) ||
    !isDeepStrictEqual(present.notificationArns, definition.notificationArns) ||
    !isDeepStrictEqual(outputsOf(scope, present), outputsOf(scope, definition)) ||
    previewOf(previewScope(scope, principal), definition).length > 0
  );
}

/** Outputs depend on parameters too; a parameter that only outputs use is seen by its value. */
function outputsOf({ cloud }: StackScope, definition: StackDefinition): unknown {
  const { outputs, conditions, mappings } = templateOf(cloud.world, definition);
  const used = JSON.stringify([outputs, conditions, mappings]);
  const relevant = Object.entries(definition.parameters).filter(([name]) => used.includes(name));
  return Object.keys(outputs).length === 0 ? {} : { outputs, conditions, mappings, relevant };
}
