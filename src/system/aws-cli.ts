import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Variables } from '../ports/variables.ts';

/** Python takes a while to begin, on a machine with much to do. */
const PATIENCE = 20_000;

/** What `aws --version` prints; undefined where there is no such program, or it does not work. */
export async function awsCliVersion(env: Variables): Promise<string | undefined> {
  try {
    const { stdout, stderr } = await promisify(execFile)('aws', ['--version'], {
      env,
      timeout: PATIENCE,
      windowsHide: true,
    });
    // Early releases of version 1 print it on stderr.
    return (stdout || stderr).trim();
  } catch {
    return undefined;
  }
}
