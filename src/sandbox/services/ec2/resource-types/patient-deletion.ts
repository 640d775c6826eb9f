import { own, put } from '../../../../own.ts';
import { AwsError } from '../../../kernel/aws-error.ts';
import { ifPresent } from '../../../kernel/absence.ts';
import type { ResourceContext } from '../../../kernel/service.ts';
import { ec2Of } from '../state.ts';

/** How a resource is deleted that network interfaces of AWS services may still hold. */
interface Deletion {
  readonly remove: (id: string, context: ResourceContext) => void;
  readonly gone: string;
}

/** CloudFormation tries for about a quarter of an hour before it gives up ("DELETE_FAILED … has dependencies"). */
const PATIENCE_MS = 15 * 60_000;

/** The first try; what refuses it may be gone when CloudFormation asks whether the deletion settled. */
export function beginDeletion(id: string, deletion: Deletion, context: ResourceContext): void {
  put(ec2Of(context).deletionsBegun, id, context.now);
  deletionDone(id, deletion, context);
}

/** Tries to delete; whether there is nothing left to delete. Throws when it has been in vain for too long. */
export function deletionDone(id: string, deletion: Deletion, context: ResourceContext): boolean {
  const { deletionsBegun } = ec2Of(context);
  try {
    ifPresent([deletion.gone], () => deletion.remove(id, context));
  } catch (error) {
    const waiting = context.now - (own(deletionsBegun, id) ?? context.now) < PATIENCE_MS;
    if (error instanceof AwsError && error.code === 'DependencyViolation' && waiting) return false;
    throw error;
  }
  delete deletionsBegun[id];
  return true;
}
