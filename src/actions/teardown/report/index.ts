import { EXIT, LabError, usageError } from '../../../errors.ts';
import type { ActionContext } from '../../context.ts';
import type { Outcome } from '../../outcome.ts';
import { reportPage } from './page.ts';
import { Recorder } from './recorder.ts';
import type { TeardownReport } from './report.ts';

/** Runs a teardown, and writes what became of it into the file, however it ends. */
export async function withReport(
  context: ActionContext,
  file: string,
  run: (context: ActionContext) => Promise<Outcome>,
): Promise<Outcome> {
  const targets = targetsOf(context.isOfClass ? withName(file, context.lab.name) : file);
  for (const { path } of targets) await tried(context, path);
  const recorder = new Recorder(context);
  const write = (report: TeardownReport) => writeAll(context, targets, report);
  let outcome: Outcome;
  try {
    outcome = await run(recorder.listening());
  } catch (error) {
    await write({
      ...recorder.report(isInterrupted(error) ? 'interrupted' : 'failed', {}),
      ...reportOf(context, error),
    });
    throw error;
  }
  if (outcome.status === 'declined') return outcome;
  await write({ ...recorder.report(outcome.status, outcome), ...reportOf(context, outcome.error) });
  return outcome;
}

interface Target {
  readonly path: string;
  readonly text: (report: TeardownReport) => string;
}

const asPage = (path: string): Target => ({ path, text: reportPage });
const asJson = (path: string): Target => ({ path, text: (report) => `${JSON.stringify(report, null, 2)}\n` });

/** Each lab of a class has a report of its own: `teardown-ada.html`. */
function withName(file: string, lab: string): string {
  const ending = /\.(?:html?|json)$/i.exec(file)?.[0] ?? '';
  return `${file.slice(0, file.length - ending.length)}-${lab}${ending}`;
}

/** The ending decides; without one of these there are both. */
function targetsOf(file: string): Target[] {
  if (/\.html?$/i.test(file)) return [asPage(file)];
  if (/\.json$/i.test(file)) return [asJson(file)];
  return [asPage(`${file}.html`), asJson(`${file}.json`)];
}

async function tried({ files }: ActionContext, path: string): Promise<void> {
  try {
    await files.tryReplacing(path);
  } catch (error) {
    throw usageError(
      'report-not-written',
      `the report cannot be written to ${path}: ${reason(error)}; nothing was deleted`,
      'name a file in a folder that exists and can be written, with --report',
    );
  }
}

/** The accounts are as they are by then: the run ends as it would have. */
async function writeAll(
  { files, ui }: ActionContext,
  targets: readonly Target[],
  report: TeardownReport,
): Promise<void> {
  for (const { path, text } of targets) {
    try {
      await files.replace(path, text(report));
      ui.emit({ type: 'notice', level: 'info', message: `report written to ${path}` });
    } catch (error) {
      const message = `the report could not be written to ${path}: ${reason(error)}`;
      ui.emit({ type: 'notice', level: 'warning', message });
    }
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function isInterrupted(error: unknown): boolean {
  return error instanceof LabError && error.exitCode === EXIT.interrupted;
}

function reportOf({ showSteps }: ActionContext, error: unknown): Pick<TeardownReport, 'error'> {
  if (!(error instanceof LabError)) return {};
  const { code, message, hints } = error;
  return { error: { code, message, hints: showSteps(hints) } };
}
