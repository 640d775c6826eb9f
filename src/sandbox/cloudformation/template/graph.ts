import { validationError } from '../../kernel/aws-error.ts';

/** What each resource waits for, by logical id. */
export type Dependencies = Readonly<Record<string, readonly string[]>>;

export function refuseCycles(dependencies: Dependencies): void {
  const rest = new Map(Object.entries(dependencies));
  for (let free = freed(rest); free.length > 0; free = freed(rest)) free.forEach((name) => rest.delete(name));
  if (rest.size === 0) return;
  const inCycle = [...rest.keys()].filter((name) => reaches(rest, name, name));
  throw validationError(`Circular dependency between resources: [${inCycle.join(', ')}]`);
}

function freed(rest: ReadonlyMap<string, readonly string[]>): string[] {
  return [...rest].filter(([, needed]) => !needed.some((name) => rest.has(name))).map(([name]) => name);
}

function reaches(rest: ReadonlyMap<string, readonly string[]>, from: string, to: string): boolean {
  const seen = new Set<string>();
  const next = [...(rest.get(from) ?? [])];
  for (let name = next.pop(); name !== undefined; name = next.pop()) {
    if (name === to) return true;
    if (seen.has(name)) continue;
    seen.add(name);
    next.push(...(rest.get(name) ?? []));
  }
  return false;
}

/** The names, each after those it waits for. */
export function inOrder(dependencies: Dependencies): string[] {
  const ordered: string[] = [];
  const rest = new Map(Object.entries(dependencies));
  for (let free = freed(rest); free.length > 0; free = freed(rest)) {
    free.forEach((name) => rest.delete(name));
    ordered.push(...free);
  }
  return ordered;
}
