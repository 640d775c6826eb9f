import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { serveSandbox } from '../../src/sandbox/server.ts';
import { notebookCredentials } from '../../src/sandbox/services/sagemaker/notebook-session.ts';
import { labWithScientist, launch, type Stage } from '../permissions/stage.ts';
import { run, type Said } from './python.ts';

const RUNNER = resolve(import.meta.dirname, 'run_notebook.py');

/** A launched notebook, its files, and the way to execute one of its notebooks with the permissions of its role. */
export interface NotebookStage extends Stage {
  readonly productId: string | undefined;
  readonly launched: Readonly<Record<string, string>>;
  readonly folder: string;
  execute(notebook: string): Promise<Said>;
  close(): Promise<void>;
}

export async function launchedNotebook(python: string): Promise<NotebookStage> {
  const stage = await labWithScientist();
  const { id: productId, status, outputs: launched } = launch(stage, 'ada');
  if (status !== 'SUCCEEDED') throw new Error(`the notebook could not be launched: ${String(status)}`);
  const server = await serveSandbox(stage.sandbox, { port: 0, pace: 'jump' });
  const folder = mkdtempSync(join(tmpdir(), 'mlops-lab-notebook-'));
  const name = launched['NotebookName'] ?? '';
  return {
    ...stage,
    productId,
    launched,
    folder,
    execute: (notebook) =>
      run(python, [RUNNER, name, '--folder', folder, '--notebook', notebook], {
        ...surroundings(server.url, folder),
        ...keysOf(stage, name),
      }),
    async close() {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Nothing of the machine's own configuration may reach it, nor it anything but the sandbox. */
function surroundings(url: string, folder: string): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    PYTHONUTF8: '1',
    AWS_ENDPOINT_URL: url,
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_EC2_METADATA_DISABLED: 'true',
    MLOPS_LAB_POLL_SECONDS: '0.05',
  };
}

/** What the instance's metadata gives to whatever runs in a notebook. */
function keysOf({ sandbox: { cloud }, scientist, context }: Stage, notebook: string): Record<string, string> {
  const place = { cloud, account: scientist.principal.account, region: context.lab.region };
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = notebookCredentials(notebook, place);
  return { AWS_ACCESS_KEY_ID: AccessKeyId, AWS_SECRET_ACCESS_KEY: SecretAccessKey, AWS_SESSION_TOKEN: SessionToken };
}
