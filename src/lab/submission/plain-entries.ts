/** What file managers put beside the files that somebody packs, and nobody asked for. */
const COMPANIONS: ReadonlySet<string> = new Set(['__macosx', '.ds_store', 'thumbs.db', 'ehthumbs.db', 'desktop.ini']);

/**
 * The files of an archive as somebody meant them: without what Finder and Explorer add, without folders' own entries,
 * with slashes where Windows tools write backslashes, and without the one folder around them.
 */
export function plainEntries<Entry extends { readonly name: string }>(entries: readonly Entry[]): Entry[] {
  const meant = entries.map(withSlashes).filter(({ name }) => !/(?:^|\/)$/.test(name) && !isCompanion(name));
  const folder = commonFolder(meant.map(({ name }) => name));
  return meant.map((entry) => ({ ...entry, name: entry.name.slice(folder.length) }));
}

/** Whether only a file manager knows of it: `._x` holds what macOS keeps beside `x`. */
function isCompanion(path: string): boolean {
  return path.split('/').some((part) => part.startsWith('._') || COMPANIONS.has(part.toLowerCase()));
}

/** `tar -C folder .` puts `./` before each name. */
function withSlashes<Entry extends { readonly name: string }>(entry: Entry): Entry {
  return { ...entry, name: entry.name.replaceAll('\\', '/').replace(/^(\.\/)+/, '') };
}

/** `birds/` if that is where all of them are. */
function commonFolder([first = '', ...others]: readonly string[]): string {
  const [folder = ''] = /^[^/]+\//.exec(first) ?? [];
  return folder !== '../' && others.every((name) => name.startsWith(folder)) ? folder : '';
}
