import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { localFiles } from '../../src/system/files.ts';
import { workFolder } from '../support/binary.ts';

const cwd = workFolder();
mkdirSync(join(cwd, 'run'));
writeFileSync(join(cwd, 'run', 'train.csv'), 'body_mass_g\n');
const files = localFiles(cwd);

describe('local files', () => {
  it('are seen from the working folder', async () => {
    expect(await files.look('run')).toEqual(['train.csv']);
    expect(await files.look('run/train.csv')).toBe('file');
    expect(await files.look('run/train.csv/below')).toBeUndefined();
    expect(await files.look('walk')).toBeUndefined();
    expect(Buffer.from(await files.read('run/train.csv', 20)).toString()).toBe('body_mass_g\n');
  });

  it('that are too large are refused before they are read', async () => {
    await expect(files.read('run/train.csv', 5)).rejects.toMatchObject({
      exitCode: 2,
      message: 'run/train.csv has 12 bytes; at most 5 can be submitted',
    });
  });

  it('that cannot be read are a mistake of whoever named them', async () => {
    await expect(files.read('run', 5_000_000)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(/^run cannot be read: /) as string,
    });
  });

  it.skipIf(process.platform === 'win32')('that would be read without end are refused', async () => {
    const refused = { exitCode: 2, message: '/dev/zero cannot be read: it is not a file' };
    await expect(files.read('/dev/zero', 5_000_000)).rejects.toMatchObject(refused);
  });

  it.runIf(existsSync('/proc/self/maps'))('that do not say how large they are are read within the limit', async () => {
    const refused = { exitCode: 2, message: '/proc/self/maps has more than 5 bytes; at most 5 can be submitted' };
    await expect(files.read('/proc/self/maps', 5)).rejects.toMatchObject(refused);
  });
});
