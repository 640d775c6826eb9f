import { STACK_IDS, STACKS, type StackId } from './stacks.ts';

/** The stacks that must stand before this one: those whose outputs it takes, or through whose bucket its assets go. */
export function dependenciesOf(id: StackId): readonly StackId[] {
  const sources = Object.values(STACKS[id].parameters);
  const needed = sources.flatMap((source) => {
    if (source.from === 'output') return [source.stack];
    return source.from === 'asset' ? (['prerequisites'] as const) : [];
  });
  return STACK_IDS.filter((candidate) => needed.includes(candidate));
}

/** The given stacks and those whose outputs or bucket they need, in the catalogue's order. */
export function withDependencies(ids: readonly StackId[]): readonly StackId[] {
  return STACK_IDS.filter((id) => ids.some((other) => other === id || dependenciesOf(other).includes(id)));
}

/** The stacks that need this one, and so go before it when a lab is torn down. */
export function dependentsOf(id: StackId): readonly StackId[] {
  return STACK_IDS.filter((candidate) => dependenciesOf(candidate).includes(id));
}

export function needsAssets(id: StackId): boolean {
  return Object.values(STACKS[id].parameters).some((source) => source.from === 'asset');
}

/**
 * Runs `work` for each stack as soon as those that it depends on are done, side by side where nothing stands between.
 * When one fails, the stacks that wait for it do not start, the others go on to their end, and the first failure is
 * thrown.
 */
export async function inOrder(
  ids: readonly StackId[],
  before: (id: StackId) => readonly StackId[],
  work: (id: StackId) => Promise<void>,
): Promise<void> {
  const running = new Map<StackId, Promise<void>>();
  const run = (id: StackId): Promise<void> => {
    const known = running.get(id);
    if (known) return known;
    const needed = before(id).filter((other) => ids.includes(other));
    const promise = Promise.all(needed.map(run)).then(() => work(id));
    running.set(id, promise);
    return promise;
  };
  const outcomes = await Promise.allSettled(ids.map(run));
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason as Error;
}
