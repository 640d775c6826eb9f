import { firstOf } from '../lab/quantities.ts';
import { usageError } from '../errors.ts';
import { nearest } from '../lab/nearest.ts';

/** Every N-th lab, for one of several machines. */
export interface Shard {
  /** Counted from 1. */
  readonly index: number;
  readonly of: number;
}

/** The labs of a file that a command is about. */
export interface Selection {
  readonly names: readonly string[];
  readonly all: boolean;
  readonly shard?: Shard | undefined;
  /** The labs that did not end well, by the summary of an earlier run. */
  readonly failed?: readonly string[] | undefined;
}

export interface Selected<Lab> {
  readonly labs: readonly Lab[];
  /** Whether the run is one of a class, with a summary, however many labs that has; else it is a single lab's. */
  readonly asClass: boolean;
}

/** One lab by its name is the run of that lab, as if the file described no other. */
export function selectLabs<Lab>(
  labs: readonly Lab[],
  nameOf: (lab: Lab) => string,
  { names, all, shard, failed }: Selection,
): Selected<Lab> {
  const known = labs.map(nameOf);
  const unknown = [...names, ...(failed ?? [])].filter((name) => !known.includes(name));
  if (unknown.length > 0) throw unknownLabs(unknown, known);
  const everything = all || (names.length === 0 && failed === undefined && shard !== undefined);
  const single = !all && !shard && !failed && names.length <= 1;
  if (single && names.length === 0 && labs.length > 1) throw notChosen(known);
  const isWanted = (name: string) =>
    everything || (single && names.length === 0) || names.includes(name) || (failed?.includes(name) ?? false);
  const wanted = labs.filter((lab) => isWanted(nameOf(lab)));
  return { labs: shard ? wanted.filter((_, at) => at % shard.of === shard.index - 1) : wanted, asClass: !single };
}

function unknownLabs(unknown: readonly string[], known: readonly string[]) {
  const meant = unknown.flatMap((name) => nearest(name, known));
  const remedy =
    meant.length === unknown.length
      ? `did you mean ${meant.join(', ')}?`
      : `${known.length === 1 ? 'the only lab is' : 'the labs are'} ${firstOf(known, MOST_LISTED)}`;
  const names = unknown.map((name) => JSON.stringify(name.slice(0, 80)));
  const labs = names.length === 1 ? 'is no lab' : 'are no labs';
  return usageError('unknown-lab', `there ${labs} ${firstOf(names, MOST_LISTED)} in the settings`, remedy);
}

/** Why a run has nothing to do, where there are labs and none of them is meant. */
export function noneMeant({ shard }: Selection, all: number): string {
  const labs = all === 1 ? 'the only lab' : `the ${String(all)} labs`;
  if (shard) return `shard ${String(shard.index)}/${String(shard.of)} has none of ${labs}`;
  return `the summary names no lab of ${labs} that failed`;
}

function notChosen(known: readonly string[]) {
  const message = `the settings describe ${String(known.length)} labs (${firstOf(known, MOST_LISTED)}), and none is chosen`;
  return usageError(
    'no-lab-chosen',
    message,
    'choose one with --lab NAME; several names and --all are for commands on the whole lab',
  );
}

const MOST_LISTED = 10;
