import { EXIT, LabError } from '../../errors.ts';
import type { LabSummary } from '../../events.ts';
import { mlopsLab, type Step } from '../../steps.ts';
import type { Outcome } from '../outcome.ts';
import { classOutcome } from './outcome.ts';

/** How the labs of one run of a command ended; of one of its shards, if it ran in several. */
export interface PartOfClass {
  readonly command: string;
  /** ISO 8601. */
  readonly ended: string;
  readonly shard?: { readonly index: number; readonly of: number } | undefined;
  readonly labs: readonly LabSummary[];
}

/** One outcome of many: as if one run had seen all labs. A lab that is in several counts as it ended last. */
export function mergedOutcome(parts: readonly PartOfClass[]): Outcome {
  const [first] = parts;
  const other = parts.find(({ command }) => command !== first?.command);
  if (!first || other) throw mixed(first?.command, other?.command);
  const command = first.command;
  const labs = inOrder([...parts].sort((one, another) => one.ended.localeCompare(another.ended)));
  const missing = missingShards(parts);
  return missing.length === 0
    ? classOutcome(command, labs, retried(command, labs))
    : { command, status: 'failed', labs, error: lost(missing) };
}

/** Whoever merges summaries has seen no run, so that none is "the same". */
function retried(command: string, labs: readonly LabSummary[]): Step {
  const failed = labs.filter(({ exitCode }) => exitCode !== EXIT.done).map(({ lab }) => lab);
  return {
    say: 'mend what the labs name, and try these again',
    command: mlopsLab(...command.split(' '), '--lab', ...failed),
  };
}

/** Shards take turns in the order of the labs. */
function inOrder(parts: readonly PartOfClass[]): LabSummary[] {
  const found = new Map<string, { readonly lab: LabSummary; readonly at: number }>();
  for (const { shard = { index: 1, of: 1 }, labs } of parts) {
    for (const [turn, lab] of labs.entries()) {
      const at = found.get(lab.lab)?.at ?? turn * shard.of + shard.index;
      found.set(lab.lab, { lab, at });
    }
  }
  return [...found.values()].sort((one, other) => one.at - other.at).map(({ lab }) => lab);
}

/** A machine that was lost has left no summary, and would not be missed. */
function missingShards(parts: readonly PartOfClass[]): string[] {
  const shards = parts.flatMap(({ shard }) => (shard ? [shard] : []));
  const numbers = [...new Set(shards.map(({ of }) => of))];
  return numbers.flatMap((of) =>
    Array.from({ length: of }, (_, at) => at + 1)
      .filter((index) => !shards.some((shard) => shard.of === of && shard.index === index))
      .map((index) => `${String(index)}/${String(of)}`),
  );
}

function lost(missing: readonly string[]): LabError {
  return new LabError({
    code: 'shard-missing',
    message: `there is no summary of ${missing.length === 1 ? 'shard' : 'the shards'} ${missing.join(', ')}`,
    hint: `run the command again with --shard ${missing[0] ?? ''}, which is safe, and put its summary beside the others`,
  });
}

function mixed(one = 'no command', other = 'nothing'): LabError {
  return new LabError({
    code: 'summary-unreadable',
    message: `the summaries are of different commands, ${one} and ${other}`,
    hint: 'keep the summaries of each command in a folder of their own',
  });
}
