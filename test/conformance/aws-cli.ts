import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSandbox } from '../../src/sandbox/sandbox.ts';
import { serveSandbox } from '../../src/sandbox/server.ts';
import { memoryStorage } from '../../src/sandbox/storage/index.ts';
import { SANDBOX_DEFAULTS } from '../../src/config/rehearsal.ts';
import { awsAt, type Aws } from './aws.ts';

export interface CliAnswer {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

/** A terminal in which the environment of `mlops-lab sandbox` was pasted. */
export interface Terminal {
  /** A folder for files of the test. */
  readonly folder: string;
  /** The same sandbox without the CLI, to prepare what a test is not about. */
  readonly sdk: Aws;
  aws(command: readonly string[], keys?: Keys): Promise<CliAnswer>;
  /** The answer of a command that has to succeed, as JSON; undefined where it says nothing. */
  json(command: readonly string[], keys?: Keys): Promise<unknown>;
  close(): Promise<void>;
}

export async function openTerminal(): Promise<Terminal> {
  const { tools, datascience, staging } = SANDBOX_DEFAULTS.accounts;
  const accounts = [tools, datascience, staging];
  const sandbox = openSandbox({ storage: memoryStorage(), accounts, begin: Date.now() });
  const server = await serveSandbox(sandbox, { port: 0, pace: 'jump' });
  const folder = await mkdtemp(join(tmpdir(), 'mlops-lab-cli-'));
  const operator = sandbox.credentialsFor({ id: tools.id });
  const aws = (command: readonly string[], keys: Keys = operator) =>
    run(command, folder, environment(server.url, folder, keys));
  return {
    folder,
    sdk: awsAt({ url: server.url, credentials: operator }),
    aws,
    async json(command, keys) {
      const { exitCode, stdout, stderr } = await aws(command, keys);
      if (exitCode !== 0) throw new Error(`aws ${command.join(' ')}: ${stderr}`);
      return stdout === '' ? undefined : (JSON.parse(stdout) as unknown);
    },
    async close() {
      await server.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** Nothing of the machine's own configuration may reach the CLI, nor the CLI anything but the sandbox. */
function environment(url: string, folder: string, { accessKeyId, secretAccessKey, sessionToken }: Keys) {
  return {
    PATH: process.env.PATH ?? '',
    HOME: folder,
    AWS_ENDPOINT_URL: url,
    AWS_DEFAULT_REGION: SANDBOX_DEFAULTS.region,
    AWS_DEFAULT_OUTPUT: 'json',
    AWS_PAGER: '',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    ...(sessionToken !== undefined && { AWS_SESSION_TOKEN: sessionToken }),
  };
}

function run(command: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<CliAnswer> {
  return new Promise((resolve) => {
    execFile('aws', command, { cwd, env, encoding: 'utf8' }, (error, stdout, stderr) => {
      const exitCode = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
      resolve({ exitCode, stdout, stderr });
    });
  });
}
