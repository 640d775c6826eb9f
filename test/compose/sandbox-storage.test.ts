import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { storageIn } from '../../src/compose/sandbox-storage.ts';
import { EXIT, LabError } from '../../src/errors.ts';
import { directoryStorage } from '../../src/sandbox/storage/index.ts';
import { workFolder } from '../support/binary.ts';
import { mlopsLab } from '../support/program.ts';
import { saying } from '../support/steps.ts';

const COMMANDS = [
  ['status', '--sandbox=kept', '--output', 'json'],
  ['sandbox', 'kept', '--port', '0', '--output', 'json'],
];

function folderWith(name: string, content: string): string {
  const cwd = workFolder();
  mkdirSync(join(cwd, 'kept'));
  writeFileSync(join(cwd, 'kept', name), content);
  return cwd;
}

async function ended(cwd: string, args: readonly string[]) {
  const { code, stdout } = await mlopsLab(args, { cwd });
  const result = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as { error: object };
  return { code, error: result.error };
}

describe.each(COMMANDS)('%s with a folder that cannot be used', (...args) => {
  it.each([
    ['train.csv', '', 'sandbox-folder'],
    ['state.ndjson', 'nonsense', 'sandbox-damaged'],
    ['faults.json', '{}', 'sandbox-faults'],
  ])('because of %s is refused with how to go on: exit code 2', async (name, content, code) => {
    const { error, ...rest } = await ended(folderWith(name, content), args);
    expect(rest.code).toBe(EXIT.usage);
    expect(error).toMatchObject({ code, hints: [{ say: expect.any(String) as string }] });
  });

  it('because it is a file is refused with how to go on, and leaves that as it is: exit code 2', async () => {
    const cwd = workFolder();
    writeFileSync(join(cwd, 'kept'), 'mine');
    const { code, error } = await ended(cwd, args);
    expect(code).toBe(EXIT.usage);
    const message = expect.stringMatching(/kept is a file, and a sandbox is a folder$/) as string;
    expect(error).toMatchObject({ code: 'sandbox-folder', message, hints: saying('--sandbox=DIR') });
    expect(readFileSync(join(cwd, 'kept'), 'utf8')).toBe('mine');
  });

  it('because another process has it fails: exit code 1', async () => {
    const cwd = workFolder();
    const used = directoryStorage(join(cwd, 'kept'));
    onTestFinished(() => used.close());
    const { code, error } = await ended(cwd, args);
    expect(code).toBe(EXIT.failed);
    expect(error).toMatchObject({ code: 'sandbox-in-use', hints: saying('--sandbox=DIR') });
  });
});

const BEGUN = { now: 1, identifiers: 0, changes: [] };

describe('what is lost of a folder while a sandbox is in use', () => {
  it.each(['get', 'put', 'save'] as const)('is an error of the lab when %s finds it', (operation) => {
    const folder = join(workFolder(), 'kept');
    const storage = storageIn(folder);
    const hash = storage.blobs.put(new Uint8Array([1]));
    storage.close();
    rmSync(folder, { recursive: true });
    const work = {
      get: () => storage.blobs.get(hash),
      put: () => storage.blobs.put(new Uint8Array([2])),
      save: () => storage.save?.(BEGUN, () => BEGUN),
    };
    expect(work[operation]).toThrow(LabError);
    expect(readdirSync(join(folder, '..'))).not.toContain('kept');
  });
});
