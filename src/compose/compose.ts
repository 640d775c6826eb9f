import { Ledger } from '../actions/class/ledger.ts';
import { namingLab } from '../actions/class/run-labs.ts';
import type { Reports } from '../actions/report/reports.ts';
import type { Outcome } from '../actions/outcome.ts';
import type { Run } from '../commands/command.ts';
import { sandboxDirectory, WITHOUT_IAM } from '../config/rehearsal.ts';
import { interrupted, isInterruption, LabError, usageError, type ExitCode } from '../errors.ts';
import type { LabSettings } from '../lab/accounts.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ui } from '../ports/ui.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { systemClock } from '../system/clock.ts';
import { createUi } from '../ui/index.ts';
import { runOnClass } from './class-run.ts';
import { conclude } from './conclude.ts';
import { contextsOf } from './contexts.ts';
import { goingOn, type GoingOn } from './going-on.ts';
import type { Leave } from './guided.ts';
import { Beginning, headerOf, withHeader, withLabs, type Header } from './header.ts';
import { reasonToEnd, type Io } from './io.ts';
import { accountsOf } from './outside.ts';
import { machineOf } from './machine.ts';
import { expectReports, reportsOf } from './reporting.ts';
import { endedByThrow, endedWith, resultOf, type Ended } from './results.ts';
import { keepInRehearsal, settle, type Settled } from './settle.ts';
import { showSteps, type Call } from './show-steps.ts';
import { expectSummary, withSummary } from './summary.ts';

/** What becomes known while a run goes on, and its end has to tell. */
interface Known {
  beginning: Beginning;
  clock: Clock;
  call: Call;
  readonly reports: Reports | undefined;
  /** Set where the run is about several labs. */
  ledger?: Ledger;
  /** Whether an action is under way. */
  begun?: true;
  /** Set while settings are asked for: what an interruption leaves. */
  leave?: Leave | undefined;
}

/** Puts the parts of the program together for one command, runs it, and reports how it ended. */
export async function runAction(run: Run, args: readonly string[], io: Io): Promise<ExitCode> {
  const underWay = goingOn();
  const output = run.flags.output === 'json' ? 'json' : 'text';
  const ui = await createUi({
    output,
    yes: run.options.yes,
    bare: run.bare ?? false,
    quiet: run.flags.quiet === true,
    now: () => known.clock.now(),
    ...io,
  });
  const beginning = new Beginning(ui, headerOf(run.command, run.flags));
  const reports = await reportsOf(run, io, ui, () => known.clock.now());
  const known: Known = { beginning, clock: systemClock, call: { ...run, args }, reports };
  try {
    const listened = underWay.heardFrom(reports?.heardFrom(ui) ?? ui);
    const heard = quietOnce(io.signal, beginning.before(listened));
    const ended = await untilInterrupted(io.signal, underWay, onLabs(run, io, heard, known)).catch((error: unknown) =>
      endedEarly(run, known, error, io),
    );
    const told = { ...ended, result: withHeader(ended.result, beginning.header) };
    await reports?.end(told.result);
    return await conclude(ui, io, { ...(await withSummary(told, run, known.call, io)), output, beginning });
  } finally {
    ui.close();
  }
}

/** Some commands have something to tell where none could be begun with. */
async function endedEarly(run: Run, known: Known, error: unknown, io: Io): Promise<Ended> {
  const { without, flags } = run;
  const isInterrupted = isInterruption(error);
  if (known.leave && isInterrupted) return failedIn(known, await known.leave(), io);
  const isProblem = error instanceof LabError && !isInterrupted;
  if (!without || known.begun || !isProblem) return failedIn(known, error, io);
  const isRehearsal = sandboxDirectory(flags, io.cwd) !== undefined;
  return resultOf(await without(machineOf(io), isRehearsal, error), known.call, io);
}

/** Whatever ended a run of several labs, what is known of each is told; before the first one only that it was interrupted. */
function failedIn({ call, ledger, begun }: Known, error: unknown, io: Io): Ended {
  const { result, exitCode } = endedByThrow(error, call, io);
  const isTold = begun || isInterruption(error);
  return { result: { ...result, ...(ledger && isTold && { labs: ledger.labs }) }, exitCode };
}

async function onLabs(asked: Run, io: Io, ui: Ui, known: Known): Promise<Ended> {
  await expectSummary(asked, io);
  const run = await afterGuide(asked, io, ui, known);
  const folder = sandboxDirectory(run.flags, io.cwd);
  const withoutIam = run.flags.withoutIam === true;
  if (withoutIam && folder === undefined) {
    throw usageError('without-iam', '--without-iam is only for the sandbox: AWS always enforces IAM', 'add --sandbox');
  }
  const settled = await settle(run, io, ui, folder);
  const labs = settled.all.map(({ settings }) => settings);
  const sandbox = folder === undefined ? undefined : await openSandbox(folder, labs, withoutIam);
  known.clock = sandbox?.clock ?? systemClock;
  const ledger = new Ledger(settled.labs.map(({ settings }) => settings.name));
  if (settled.asClass) known.ledger = ledger;
  const header = headerOfRun(run, settled);
  known.beginning.tell(header);
  await expectReports(known.reports, header);
  if (sandbox) {
    const message = `a rehearsal in ${folder ?? ''}: nothing reaches AWS, and time is virtual`;
    ui.emit({ type: 'notice', level: 'info', message });
  }
  if (withoutIam) ui.emit({ type: 'notice', level: 'warning', message: WITHOUT_IAM });
  try {
    if (folder !== undefined) await keepInRehearsal(run, settled, folder);
    const started = known.clock.now();
    const outcome = await actOn(settled, sandbox, { run, io, ui, known, ledger });
    return endedWith(outcome, (known.clock.now() - started) / 1000, known.call, io);
  } finally {
    sandbox?.close();
  }
}

/** Who is led may choose to rehearse instead, which the suggestions of the run have to know. */
async function afterGuide(run: Run, io: Io, ui: Ui, known: Known): Promise<Run> {
  const isRehearsal = sandboxDirectory(run.flags, io.cwd) !== undefined;
  if (isRehearsal || !run.guides || !ui.interactive) return run;
  const { guided } = await import('./guided.ts');
  if ((await guided(run, io, ui, (leave) => (known.leave = leave))) !== 'rehearsal') return run;
  const rehearsal = { ...run, flags: { ...run.flags, sandbox: true } };
  known.call = { ...rehearsal, args: [...known.call.args, '--sandbox'] };
  return rehearsal;
}

function headerOfRun({ command, flags }: Run, { labs, asClass }: Settled): Header {
  const settings = labs.map((each) => each.settings);
  return withLabs(headerOf(command, flags), settings, asClass);
}

interface Surroundings {
  readonly run: Run;
  readonly io: Io;
  readonly ui: Ui;
  readonly known: Known;
  readonly ledger: Ledger;
}

async function actOn(
  { labs: chosen, all, asClass, isClass }: Settled,
  sandbox: Sandbox | undefined,
  { run, io, ui, known, ledger }: Surroundings,
): Promise<Outcome> {
  const labs = chosen.map(({ settings }) => settings);
  const contextOf = await contextsOf(run, chosen, { ui, io, all }, sandbox);
  known.begun = true;
  const [lab] = labs;
  if (asClass || !lab) {
    const outcome = await runOnClass({ run, io, labs, contextOf, ledger, call: known.call, clock: known.clock }, ui);
    return run.conclude ? run.conclude(outcome) : outcome;
  }
  if (isClass) known.call = { ...known.call, lab: lab.name };
  const uiOfLab = isClass ? namingLab(ui, lab.name) : ui;
  const outcome = await run.action(contextOf(lab, uiOfLab, showSteps(known.call)), run.options);
  return run.conclude ? run.conclude(outcome) : outcome;
}

async function openSandbox(folder: string, labs: readonly LabSettings[], withoutIam: boolean): Promise<Sandbox> {
  const [{ openSandbox: open }, { storageIn }] = await Promise.all([
    import('../sandbox/sandbox.ts'),
    import('./sandbox-storage.ts'),
  ]);
  return open({ storage: storageIn(folder), accounts: accountsOf(labs), begin: Date.now(), withoutIam });
}

/** Drops every event after an interruption, so that the result is the last one. */
function quietOnce(signal: AbortSignal, ui: Ui): Ui {
  return {
    ...ui,
    emit(event) {
      if (!signal.aborted) ui.emit(event);
    },
  };
}

function untilInterrupted<T>(signal: AbortSignal, underWay: GoingOn, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(reasonToEnd(signal) ?? interrupted(underWay.list()));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, (error: unknown) =>
      reject(isInterruption(error) && underWay.hasBegun() ? interrupted(underWay.list()) : error),
    );
  });
}
