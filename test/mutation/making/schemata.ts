import type { Host } from './host.ts';
import type { Mutant } from './mutants.ts';

interface Insertion {
  readonly at: number;
  readonly text: string;
}

/** A file with all these mutants in it, each of which `$mutant(id)` chooses while it runs. */
export function withMutants(code: string, mutants: ReadonlyMap<number, Mutant>): string {
  const hosts = outerFirst(groupsByHost(mutants));
  const openings = hosts.map(([host, inside]) => ({ at: host.start, text: opening(host, inside) }));
  const closings = hosts.map(([host]) => ({ at: host.end, text: closing(host) })).reverse();
  return inserted(code, [...closings, ...openings]);
}

type Group = readonly [Host, ReadonlyMap<number, Mutant>];

function groupsByHost(mutants: ReadonlyMap<number, Mutant>): Group[] {
  const groups = new Map<string, [Host, Map<number, Mutant>]>();
  for (const [id, mutant] of mutants) {
    const { kind, start, end } = mutant.host;
    const key = `${kind} ${String(start)} ${String(end)}`;
    const group = groups.get(key) ?? [mutant.host, new Map<number, Mutant>()];
    group[1].set(id, mutant);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function outerFirst(groups: readonly Group[]): Group[] {
  return groups.toSorted(([a], [b]) => a.start - b.start || b.end - a.end || (a.kind === 'statements' ? -1 : 1));
}

function opening({ kind }: Host, mutants: ReadonlyMap<number, Mutant>): string {
  const choices = [...mutants].map(([id, { text }]) => [`$mutant(${String(id)})`, text] as const);
  if (kind === 'expression') return `(${choices.map(([chosen, text]) => `${chosen} ? ${text} : `).join('')}`;
  return `{ if (${choices.map(([chosen]) => chosen).join(' || ')}) {} else {`;
}

function closing({ kind }: Host): string {
  return kind === 'expression' ? ')' : '} }';
}

/** Those at the same place in the order in which they are given. */
function inserted(code: string, insertions: readonly Insertion[]): string {
  let at = 0;
  const pieces = insertions
    .toSorted((a, b) => a.at - b.at)
    .map((insertion) => {
      const before = code.slice(at, insertion.at);
      at = insertion.at;
      return before + insertion.text;
    });
  return pieces.join('') + code.slice(at);
}
