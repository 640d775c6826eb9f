import { own } from '../../../own.ts';

/** What SageMaker's List operations have in common. */
interface Selection {
  readonly NameContains?: string | undefined;
  readonly CreationTimeBefore?: Date | undefined;
  readonly CreationTimeAfter?: Date | undefined;
  readonly LastModifiedTimeBefore?: Date | undefined;
  readonly LastModifiedTimeAfter?: Date | undefined;
  readonly SortBy?: string | undefined;
  readonly SortOrder?: string | undefined;
}

export interface Listed {
  readonly name: string;
  readonly createdAt: number;
  readonly modifiedAt: number;
}

/** Those that pass the filters, in the order asked for: by name unless said otherwise. */
export function selected<T extends Listed>(all: readonly T[], selection: Selection): T[] {
  const {
    NameContains = '',
    CreationTimeBefore,
    CreationTimeAfter,
    LastModifiedTimeBefore,
    LastModifiedTimeAfter,
  } = selection;
  const passing = all.filter(
    ({ name, createdAt, modifiedAt }) =>
      name.includes(NameContains) &&
      within(createdAt, CreationTimeAfter, CreationTimeBefore) &&
      within(modifiedAt, LastModifiedTimeAfter, LastModifiedTimeBefore),
  );
  const ascending = passing.toSorted(own(ORDERS, selection.SortBy ?? 'Name') ?? byName);
  return selection.SortOrder === 'Descending' ? ascending.reverse() : ascending;
}

const byName = (one: Listed, other: Listed) => one.name.localeCompare(other.name);

const ORDERS: Readonly<Record<string, (one: Listed, other: Listed) => number>> = {
  Name: byName,
  CreationTime: (one, other) => one.createdAt - other.createdAt,
  LastModifiedTime: (one, other) => one.modifiedAt - other.modifiedAt,
};

function within(instant: number, after: Date | undefined, before: Date | undefined): boolean {
  return (!after || instant > after.getTime()) && (!before || instant < before.getTime());
}
