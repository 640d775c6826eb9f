import type { ActionContext } from '../actions/context.ts';
import type { Outcome } from '../actions/outcome.ts';
import type { LabSettings } from '../lab/accounts.ts';
import { loadBundle } from '../assets/bundle.ts';
import type { SessionOptions } from '../aws/sessions.ts';
import type { Run } from '../commands/command.ts';
import { conclude } from './conclude.ts';
import { goingOn, type GoingOn } from './going-on.ts';
import { completeSettings } from '../config/complete.ts';
import { loadSettings } from '../config/load.ts';
import { saveSettings } from '../config/save.ts';
import { EXIT, interrupted, LabError, usageError, type ExitCode } from '../errors.ts';
import { reasonToEnd, type Io } from './io.ts';
import { localFiles } from '../system/files.ts';
import type { Browser } from '../ports/browser.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ui } from '../ports/ui.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { describeError } from '../ui/result/describe-error.ts';
import { createUi } from '../ui/index.ts';
import { duration } from '../ui/text/quantities.ts';
import { showSteps, type ShowSteps } from './show-steps.ts';
import { SANDBOX_DEFAULTS, SANDBOX_PORT, sandboxDirectory, WITHOUT_IAM } from '../config/rehearsal.ts';
import { systemBrowser } from '../system/browser.ts';
import { systemClock } from '../system/clock.ts';

/** Puts the parts of the program together for one command, runs it, and reports how it ended. */
export async function runAction(run: Run, args: readonly string[], io: Io): Promise<ExitCode> {
  const show = showSteps({ ...run, args });
  const underWay = goingOn();
  const outside: { clock: Clock } = { clock: systemClock };
  const output = run.flags.output === 'json' ? 'json' : 'text';
  const ui = await createUi({
    output,
    yes: run.options.yes,
    quiet: run.quiet ?? false,
    now: () => outside.clock.now(),
    ...io,
  });
  try {
    const heard = quietOnce(io.signal, underWay.heardFrom(ui));
    const { outcome, seconds } = await untilInterrupted(
      io.signal,
      underWay,
      inLab(run, io, { ui: heard, show }, outside),
    );
    const { next, error, ...ended } = outcome;
    const result = {
      ...ended,
      ...(next && { next: show(next) }),
      ...(error && { error: describeError(error, io.env, show) }),
      ...(run.options.dryRun && { dryRun: true }),
      seconds,
    };
    return await conclude(ui, io, { result, exitCode: exitCodeOf(outcome), output });
  } catch (error) {
    const interruption = error instanceof LabError && error.code === 'interrupted';
    const status = interruption ? 'interrupted' : 'failed';
    const result = { command: run.command, status, error: describeError(error, io.env, show) } as const;
    const exitCode = error instanceof LabError ? error.exitCode : EXIT.failed;
    return await conclude(ui, io, { result, exitCode, output });
  } finally {
    ui.close();
  }
}

async function inLab(
  run: Run,
  io: Io,
  { ui, show }: { readonly ui: Ui; readonly show: ShowSteps },
  outside: { clock: Clock },
): Promise<{ readonly outcome: Outcome; readonly seconds: number }> {
  const folder = sandboxDirectory(run.flags, io.cwd);
  const withoutIam = run.flags.withoutIam === true;
  if (withoutIam && folder === undefined) {
    throw usageError('without-iam', '--without-iam is only for the sandbox: AWS always enforces IAM', 'add --sandbox');
  }
  const lab = await settle(run, io, ui, folder !== undefined);
  const sandbox = folder === undefined ? undefined : await openSandbox(folder, lab, withoutIam);
  if (sandbox) {
    const message = `a rehearsal in ${folder ?? ''}: nothing reaches AWS, and time is virtual`;
    ui.emit({ type: 'notice', level: 'info', message });
  }
  if (withoutIam) ui.emit({ type: 'notice', level: 'warning', message: WITHOUT_IAM });
  try {
    outside.clock = sandbox?.clock ?? systemClock;
    const started = outside.clock.now();
    const context = await contextFor(run, lab, { ui, show, cwd: io.cwd }, sandbox);
    const outcome = await run.action(context, run.options);
    return { outcome, seconds: (outside.clock.now() - started) / 1000 };
  } finally {
    sandbox?.close();
  }
}

/** Settings are complete and saved before the first call to AWS, so that no failure there costs the answers. */
async function settle(run: Run, io: Io, ui: Ui, rehearsal: boolean): Promise<LabSettings> {
  const loaded = await loadSettings({
    flags: run.flags,
    env: io.env,
    cwd: io.cwd,
    ...(rehearsal && { sandboxDefaults: SANDBOX_DEFAULTS }),
  });
  const complete = await completeSettings(loaded, ui);
  if (!rehearsal && !run.options.dryRun) await saveSettings(complete);
  return complete.settings;
}

async function openSandbox(folder: string, lab: LabSettings, withoutIam: boolean): Promise<Sandbox> {
  const [{ openSandbox: open }, { storageIn }] = await Promise.all([
    import('../sandbox/sandbox.ts'),
    import('./sandbox-storage.ts'),
  ]);
  const { tools, datascience, staging } = lab.accounts;
  const accounts = [tools, datascience, staging];
  return open({ storage: storageIn(folder), accounts, begin: Date.now(), withoutIam });
}

async function contextFor(
  run: Run,
  lab: LabSettings,
  { ui, show, cwd }: { readonly ui: Ui; readonly show: ShowSteps; readonly cwd: string },
  sandbox: Sandbox | undefined,
): Promise<ActionContext> {
  const [{ awsCloud }, { AwsClock }] = await Promise.all([import('../aws/cloud.ts'), import('../aws/aws-clock.ts')]);
  const clock = sandbox?.clock ?? new AwsClock(systemClock, tellOffset(ui));
  const mfaCode = (serial: string) =>
    ui.ask({
      message: `Code of the MFA device ${serial}`,
      secret: true,
      validate: (answer) => /^\d{6}$/.test(answer.trim()) || 'The code has six digits.',
      flag: `the keys of a session that has it already: "aws sts get-session-token --serial-number ${serial} --token-code CODE"`,
    });
  const outside = sandbox ? inRehearsal(sandbox) : await onAws(lab);
  const bundle = await loadBundle(lab);
  const files = localFiles(cwd);
  return {
    command: run.command,
    lab,
    cloud: awsCloud({ lab, clock, mfaCode, ...outside }),
    bundle,
    ui,
    showSteps: show,
    clock,
    files,
    browser: sandbox ? rehearsalBrowser : systemBrowser,
    alone: sandbox !== undefined,
  };
}

function tellOffset(ui: Ui) {
  return (offset: number): void => {
    const side = offset > 0 ? 'behind' : 'ahead of';
    const message = `the clock of this machine is ${duration(Math.abs(offset) / 1000)} ${side} AWS's; this run goes by AWS's`;
    ui.emit({ type: 'notice', level: 'warning', message });
  };
}

type Outside = Pick<SessionOptions, 'requestHandler' | 'federation' | 'baseCredentials' | 'profiles'>;

function inRehearsal(sandbox: Sandbox): Outside {
  return {
    requestHandler: sandbox.requestHandler,
    federation: { url: `http://127.0.0.1:${String(SANDBOX_PORT)}/federation`, post: sandbox.postForm },
    baseCredentials: (account) => Promise.resolve(sandbox.credentialsFor(account)),
  };
}

async function onAws({ region, accounts }: LabSettings): Promise<Outside> {
  const [{ readProfiles }, { caBundlesOf }, { networkOf }, { awsFederation }, { baseCredentials }] = await Promise.all([
    import('../aws/profiles/files.ts'),
    import('../aws/profiles/ca-bundles.ts'),
    import('../aws/network/network.ts'),
    import('../aws/federation.ts'),
    import('../aws/base-credentials.ts'),
  ]);
  const profiles = await readProfiles();
  const { requestHandler, postForm } = networkOf(process.env, caBundlesOf(accounts, profiles, process.env));
  return {
    requestHandler,
    federation: awsFederation(postForm),
    baseCredentials: (_account, source) => baseCredentials(source, { profiles, region, requestHandler }),
    profiles,
  };
}

/** A rehearsal prints links that nobody answers at. */
const rehearsalBrowser: Browser = {
  open: () => Promise.resolve('a rehearsal opens none'),
};

/** Drops every event after an interruption, so that the result is the last one. */
function quietOnce(signal: AbortSignal, ui: Ui): Ui {
  return {
    ...ui,
    emit(event) {
      if (!signal.aborted) ui.emit(event);
    },
  };
}

function exitCodeOf({ status, error }: Outcome): ExitCode {
  if (error) return error.exitCode;
  return status === 'declined' ? EXIT.declined : EXIT.done;
}

function untilInterrupted<T>(signal: AbortSignal, underWay: GoingOn, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(reasonToEnd(signal) ?? interrupted(underWay.list()));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject);
  });
}
