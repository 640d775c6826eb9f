import { aws, type Step } from '../steps.ts';
import type { Refusal } from './plan.ts';
import { ANEW } from './remedies.ts';

/** A resource as its stack's record has it. */
export interface StackResource {
  readonly logicalId: string;
  readonly resourceType: string;
  readonly physicalId: string;
}

/**
 * What happened to a resource outside its stack. A key that is disabled or pending deletion exists but is unusable; an
 * `unread` resource may or may not exist.
 */
export type DriftKind = 'deleted' | 'disabled' | 'pending-deletion' | 'unread';

/** A resource that differs from what its stack created, as far as that can be determined. */
export interface DriftedResource extends StackResource {
  readonly drift: DriftKind;
  /** Why it could not be read. */
  readonly reason?: string;
}

/** A stack's resources, and what happened to them outside of it. */
export interface Examination {
  readonly resources: readonly StackResource[];
  readonly drift: readonly DriftedResource[];
}

/** Where a stack and its resources are. */
export interface Place {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
}

/** The account and region of an ARN, such as a stack's. */
export function placeOf(arn: string): Place {
  const [, partition = '', , region = '', accountId = ''] = arn.split(':');
  return { partition, region, accountId };
}

export function deletedIn(drift: readonly DriftedResource[]): DriftedResource[] {
  return drift.filter((resource) => resource.drift === 'deleted');
}

const KEY = 'AWS::KMS::Key';

const AGAIN: Step = { say: 'then run the same command again', command: 'again' };

/** Drift that no stack update can repair: a new key in place of the old one cannot read what the old one encrypted. */
export function beyondRepair(drift: readonly DriftedResource[], { region, accountId }: Place): Refusal | undefined {
  const key = drift.find(({ resourceType, drift: kind }) => resourceType === KEY && kind !== 'unread');
  if (!key) return undefined;
  const { physicalId: id } = key;
  const what = `the key ${key.logicalId} (${id})`;
  const byHand = (say: string, operation: string): Step => ({
    say: `${say} in account ${accountId}`,
    command: aws('kms', operation, '--key-id', id, '--region', region),
  });
  const enable = [byHand('enable the key', 'enable-key'), AGAIN];
  switch (key.drift) {
    case 'pending-deletion':
      return {
        kind: 'refuse',
        code: 'key-pending-deletion',
        because: `${what} is scheduled for deletion, and what it encrypted goes with it`,
        hint: [byHand('cancel the deletion of the key', 'cancel-key-deletion'), ...enable],
      };
    case 'disabled':
      return {
        kind: 'refuse',
        code: 'key-disabled',
        because: `${what} is disabled, and nothing can be read or written with it`,
        hint: enable,
      };
    default:
      return {
        kind: 'refuse',
        code: 'key-deleted',
        because: `${what} was deleted outside the lab, and nobody can read any more what it encrypted`,
        hint: ANEW,
      };
  }
}
