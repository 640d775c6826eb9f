/** How a listing is cut: by prefix, into groups at the delimiter, to a number of entries. */
export interface Cut {
  readonly prefix: string;
  readonly delimiter: string;
  readonly size: number;
  /** The group with which the listing before this one ended. */
  readonly listedGroup?: string | undefined;
}

export interface Window<T> {
  readonly entries: readonly T[];
  readonly groups: readonly string[];
  /** Where the next listing goes on, if there is more. */
  readonly last?: { readonly group: string } | { readonly entry: T };
}

/** Entries in their order, those that share what stands before the delimiter as one group. */
export function windowOf<T extends { readonly key: string }>(sorted: Iterable<T>, cut: Cut): Window<T> {
  const entries: T[] = [];
  const groups: string[] = [];
  let last: Window<T>['last'];
  for (const entry of sorted) {
    const group = groupOf(entry.key, cut);
    if (!entry.key.startsWith(cut.prefix) || (group && [cut.listedGroup, groups.at(-1)].includes(group))) continue;
    if (entries.length + groups.length >= cut.size) return { entries, groups, ...(last && { last }) };
    if (group) groups.push(group);
    else entries.push(entry);
    last = group ? { group } : { entry };
  }
  return { entries, groups };
}

function groupOf(key: string, { prefix, delimiter }: Cut): string | undefined {
  const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
  return end < 0 ? undefined : key.slice(0, end + delimiter.length);
}

/** How names are written where the caller asked for `EncodingType=url`, since XML cannot carry every character. */
export function namesAs(encoding: string | undefined): <T extends string | undefined>(name: T) => T {
  const encode = (name: string) => encodeURIComponent(name).replaceAll('%2F', '/');
  return (name) => (encoding === 'url' && name !== undefined ? (encode(name) as typeof name) : name);
}
