import { own } from '../own.ts';
import { beyondRepair, deletedIn, placeOf, type DriftedResource, type StackResource } from './drift.ts';
import { foreignBecause, isOwn, type Owned } from './owner.ts';
import type { Refusal, ResourceChange, StackDecision } from './plan.ts';
import { isSameTemplate } from './template-text.ts';

/** A stack as it was found in its account. */
export interface ObservedStack {
  readonly id: string;
  readonly name: string;
  /** CloudFormation's status, such as `CREATE_COMPLETE`. */
  readonly status: string;
  readonly statusReason?: string | undefined;
  /** Whether CloudFormation refuses to delete it. */
  readonly terminationProtection?: boolean;
  readonly parameters: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

/** The desired state of a stack. */
export interface DesiredStack {
  readonly name: string;
  readonly template: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

/** How an existing stack differs from the desired one. */
export interface Difference {
  readonly template: boolean;
  readonly parameters: readonly string[];
  readonly tags: boolean;
}

export type Verdict = 'settled' | 'busy' | 'remains' | 'stuck' | 'gone';

/**
 * What each status means; ARCHITECTURE.md has the table with the reasons.
 * - `settled`: sound; may be updated
 * - `busy`: an operation is in progress
 * - `remains`: left by a failed create, an unfinished review or a failed delete; can only be deleted
 * - `stuck`: a failed update is half done; its rollback must be started or continued
 */
const VERDICTS: Readonly<Record<string, Verdict>> = {
  CREATE_COMPLETE: 'settled',
  UPDATE_COMPLETE: 'settled',
  UPDATE_ROLLBACK_COMPLETE: 'settled',
  IMPORT_COMPLETE: 'settled',
  IMPORT_ROLLBACK_COMPLETE: 'settled',
  CREATE_FAILED: 'remains',
  ROLLBACK_COMPLETE: 'remains',
  ROLLBACK_FAILED: 'remains',
  REVIEW_IN_PROGRESS: 'remains',
  DELETE_FAILED: 'remains',
  IMPORT_ROLLBACK_FAILED: 'stuck',
  UPDATE_ROLLBACK_FAILED: 'stuck',
  UPDATE_FAILED: 'stuck',
  DELETE_COMPLETE: 'gone',
};

export function verdictOf(status: string): Verdict {
  return own(VERDICTS, status) ?? (status.endsWith('_IN_PROGRESS') ? 'busy' : 'stuck');
}

/**
 * Decides what to do about a stack. `difference` is undefined if unknown, `changes` are only shown, and `drift` is what
 * happened to its resources outside of it.
 */
export function decide(
  observed: ObservedStack | undefined,
  lab: Owned,
  difference: Difference | undefined,
  changes: readonly ResourceChange[] = [],
  drift: readonly DriftedResource[] = [],
): StackDecision | Refusal {
  if (!observed || observed.status === 'DELETE_COMPLETE') return { kind: 'create' };
  if (!isOwn(lab, observed)) return refusal(observed, lab);
  switch (verdictOf(observed.status)) {
    case 'busy':
      return { kind: 'attach', because: `${observed.status}: an earlier run or somebody else began it` };
    case 'remains':
      return { kind: 'recreate', because: `${observed.status}: nothing of it can be used` };
    case 'stuck':
      return { kind: 'recover', because: `${observed.status}: only rolled back can it be updated again` };
    case 'gone':
      return { kind: 'create' };
    case 'settled':
      return beyondRepair(drift, placeOf(observed.id)) ?? ofSettled(difference, changes, deletedIn(drift));
  }
}

function ofSettled(
  difference: Difference | undefined,
  changes: readonly ResourceChange[],
  deleted: readonly StackResource[],
): StackDecision {
  const differing = difference && differs(difference) ? [reasonOf(difference)] : [];
  if (deleted.length > 0) {
    const because = [`deleted outside the lab: ${namesOf(deleted)}`, ...differing].join('; ');
    return { kind: 'repair', changes: withAdditions(changes, deleted), because };
  }
  return differing.length > 0 ? { kind: 'update', changes, because: differing.join('; ') } : { kind: 'unchanged' };
}

function namesOf(resources: readonly StackResource[]): string {
  return resources.map(({ logicalId }) => logicalId).join(', ');
}

/** A resource that is created again counts as added, whatever else changed about it. */
function withAdditions(changes: readonly ResourceChange[], deleted: readonly StackResource[]): ResourceChange[] {
  const isDeleted = ({ logicalId }: ResourceChange) => deleted.some((each) => each.logicalId === logicalId);
  const added = deleted.map(
    ({ logicalId, resourceType }) => ({ logicalId, resourceType, action: 'add', properties: [] }) as const,
  );
  return [...added, ...changes.filter((change) => !isDeleted(change))];
}

export function differenceBetween(observed: ObservedStack, template: string, desired: DesiredStack): Difference {
  const names = new Set([...Object.keys(desired.parameters), ...Object.keys(observed.parameters)]);
  return {
    template: !isSameTemplate(template, desired.template),
    parameters: [...names].filter((name) => changed(own(observed.parameters, name), own(desired.parameters, name))),
    tags: Object.entries(desired.tags).some(([key, value]) => own(observed.tags, key) !== value),
  };
}

/** A parameter that the lab does not set keeps its value. */
function changed(observed: string | undefined, desired: string | undefined): boolean {
  return desired !== undefined && observed !== desired;
}

function differs({ template, parameters, tags }: Difference): boolean {
  return template || parameters.length > 0 || tags;
}

function reasonOf({ template, parameters, tags }: Difference): string {
  const reasons = [
    template && 'template changed',
    parameters.length > 0 && `${parameters.join(', ')} changed`,
    tags && 'tags changed',
  ];
  return reasons.filter(Boolean).join('; ');
}

function refusal(observed: ObservedStack, lab: Owned): Refusal {
  return {
    kind: 'refuse',
    code: 'foreign-stack',
    because: foreignBecause(lab, `stack ${observed.name}`, observed.tags),
    hint: `give this lab another name than "${lab.name}" with --name, or have whoever owns that stack delete it`,
  };
}
