import { isDeepStrictEqual } from 'node:util';

import type { StackResource } from '../state.ts';

/** Whether a resource is not as it was at the checkpoint, or cannot be trusted to be. */
export function differs(now: StackResource | undefined, before: StackResource): boolean {
  return (
    now === undefined ||
    now.physicalId !== before.physicalId ||
    now.attempted !== undefined ||
    !isDeepStrictEqual(now.tags, before.tags) ||
    !isDeepStrictEqual(now.properties, before.properties)
  );
}
