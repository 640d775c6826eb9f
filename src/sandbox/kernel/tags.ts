/** A tag in the form of most AWS APIs. */
export interface Tag {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}

/** Tags in the form of the world's state. */
export type Tags = Record<string, string>;

export function tagMap(list: readonly Tag[] | undefined): Tags {
  return Object.fromEntries((list ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? '']));
}

export function tagList(tags: Readonly<Tags>): { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
