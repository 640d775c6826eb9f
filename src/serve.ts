import { resolve } from 'node:path';
import type { ServeRequest } from './commands/command.ts';
import { EXIT, LabError, usageError, type ExitCode } from './errors.ts';
import { reasonToEnd, type Io } from './io.ts';
import { SANDBOX_DEFAULTS, WITHOUT_IAM } from './sandbox-defaults.ts';
import { placesOfStacks, type Place } from './sandbox/cloudformation/places.ts';
import { openSandbox, type Sandbox } from './sandbox/sandbox.ts';
import { serveSandbox } from './sandbox/server.ts';
import { directoryStorage } from './sandbox/storage.ts';
import { describeError } from './ui/describe-error.ts';
import { writeVisibly } from './ui/terminal.ts';

const { tools, datascience, staging } = SANDBOX_DEFAULTS.accounts;
const DEFAULT_ACCOUNTS = [tools.id, datascience.id, staging.id];

/** Offers a sandbox on loopback until the process is told to end. */
export async function serve({ directory, port, pace, withoutIam }: ServeRequest, io: Io): Promise<ExitCode> {
  let sandbox: Sandbox | undefined;
  try {
    const storage = directoryStorage(resolve(io.cwd, directory));
    sandbox = openSandbox({ storage, accounts: [tools, datascience, staging], begin: Date.now(), withoutIam });
    const server = await serveSandbox(sandbox, { port, pace }).catch((error: unknown) => refused(error, port));
    if (withoutIam) io.stderr.write(`! ${WITHOUT_IAM}\n`);
    io.stdout.write(greeting(sandbox, server.url));
    await aborted(io.signal);
    await server.close();
    const failure = reasonToEnd(io.signal);
    if (failure) throw failure;
    return EXIT.done;
  } catch (error) {
    const { message, hint } = describeError(error, io.env);
    writeVisibly(io.stderr, `✖ ${message}\n${hint ? `  → ${hint}\n` : ''}`);
    return error instanceof LabError ? error.exitCode : EXIT.failed;
  } finally {
    sandbox?.close();
  }
}

function refused(error: unknown, port: number): never {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
  const why = code === 'EACCES' ? 'needs more rights than this user has' : 'is taken by another program';
  throw usageError('port-refused', `port ${String(port)} on 127.0.0.1 ${why}`, 'choose another one with --port');
}

function greeting(sandbox: Sandbox, url: string): string {
  const places = placesOfStacks(sandbox.cloud.world);
  const [region, ...otherRegions] = regionsOf(places);
  const others = places.map(({ account }) => account).filter((id) => !DEFAULT_ACCOUNTS.includes(id));
  const keys = (id: string) => {
    const { accessKeyId, secretAccessKey } = sandbox.credentialsFor({ id });
    return `export AWS_ACCESS_KEY_ID=${accessKeyId} AWS_SECRET_ACCESS_KEY=${secretAccessKey}\n`;
  };
  return [
    `# The sandbox answers at ${url}; paste this into another terminal. Ctrl-C here ends it.\n`,
    `export AWS_ENDPOINT_URL=${url} ${regionVariables(region)}\n`,
    ...otherRegions.map((other) => `# or, for what stands in ${other}\n# export ${regionVariables(other)}\n`),
    `# the Tools account, ${tools.id}; ${tools.roleArn} and its namesakes can be assumed\n`,
    keys(tools.id),
    `# or the Data Scientist account, ${datascience.id}\n# ${keys(datascience.id)}`,
    `# or the Staging account, ${staging.id}\n# ${keys(staging.id)}`,
    ...[...new Set(others)].map((id) => `# or the account ${id} of another rehearsal\n# ${keys(id)}`),
  ].join('');
}

/** Those in which something stands; the usual one first where it is among them, and alone in a new sandbox. */
function regionsOf(places: readonly Place[]): [string, ...string[]] {
  const standing = [...new Set(places.map(({ region }) => region))].sort();
  const usual = SANDBOX_DEFAULTS.region;
  const [first = usual, ...others] = standing.includes(usual)
    ? [usual, ...standing.filter((region) => region !== usual)]
    : standing;
  return [first, ...others];
}

function regionVariables(region: string): string {
  return `AWS_REGION=${region} AWS_DEFAULT_REGION=${region}`;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) done();
    signal.addEventListener('abort', () => done(), { once: true });
  });
}
