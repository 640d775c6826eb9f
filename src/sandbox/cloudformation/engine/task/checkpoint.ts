import { isDeepStrictEqual } from 'node:util';

import type { StackResource } from '../../state.ts';

/** Whether nothing but a resource's status has changed: what was to be done with it was refused beforehand. */
export function isUntouched(now: StackResource, before: StackResource): boolean {
  return !differs({ ...now, status: before.status }, before);
}

/** Whether a resource is not as it was at the checkpoint, or cannot be trusted to be. */
export function differs(now: StackResource | undefined, before: StackResource): boolean {
  return (
    now === undefined ||
    now.physicalId !== before.physicalId ||
    now.attempted !== undefined ||
    now.status === 'UPDATE_FAILED' ||
    !isDeepStrictEqual(now.tags, before.tags) ||
    !isDeepStrictEqual(now.properties, before.properties)
  );
}
