/** Whether a parameter lies in the hierarchy under `path`: directly, or at any depth. */
export function isBelow(path: string, name: string, recursive: boolean): boolean {
  const prefix = path.endsWith('/') ? path : `${path}/`;
  return name.startsWith(prefix) && (recursive || !name.slice(prefix.length).includes('/'));
}
