import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The project's TypeScript at a path or below it that is tested; nothing where there is none. */
export function sourcesAt(root: string, path: string): string[] {
  return filesAt(root, path).filter((file) => file.endsWith('.ts') && !/\.(test|d)\.ts$/.test(file));
}

export const ALL_TESTS = ['test', 'lambda-code'];

/** The files of tests at some paths or below them. */
export function testsAt(root: string, paths: readonly string[]): string[] {
  return paths.flatMap((path) => filesAt(root, path)).filter((file) => file.endsWith('.test.ts'));
}

function filesAt(root: string, path: string): string[] {
  const stats = statSync(join(root, path), { throwIfNoEntry: false });
  if (!stats?.isDirectory()) return stats ? [path] : [];
  const names = readdirSync(join(root, path), { recursive: true, encoding: 'utf8' });
  return names.map((name) => join(path, name)).sort();
}
