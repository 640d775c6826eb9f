/** What Node.js is told that a process or thread may do; all the rest it may not (Node.js API, "Permission Model"). */
export interface Permissions {
  /** Files, and folders with all that is in them. */
  readonly read: readonly string[];
  readonly write?: readonly string[];
  /** Whether it may start threads, each of which is told what it may itself. */
  readonly threads?: boolean;
}

/** The flags that say so. Each version has a name of its own for some. */
export function permissionFlags({ read, write = [], threads = false }: Permissions): string[] {
  const known = process.allowedNodeEnvironmentFlags;
  return [
    known.has('--permission') ? '--permission' : '--experimental-permission',
    ...read.map((path) => `--allow-fs-read=${path}`),
    ...write.map((path) => `--allow-fs-write=${path}`),
    ...(threads ? ['--allow-worker'] : []),
    // Versions that know it let nobody connect without; whereto, `confine` says.
    ...(known.has('--allow-net') ? ['--allow-net'] : []),
    '--no-warnings',
  ];
}
