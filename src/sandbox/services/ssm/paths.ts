/** Whether a parameter lies in the hierarchy under `path`: directly, or at any depth. Names without a slash are at the root. */
export function isBelow(path: string, name: string, recursive: boolean): boolean {
  const prefix = path.endsWith('/') ? path : `${path}/`;
  const full = name.startsWith('/') ? name : `/${name}`;
  return full.startsWith(prefix) && (recursive || !full.slice(prefix.length).includes('/'));
}
