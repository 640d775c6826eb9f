/** Files that file managers add to an archive. */
const COMPANIONS: ReadonlySet<string> = new Set(['__macosx', '.ds_store', 'thumbs.db', 'ehthumbs.db', 'desktop.ini']);

/**
 * The files of an archive as its author meant them: without what Finder and Explorer add, without entries of folders,
 * with slashes instead of the backslashes of Windows tools, and without the one folder around them.
 */
export function plainEntries<Entry extends { readonly name: string }>(entries: readonly Entry[]): Entry[] {
  const meant = entries.map(withSlashes).filter(({ name }) => !/(?:^|\/)$/.test(name) && !isCompanion(name));
  const folder = commonFolder(meant.map(({ name }) => name));
  return meant.map((entry) => ({ ...entry, name: entry.name.slice(folder.length) }));
}

/** Whether a file manager created it: `._x` holds macOS metadata of `x`. */
function isCompanion(path: string): boolean {
  return path.split('/').some((part) => part.startsWith('._') || COMPANIONS.has(part.toLowerCase()));
}

/** `tar -C folder .` prefixes each name with `./`. */
function withSlashes<Entry extends { readonly name: string }>(entry: Entry): Entry {
  return { ...entry, name: entry.name.replaceAll('\\', '/').replace(/^(\.\/)+/, '') };
}

/** `birds/` if all of them are in that folder. */
function commonFolder([first = '', ...others]: readonly string[]): string {
  const [folder = ''] = /^[^/]+\//.exec(first) ?? [];
  return folder !== '../' && others.every((name) => name.startsWith(folder)) ? folder : '';
}
