import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  changeWorld,
  nothing,
  STATE_VERSION,
  World,
  type WorldChanges,
  type WorldState,
} from '../../src/sandbox/kernel/world.ts';
import { directoryStorage } from '../../src/sandbox/storage/index.ts';
import { StorageError } from '../../src/sandbox/storage/storage-error.ts';

function folder(): string {
  return mkdtempSync(join(tmpdir(), 'mlops-lab-storage-'));
}

function refusal(directory: string): StorageError {
  try {
    directoryStorage(directory).close();
  } catch (error) {
    if (error instanceof StorageError) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

const VERSION = `"version":${String(STATE_VERSION)}`;

/** What a sandbox kept, one thing after the other. */
const CHANGES: readonly WorldChanges[] = [
  { now: 1, identifiers: 0, changes: [] },
  { now: 2, identifiers: 1, changes: [[['s3'], { 'everyone/global': { bücket: {} } }]] },
  { now: 3, identifiers: 1, changes: [[['s3', 'everyone/global', 'bücket', 'key'], { tags: ['a'] }]] },
];

/** The state after so many changes. */
function stateAfter(count: number): WorldState {
  return madeOf(CHANGES.slice(0, count));
}

function madeOf(changes: readonly WorldChanges[]): WorldState {
  const state = nothing();
  for (const change of changes) changeWorld(state, structuredClone(change));
  return state;
}

const UNUSED = (): never => {
  throw new Error('the whole state is not needed');
};

/** A folder in which a sandbox has saved these changes. */
function saved(count = CHANGES.length): string {
  const directory = folder();
  const storage = directoryStorage(directory);
  const [first, ...later] = CHANGES.slice(0, count);
  storage.save?.(first as WorldChanges, () => first as WorldChanges);
  for (const change of later) storage.save?.(change, UNUSED);
  storage.close();
  return directory;
}

function stateIn(directory: string): WorldState | undefined {
  const storage = directoryStorage(directory);
  storage.close();
  return storage.saved;
}

describe('the folder of a sandbox', () => {
  it('gives back what was saved, and goes on from there', () => {
    const directory = saved(2);
    const storage = directoryStorage(directory);
    expect(storage.saved).toEqual(stateAfter(2));
    storage.save?.(CHANGES[2] as WorldChanges, UNUSED);
    storage.close();
    expect(stateIn(directory)).toEqual(stateAfter(3));
  });

  it.each([
    ['empty', () => ''],
    ['cut short', (lines: string) => (lines.split('\n')[0] ?? '').slice(0, -20)],
    ['something else', () => '{}\n'],
    ['nothing', () => 'null'],
    ['changed by hand', (lines: string) => lines.replace('"now":1', '"now":2')],
    ['without its checksum', (lines: string) => lines.replace(/,"sha256":"\w+"/, '')],
    ['of a version before', (lines: string) => lines.replace(VERSION, '"version":1')],
    ['without its beginning', (lines: string) => lines.slice(lines.indexOf('\n') + 1)],
    ['lacking a change in between', (lines: string) => lines.split('\n').toSpliced(1, 1).join('\n')],
    ['changed twice in the same way', (lines: string) => lines + (lines.split('\n')[2] ?? '') + '\n'],
    ['in another order', (lines: string) => lines.split('\n').toReversed().join('\n').trimStart()],
  ])('whose state is %s is refused until it is deleted', (_, change) => {
    const directory = saved();
    const path = join(directory, 'state.ndjson');
    writeFileSync(path, change(readFileSync(path, 'utf8')));
    const harmed = readFileSync(path, 'utf8');
    expect(refusal(directory)).toMatchObject({
      code: 'sandbox-damaged',
      message: `${path} is damaged: it is not what a sandbox wrote`,
      hint: expect.stringMatching(/^delete the sandbox's folder/) as string,
    });
    expect(readFileSync(path, 'utf8')).toBe(harmed);
    rmSync(directory, { recursive: true });
    expect(stateIn(directory)).toBeUndefined();
  });

  it('is as before a change, or after it, wherever a killed process left off writing it', () => {
    const directory = saved();
    const path = join(directory, 'state.ndjson');
    const bytes = readFileSync(path);
    const last = bytes.lastIndexOf('\n', bytes.length - 2) + 1;
    for (let length = last; length <= bytes.length; length += 1) {
      writeFileSync(path, bytes.subarray(0, length));
      expect(stateIn(directory)).toEqual(stateAfter(length === bytes.length ? 3 : 2));
    }
    writeFileSync(path, bytes.subarray(0, -9));
    const storage = directoryStorage(directory);
    storage.save?.(CHANGES[2] as WorldChanges, UNUSED);
    storage.close();
    expect(readFileSync(path)).toEqual(bytes);
  });

  it('is as before while the state is written anew', () => {
    const directory = saved();
    writeFileSync(join(directory, 'state.ndjson.new'), `{${VERSION},"now":`);
    expect(stateIn(directory)).toEqual(stateAfter(3));
  });

  it('is refused whichever of its bytes is another', () => {
    const directory = saved();
    const path = join(directory, 'state.ndjson');
    const bytes = readFileSync(path);
    for (const [at, byte] of bytes.entries()) {
      const harmed = Buffer.from(bytes);
      // The one byte that says what can be read at all is tried elsewhere.
      harmed[at] = byte ^ (at === '{"version":'.length ? 0x01 : 0x08);
      writeFileSync(path, harmed);
      expect(refusal(directory).code, `byte ${String(at)}`).toMatch(/^sandbox-(damaged|newer)$/);
    }
  });

  it('is written anew once its changes have outgrown it, and holds the same', () => {
    const directory = folder();
    const path = join(directory, 'state.ndjson');
    const world = World.begin(1);
    const storage = directoryStorage(directory);
    const notes = world.slice<Record<string, string>>({ name: 'notes', initial: () => ({}) }, '1', 'r');
    const sizes = Array.from({ length: 100 }, (_, turn) => {
      notes[turn % 12] = String(turn).padEnd(50_000, '.');
      storage.save?.(world.changes() as WorldChanges, () => world.whole());
      world.forgetChanges();
      return statSync(path).size;
    });
    storage.close();
    expect(Math.max(...sizes)).toBeLessThan(2_000_000);
    expect(sizes.filter((size, turn) => size < (sizes[turn - 1] ?? 0)).length).toBeGreaterThan(2);
    expect(stateIn(directory)).toEqual(JSON.parse(world.snapshot()));
  });

  it('that ends before all of its state is there is refused', () => {
    const directory = folder();
    const path = join(directory, 'state.ndjson');
    const storage = directoryStorage(directory);
    const notes = ['a', 'b', 'c'].map((name) => [['notes', name], name.repeat(300_000)] as const);
    const whole = { now: 1, identifiers: 0, changes: [[['notes'], {}] as const, ...notes] };
    storage.save?.(whole, () => whole);
    storage.close();
    const lines = readFileSync(path, 'utf8').split('\n');
    expect(lines.length).toBeGreaterThan(4);
    for (let kept = 1; kept < 4; kept += 1) {
      writeFileSync(
        path,
        lines
          .slice(0, kept)
          .map((line) => `${line}\n`)
          .join(''),
      );
      expect(refusal(directory).code).toBe('sandbox-damaged');
    }
    writeFileSync(path, lines.join('\n'));
    expect(stateIn(directory)).toEqual(madeOf([whole]));
  });

  it('that a newer version wrote is left to that version', () => {
    const directory = saved();
    const path = join(directory, 'state.ndjson');
    const newer = readFileSync(path, 'utf8').replace(VERSION, `"version":${String(STATE_VERSION + 1)}`);
    writeFileSync(path, newer);
    expect(refusal(directory)).toMatchObject({
      code: 'sandbox-newer',
      hint: expect.stringContaining('use') as string,
    });
    expect(readFileSync(path, 'utf8')).toBe(newer);
  });

  it.each([
    ['missing', (path: string) => rmSync(path), 'it is missing'],
    ['emptied', (path: string) => writeFileSync(path, ''), 'its content has changed'],
  ])('says so when one of its contents is %s', (_, harm, what) => {
    const directory = folder();
    const storage = directoryStorage(directory);
    onTestFinished(() => storage.close());
    const hash = storage.blobs.put(Buffer.from('content'));
    expect(Buffer.from(storage.blobs.get(hash)).toString()).toBe('content');
    const path = join(directory, 'blobs', hash);
    harm(path);
    expect(() => storage.blobs.get(hash)).toThrow(`${path} is damaged: ${what}`);
  });

  it.each(['{', '{}', 'null', '[3]', '[{"kind":"throtle","call":"*"}]', '[{"kind":"crash","event":1,"times":2}]'])(
    'with the faults %j is refused',
    (faults) => {
      const directory = folder();
      writeFileSync(join(directory, 'faults.json'), faults);
      expect(refusal(directory)).toMatchObject({ code: 'sandbox-faults' });
      writeFileSync(join(directory, 'faults.json'), '[]');
      directoryStorage(directory).close();
    },
  );

  it('forgets a line of its trail that a killed process left unfinished, and no other', () => {
    const directory = saved();
    const path = join(directory, 'trail.ndjson');
    writeFileSync(path, '{"operation":"One"}\n{"opera');
    const storage = directoryStorage(directory);
    onTestFinished(() => storage.close());
    expect(storage.trail.entries()).toEqual([{ operation: 'One' }]);
    writeFileSync(path, 'One\n');
    expect(() => storage.trail.entries()).toThrow('line 1 is no entry');
  });

  it('that is a file, or lies below one, is told as such, not as a bug', () => {
    const path = join(folder(), 'file');
    writeFileSync(path, '');
    const refused = { code: 'sandbox-folder', message: `${path} is a file, and a sandbox is a folder` };
    for (const asked of [path, join(path, 'deeper/still')]) expect(refusal(asked)).toMatchObject(refused);
  });

  it.runIf(existsSync('/proc/self'))('where none can be made is told as such', () => {
    for (const path of ['/proc/sandbox', '/proc/sandbox/deeper/still']) {
      expect(refusal(path)).toMatchObject({
        code: 'sandbox-not-kept',
        message: expect.stringContaining(path) as string,
      });
    }
  });

  it.runIf(process.platform !== 'win32').each(['state.ndjson', 'faults.json', 'trail.ndjson', 'lock'])(
    'does not wait for a pipe in the place of %s',
    (name) => {
      const directory = saved();
      rmSync(join(directory, name), { force: true });
      execFileSync('mkfifo', [join(directory, name)]);
      const message = expect.stringContaining(`${name} is damaged: it is no file`) as string;
      expect(refusal(directory)).toMatchObject({ code: 'sandbox-damaged', message });
    },
  );

  it('that holds something else is left as it is', () => {
    const directory = folder();
    writeFileSync(join(directory, 'train.csv'), '');
    expect(refusal(directory)).toMatchObject({ code: 'sandbox-folder' });
    expect(readdirSync(directory)).toEqual(['train.csv']);
  });
});

describe('the lock of a sandbox', () => {
  it('is held by one at a time, by whichever path the folder is reached', () => {
    const directory = folder();
    const link = join(folder(), 'link');
    symlinkSync(directory, link, 'junction');
    const storage = directoryStorage(directory);
    for (const path of [directory, link]) {
      expect(refusal(path)).toMatchObject({
        code: 'sandbox-in-use',
        message: `the sandbox in ${path} is in use by process ${String(process.pid)}`,
      });
    }
    storage.close();
    directoryStorage(link).close();
  });

  it.each(['', '-1', 'nobody', '99999999', String(process.ppid)])('does not depend on the note, such as %j', (note) => {
    const directory = folder();
    writeFileSync(join(directory, 'lock'), note);
    const storage = directoryStorage(directory);
    expect(readFileSync(join(directory, 'lock'), 'utf8')).toBe(String(process.pid));
    storage.close();
    expect(existsSync(join(directory, 'lock'))).toBe(false);
  });
});
