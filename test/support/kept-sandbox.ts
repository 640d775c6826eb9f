import { join } from 'node:path';
import { openSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { directoryStorage } from '../../src/sandbox/storage/index.ts';
import { LAB } from './rehearsal.ts';

/** What only the other side of a command line can do, in the sandbox of a work folder while no command uses that. */
export async function inKeptSandbox<T>(cwd: string, work: (sandbox: Sandbox) => T | Promise<T>): Promise<T> {
  const storage = directoryStorage(join(cwd, '.mlops-lab/sandbox'));
  const sandbox = openSandbox({ storage, accounts: Object.values(LAB.accounts), begin: 0 });
  try {
    return await work(sandbox);
  } finally {
    sandbox.close();
  }
}
