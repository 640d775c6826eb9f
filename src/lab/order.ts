import { put } from '../own.ts';
import { STACK_IDS, STACKS, type ParameterSource, type StackId } from './stacks.ts';

/** What a stack waits for: whole stacks, and only the named resources of others. */
export interface Waits {
  readonly whole: readonly StackId[];
  readonly named: readonly StackId[];
}

/** The stacks whose outputs this one takes, or whose bucket holds its assets. */
export function dependenciesOf(id: StackId): readonly StackId[] {
  const { whole, named } = waitsOf(id);
  return STACK_IDS.filter((candidate) => whole.includes(candidate) || named.includes(candidate));
}

export function waitsOf(id: StackId): Waits {
  const sources = Object.values(STACKS[id].parameters);
  const whole = STACK_IDS.filter((other) => sources.some((source) => needsWhole(source, other)));
  const named = STACK_IDS.filter((other) => !whole.includes(other) && sources.some((source) => names(source, other)));
  return { whole, named };
}

function needsWhole(source: ParameterSource, other: StackId): boolean {
  if (source.from === 'asset') return other === 'prerequisites';
  return source.from === 'output' && source.stack === other && source.resource === undefined;
}

function names(source: ParameterSource, other: StackId): boolean {
  return source.from === 'output' && source.stack === other && source.resource !== undefined;
}

/** The given stacks and those whose outputs or bucket they need, in the catalogue's order. */
export function withDependencies(ids: readonly StackId[]): readonly StackId[] {
  return STACK_IDS.filter((id) => ids.some((other) => other === id || dependenciesOf(other).includes(id)));
}

/** The stacks that need this one as a whole, and so are deleted before it. */
export function dependentsOf(id: StackId): readonly StackId[] {
  return STACK_IDS.filter((candidate) => waitsOf(candidate).whole.includes(id));
}

/** By resource of a stack: the output that other stacks take as its id. */
export function namedResources(id: StackId): Readonly<Record<string, string>> {
  const outputs: Record<string, string> = {};
  for (const source of STACK_IDS.flatMap((other) => Object.values(STACKS[other].parameters))) {
    if (source.from !== 'output' || source.stack !== id || source.resource === undefined) continue;
    put(outputs, source.resource, source.output);
  }
  return outputs;
}

export function needsAssets(id: StackId): boolean {
  return Object.values(STACKS[id].parameters).some((source) => source.from === 'asset');
}

/**
 * Runs `work` for each stack as soon as what it waits for exists; independent stacks run in parallel. A named resource
 * exists once the stack's work reports it, or ends. If one fails, the stacks that wait for it do not start, the others
 * run to their end, and the first failure is thrown.
 */
export async function inOrder(
  ids: readonly StackId[],
  waits: (id: StackId) => Waits,
  work: (id: StackId, announce: () => void) => Promise<void>,
): Promise<void> {
  const running = new Map<StackId, Running>();
  const run = (id: StackId): Running => {
    const known = running.get(id);
    if (known) return known;
    const started = begin(id);
    running.set(id, started);
    return started;
  };
  const begin = (id: StackId): Running => {
    const { whole, named } = waits(id);
    const chosen = (others: readonly StackId[]) => others.filter((other) => ids.includes(other));
    const needed = [
      ...chosen(whole).map((other) => run(other).done),
      ...chosen(named).map((other) => announced(run(other))),
    ];
    let announce: () => void = () => undefined;
    const announcement = new Promise<void>((resolve) => (announce = resolve));
    return { announcement, done: Promise.all(needed).then(() => work(id, announce)) };
  };
  const outcomes = await Promise.allSettled(ids.map((id) => run(id).done));
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason as Error;
}

interface Running {
  readonly announcement: Promise<void>;
  readonly done: Promise<void>;
}

function announced({ announcement, done }: Running): Promise<void> {
  return Promise.race([announcement, done]);
}
