import type { Ledger } from '../actions/class/ledger.ts';
import { classOutcome } from '../actions/class/outcome.ts';
import { runLabs, type LabRun } from '../actions/class/run-labs.ts';
import type { Outcome } from '../actions/outcome.ts';
import type { Run } from '../commands/command.ts';
import type { LabResult } from '../events.ts';
import type { LabSettings } from '../lab/accounts.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ui } from '../ports/ui.ts';
import { keepHeapSmall } from '../system/memory.ts';
import type { ContextOf } from './contexts.ts';
import type { Io } from './io.ts';
import { endedByThrow, endedWith } from './results.ts';
import { type Call, showSteps } from './show-steps.ts';

export interface ClassOfLabs {
  readonly run: Run;
  readonly call: Call;
  readonly io: Io;
  readonly labs: readonly LabSettings[];
  readonly contextOf: ContextOf;
  readonly clock: Clock;
  readonly ledger: Ledger;
}

/** Runs a command on the labs of a class; each ends as it would alone. */
export async function runOnClass(of: ClassOfLabs, ui: Ui): Promise<Outcome> {
  const { run, labs, ledger } = of;
  keepHeapSmall();
  const runs = labs.map((lab): LabRun => ({
    lab: lab.name,
    act: (uiOfLab) => inLab(of, lab, uiOfLab),
  }));
  const atOnce = Number(run.flags.atOnce);
  await runLabs(runs, { command: run.command, ui, atOnce, ended: (result) => ledger.enter(result) });
  return classOutcome(run.command, ledger.labs);
}

async function inLab(of: ClassOfLabs, lab: LabSettings, ui: Ui): Promise<LabResult> {
  const { run, io, clock, contextOf } = of;
  const call = { ...of.call, lab: lab.name };
  const started = clock.now();
  const seconds = () => (clock.now() - started) / 1000;
  const { result, exitCode } = await Promise.resolve()
    .then(() => run.action({ ...contextOf(lab, ui, showSteps(call)), isOfClass: true }, run.options))
    .then(
      (outcome) => endedWith(outcome, seconds(), call, io),
      (error: unknown) => endedByThrow(error, call, io),
    );
  return { ...result, lab: lab.name, exitCode };
}
