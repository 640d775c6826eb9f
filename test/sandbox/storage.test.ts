import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { EXIT, LabError } from '../../src/errors.ts';
import { directoryStorage } from '../../src/sandbox/storage.ts';

function folder(): string {
  return mkdtempSync(join(tmpdir(), 'mlops-lab-storage-'));
}

function refusal(directory: string): LabError {
  try {
    directoryStorage(directory).close();
  } catch (error) {
    if (error instanceof LabError) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

describe('the folder of a sandbox', () => {
  it('gives back what was saved', () => {
    const directory = folder();
    const storage = directoryStorage(directory);
    storage.save?.('{"now":1,"slices":{}}');
    storage.close();
    const reopened = directoryStorage(directory);
    expect(reopened.saved).toBe('{"now":1,"slices":{}}');
    reopened.close();
  });

  it.each(['', '{"now":1,"sli', 'null', '{}'])('with the state %j is told as damaged', (state) => {
    const directory = folder();
    writeFileSync(join(directory, 'state.json'), state);
    expect(refusal(directory)).toMatchObject({
      code: 'sandbox-state',
      hint: expect.stringContaining('delete') as string,
    });
  });

  it.each(['{', '{}', 'null', '[3]', '[{"kind":"throtle","call":"*"}]'])('with the faults %j is refused', (faults) => {
    const directory = folder();
    writeFileSync(join(directory, 'faults.json'), faults);
    expect(refusal(directory)).toMatchObject({ code: 'sandbox-faults', exitCode: EXIT.usage });
  });

  it('that is a file is told as such, not as a bug', () => {
    const path = join(folder(), 'file');
    writeFileSync(path, '');
    expect(refusal(path)).toMatchObject({ code: 'sandbox-folder', message: expect.stringContaining(path) as string });
  });

  it('that holds something else is left as it is', () => {
    const directory = folder();
    writeFileSync(join(directory, 'train.csv'), '');
    expect(refusal(directory)).toMatchObject({ code: 'sandbox-folder', exitCode: EXIT.usage });
    expect(readdirSync(directory)).toEqual(['train.csv']);
  });

  it('belongs to one process at a time', () => {
    const directory = folder();
    writeFileSync(join(directory, 'lock'), String(process.ppid));
    expect(refusal(directory)).toMatchObject({ code: 'sandbox-in-use' });
  });

  it.runIf(existsSync('/proc/self/stat'))(
    'is free again when its process was killed and nobody collects it',
    async () => {
      const directory = folder();
      // A shell that becomes `sleep` leaves the child it began for ever uncollected.
      const parent = spawn('sh', ['-c', 'sleep 0.1 & echo $!; exec sleep 30']);
      const [zombie] = (await once(parent.stdout, 'data')) as [Buffer];
      const stat = () => readFileSync(`/proc/${zombie.toString().trim()}/stat`, 'utf8');
      await vi.waitUntil(() => stat().includes(') Z '));
      writeFileSync(join(directory, 'lock'), zombie.toString());
      directoryStorage(directory).close();
      parent.kill();
    },
  );

  it.each(['', '-1', '0', 'nobody', '99999999'])('is free again when its lock says %j', (holder) => {
    const directory = join(folder(), 'nested');
    mkdirSync(directory);
    writeFileSync(join(directory, 'lock'), holder);
    const storage = directoryStorage(directory);
    expect(readFileSync(join(directory, 'lock'), 'utf8')).toBe(String(process.pid));
    storage.close();
  });
});
