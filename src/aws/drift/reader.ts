import type { DriftKind } from '../../lab/drift.ts';
import { errorName } from '../errors.ts';

export type Condition = 'present' | Exclude<DriftKind, 'unread'>;

/** Says for physical ids of one type whether the resources exist: one by one, or all at once. */
export type Reader =
  | { readonly one: (id: string) => Promise<Condition> }
  | { readonly all: (ids: readonly string[]) => Promise<ReadonlySet<string>> };

/** By resource type. */
export type Readers = Readonly<Record<string, Reader>>;

/** For calls that fail with one of these errors if the resource does not exist. */
export async function unlessGone(errors: readonly string[], call: () => Promise<unknown>): Promise<Condition> {
  try {
    await call();
    return 'present';
  } catch (error) {
    if (errors.includes(errorName(error))) return 'deleted';
    throw error;
  }
}

/** The common prefix of all names, so that a listing returns little else. */
export function commonPrefix([first = '', ...others]: readonly string[]): string {
  const differs = [...first].findIndex((letter, index) => others.some((other) => other[index] !== letter));
  return differs === -1 ? first : first.slice(0, differs);
}

/** CloudFormation's ids of associations between two resources. */
export function joined(id: string): readonly [string, string] {
  const [one = '', other = ''] = id.split('|');
  if (!one || !other) throw new Error(`its id, ${id}, does not say what it connects`);
  return [one, other];
}
