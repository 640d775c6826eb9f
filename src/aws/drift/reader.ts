import type { DriftKind } from '../../lab/drift.ts';
import { errorName } from '../errors.ts';

export type Condition = 'present' | Exclude<DriftKind, 'unread'>;

/** Tells of resources of one type, by their physical ids, whether they are there: of each by itself, or of all at once. */
export type Reader =
  | { readonly one: (id: string) => Promise<Condition> }
  | { readonly all: (ids: readonly string[]) => Promise<ReadonlySet<string>> };

/** By resource type. */
export type Readers = Readonly<Record<string, Reader>>;

/** For calls that end with one of these errors where what they are about is not there. */
export async function unlessGone(errors: readonly string[], call: () => Promise<unknown>): Promise<Condition> {
  try {
    await call();
    return 'present';
  } catch (error) {
    if (errors.includes(errorName(error))) return 'deleted';
    throw error;
  }
}

/** What all names begin with, so that a listing gives little else. */
export function commonPrefix([first = '', ...others]: readonly string[]): string {
  const differs = [...first].findIndex((letter, index) => others.some((other) => other[index] !== letter));
  return differs === -1 ? first : first.slice(0, differs);
}

/** CloudFormation's ids of what connects two things. */
export function joined(id: string): readonly [string, string] {
  const [one = '', other = ''] = id.split('|');
  if (!one || !other) throw new Error(`its id, ${id}, does not say what it connects`);
  return [one, other];
}
