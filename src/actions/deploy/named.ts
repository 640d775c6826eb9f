import { namedResources } from '../../lab/order.ts';
import type { StackId } from '../../lab/stacks.ts';
import { own, put } from '../../own.ts';
import type { StackEvent } from '../../ports/stacks.ts';

/**
 * Listens to the events of a stack that is being created, and reports the ids of the resources that other stacks refer
 * to, as the stack's future outputs, once all of them exist.
 */
export function namedBy(
  id: StackId,
  tell: (outputs: Readonly<Record<string, string>>) => void,
): (event: StackEvent) => void {
  const wanted = namedResources(id);
  const outputs: Record<string, string> = {};
  return ({ logicalId, status, physicalId }) => {
    const output = own(wanted, logicalId);
    if (output === undefined || status !== 'CREATE_COMPLETE') return;
    put(outputs, output, physicalId);
    if (Object.keys(outputs).length === Object.keys(wanted).length) tell(outputs);
  };
}
