import { resolve } from 'node:path';
import type { ServeRequest } from '../commands/command.ts';
import { showSteps } from './show-steps.ts';
import { conclude } from './conclude.ts';
import { EXIT, LabError, usageError, type ExitCode } from '../errors.ts';
import { Beginning, headerOf } from './header.ts';
import { reasonToEnd, type Io } from './io.ts';
import type { Ui } from '../ports/ui.ts';
import { SANDBOX_DEFAULTS, WITHOUT_IAM } from '../config/rehearsal.ts';
import { ACCOUNT_ROLES, ACCOUNT_TITLES } from '../lab/accounts.ts';
import { comment, type Shell, shellOf, variableLines } from '../lab/shells.ts';
import { quoted } from './shell.ts';
import { placesOfStacks, type Place } from '../sandbox/cloudformation/places.ts';
import { openSandbox, type Sandbox, type SandboxAccount } from '../sandbox/sandbox.ts';
import { serveSandbox } from '../sandbox/server.ts';
import { storageIn } from './sandbox-storage.ts';
import { servedAccounts, type ServedAccounts } from './served-accounts.ts';
import { describeError } from '../ui/result/describe-error.ts';
import { createUi } from '../ui/index.ts';

/** Offers a sandbox on loopback until the process is told to end. */
export async function serve(request: ServeRequest, args: readonly string[], io: Io): Promise<ExitCode> {
  const { output } = request;
  const ui = await createUi({ ...io, output, yes: true, bare: output === 'text' });
  const command = 'sandbox';
  const beginning = new Beginning(ui, headerOf(command, { sandbox: true }));
  beginning.tell();
  try {
    await untilTold(request, io, ui);
    return await conclude(ui, io, { result: { command, status: 'succeeded' }, exitCode: EXIT.done, output, beginning });
  } catch (error) {
    const show = showSteps({ command, flags: {}, options: { dryRun: false }, args });
    const exitCode = error instanceof LabError ? error.exitCode : EXIT.failed;
    const result = { command, status: 'failed', error: describeError(error, io.env, show) } as const;
    return conclude(ui, io, { result, exitCode, output, beginning });
  }
}

async function untilTold(request: ServeRequest, io: Io, ui: Ui): Promise<void> {
  const { directory, port, pace, withoutIam } = request;
  let sandbox: Sandbox | undefined;
  try {
    const served = await servedAccounts(request, io, ui);
    const storage = storageIn(resolve(io.cwd, directory));
    sandbox = openSandbox({ storage, accounts: served.accounts, begin: Date.now(), withoutIam });
    const server = await serveSandbox(sandbox, { port, pace }).catch((error: unknown) => refused(error, port));
    if (withoutIam) warn(request, io, ui);
    ui.reveal({ name: 'environment', text: greeting(sandbox, served, server.url, request.shell ?? shellOf(io.env)) });
    await aborted(io.signal);
    await server.close();
    const failure = reasonToEnd(io.signal);
    if (failure) throw failure;
  } finally {
    sandbox?.close();
  }
}

/** People paste stdout into a shell, so the warning goes to stderr. */
function warn({ output }: ServeRequest, io: Io, ui: Ui): void {
  if (output === 'json') ui.emit({ type: 'notice', level: 'warning', message: WITHOUT_IAM });
  else io.stderr.write(`! ${WITHOUT_IAM}\n`);
}

function refused(error: unknown, port: number): never {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
  const why = code === 'EACCES' ? 'needs more rights than this user has' : 'is taken by another program';
  throw usageError('port-refused', `port ${String(port)} on 127.0.0.1 ${why}`, 'choose another one with --port');
}

function greeting(sandbox: Sandbox, { accounts, file }: ServedAccounts, url: string, shell: Shell): string {
  const places = placesOfStacks(sandbox.cloud.world);
  const [region, ...otherRegions] = regionsOf(places);
  const [first, ...others] = accounts;
  const foreign = places.map(({ account }) => account).filter((id) => !accounts.some((account) => account.id === id));
  const keys = (id: string) => {
    const { accessKeyId, secretAccessKey } = sandbox.credentialsFor({ id });
    return setting(shell, { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey });
  };
  const remark = (...texts: readonly string[]) => texts.map((text) => comment(shell, text));
  const [named, reached] = parted(others);
  return [
    ...remark(`The sandbox answers at ${url}; paste this into another terminal. Ctrl-C here ends it.`),
    ...setting(shell, { AWS_ENDPOINT_URL: url, ...regionVariables(region) }),
    ...otherRegions.flatMap((other) =>
      remark(`or, for what stands in ${other}`, ...setting(shell, regionVariables(other))),
    ),
    ...remark(...leading(first, reached, file)),
    ...keys(first.id),
    ...named.flatMap(({ id }) => remark(`or the ${titleOf(id)}`, ...keys(id))),
    ...[...new Set(foreign)].flatMap((id) => remark(`or the account ${id} of another rehearsal`, ...keys(id))),
  ].join('\n');
}

/** In sh on one line, of values that need no quotes. */
function setting(shell: Shell, variables: Readonly<Record<string, string>>): string[] {
  if (shell !== 'sh') return variableLines(shell, variables);
  const pairs = Object.entries(variables).map(([name, value]) => `${name}=${quoted(value)}`);
  return [`export ${pairs.join(' ')}`];
}

/** The usual accounts and those that no role leads into have their keys printed. */
function parted(accounts: readonly SandboxAccount[]): readonly [named: SandboxAccount[], reached: SandboxAccount[]] {
  const isNamed = ({ id, roleArn }: SandboxAccount) => USUAL_TITLES.has(id) || roleArn === undefined;
  return [accounts.filter(isNamed), accounts.filter((account) => !isNamed(account))];
}

/** What the first keys are good for. */
function leading(first: SandboxAccount, reached: readonly SandboxAccount[], file: string | undefined): string[] {
  const roles = first.roleArn === undefined ? '' : `; ${first.roleArn} and its namesakes can be assumed`;
  const [one, ...more] = reached.map(({ roleArn }) => roleArn);
  const rest = more.length > 0 ? ` and ${String(more.length)} more` : '';
  const from = file === undefined ? '' : ` of ${file}`;
  return [
    `the ${titleOf(first.id)}${roles}`,
    ...(one === undefined ? [] : [`and so can ${one}${rest}, in the other accounts${from}`]),
  ];
}

const USUAL_TITLES = new Map(
  ACCOUNT_ROLES.map((role) => [SANDBOX_DEFAULTS.accounts[role].id, `${ACCOUNT_TITLES[role]} account, `] as const),
);

function titleOf(id: string): string {
  return `${USUAL_TITLES.get(id) ?? 'account '}${id}`;
}

/** Regions that contain something, the default region first. A new sandbox has only that one. */
function regionsOf(places: readonly Place[]): [string, ...string[]] {
  const standing = [...new Set(places.map(({ region }) => region))].sort();
  const usual = SANDBOX_DEFAULTS.region;
  const [first = usual, ...others] = standing.includes(usual)
    ? [usual, ...standing.filter((region) => region !== usual)]
    : standing;
  return [first, ...others];
}

function regionVariables(region: string) {
  return { AWS_REGION: region, AWS_DEFAULT_REGION: region };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) done();
    signal.addEventListener('abort', () => done(), { once: true });
  });
}
