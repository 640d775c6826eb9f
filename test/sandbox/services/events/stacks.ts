import { stackOf, type Stacks } from '../iam/stacks.ts';
import type { Stage } from './stage.ts';

/** One stack in the account of the stage. */
export function stackIn({ cloud, operator, call, pass }: Stage): Stacks {
  return stackOf({
    cloud,
    operator,
    pass,
    call: (operation, input, { service = 'cloudformation', principal } = {}) =>
      call(service, operation, input, principal),
  });
}
