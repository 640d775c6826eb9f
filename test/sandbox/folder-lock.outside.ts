import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { directoryStorage } from '../../src/sandbox/storage/index.ts';

function folder(): string {
  return mkdtempSync(join(tmpdir(), 'mlops-lab-storage-'));
}

const STORAGE = new URL('../../dist/sandbox/storage.js', import.meta.url).href;

/** Another process that wants the folder from some moment on, and keeps it. */
function contender(directory: string, from: number): ChildProcessByStdio<null, Readable, null> {
  const script = `
    import { directoryStorage } from ${JSON.stringify(STORAGE)};
    while (Date.now() < ${String(from)});
    try { directoryStorage(${JSON.stringify(directory)}); console.log('owns'); } catch (error) { console.log(error.code); }
    setInterval(() => undefined, 1000);`;
  const args = ['--input-type=module', '--eval', script];
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
}

async function firstLine({ stdout }: { readonly stdout: Readable }): Promise<string> {
  const [line] = (await once(stdout, 'data')) as [Buffer];
  return line.toString().trim();
}

describe('the lock of a sandbox among processes', () => {
  it('is freed when its process is killed', async () => {
    const directory = folder();
    const holder = contender(directory, 0);
    expect(await firstLine(holder)).toBe('owns');
    expect(() => directoryStorage(directory)).toThrow(`in use by process ${String(holder.pid)}`);
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    expect(existsSync(join(directory, 'lock'))).toBe(true);
    directoryStorage(directory).close();
  });

  it('is won by one of many processes that begin at the same moment', async () => {
    for (let round = 0; round < 3; round += 1) {
      const directory = folder();
      writeFileSync(join(directory, 'lock'), round === 0 ? '' : '99999999');
      const from = Date.now() + 1000;
      const contenders = Array.from({ length: 6 }, () => contender(directory, from));
      const lines = await Promise.all(contenders.map(firstLine));
      expect(lines.sort()).toEqual(['owns', ...Array<string>(5).fill('sandbox-in-use')]);
      for (const each of contenders) each.kill();
    }
  });
});
