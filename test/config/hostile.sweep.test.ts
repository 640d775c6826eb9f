import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EXIT, LabError } from '../../src/errors.ts';
import { parseYaml } from '../../src/config/settings-document.ts';
import { anyText } from '../support/any-text.ts';
import { runs } from '../support/sweep.ts';
import { load, loadSettings, workingFolder } from './working-folder.ts';
import { inWords } from '../support/steps.ts';

const KIND = { value: 'setting', usually: 'settings are few', page: 'the page' };

const LEVELS = [...'bcdefghij'];
/** Nine to the tenth values from a few hundred characters. */
const BOMB = LEVELS.reduce(
  (text, name, at) =>
    `${text}${name}: &${name} [${Array(9)
      .fill(`*${['a', ...LEVELS][at] ?? ''}`)
      .join()}]\n`,
  `a: &a [${Array(9).fill('x').join()}]\n`,
);
const MERGE_BOMB = LEVELS.slice(0, 5).reduce(
  (text, name, at) =>
    `${text}${name}: &${name} { <<: [${Array(9)
      .fill(`*${['a', ...LEVELS][at] ?? ''}`)
      .join()}] }\n`,
  'a: &a { x: 1 }\n',
);
const many = (line: (at: number) => string, count: number) =>
  Array.from({ length: count }, (_, at) => line(at)).join('\n');

const YAML: readonly (readonly [string, string, RegExp])[] = [
  ['an alias bomb', BOMB, /^mlops-lab\.yaml:\d+:\d+: this stands for too many values by its aliases/],
  ['a bomb of merge keys', MERGE_BOMB, /by its aliases/],
  ['masses of aliases', `a: &a 1\n${many((at) => `k${at}: *a`, 200)}`, /one of more than 100 aliases/],
  ['an alias of nothing', 'name: *lab\n', /:1:7: this is not YAML: the alias \*lab stands for nothing before it/],
  ['an alias of itself', 'accounts: &a { tools: *a }\n', /:1:23: .*\*a stands for something that holds it/],
  ['a merge key with no group', 'accounts: { tools: { <<: 5 } }\n', /this is not YAML: .*erge/],
  ['many keys', many((at) => `k${at}: v`, 9000), /^more than 20 settings are wrong/],
  ['masses of keys', many((at) => `k${at}: v`, 80_000), /too many lines and entries/],
  ['masses of commas', `name: [${','.repeat(900_000)}]`, /too many lines and entries/],
  ['lists in lists', '['.repeat(3000), /nested too deep/],
  ['lists in lists on one line', '- '.repeat(3000), /nested too deep/],
  ['groups in groups', many((at) => `${' '.repeat(at)}a:`, 300), /more than 20 levels deep/],
  [
    'a key that is given twice, deep inside',
    'accounts:\n  tools: { id: "1", id: "2" }\n',
    /"id" stands at mlops-lab\.yaml:2:12 already/,
  ],
  ['a list as a key', '? [name]\n: lab\n', /a key is a name/],
  ['an alias as a key', 'name: &n lab\n*n : x\n', /a key is a name/],
  ['a tag of nobody', 'name: !lab lab-1\n', /:1:7: this is not YAML: .*!lab/],
  ['a tag that is not resolved', 'name: !!int lab\n', /this is not YAML: /],
  ['bytes', 'name: !!binary bGFi\n', /!!binary is no setting's type/],
  ['a set', 'accounts: !!set { tools }\n', /!!set is no setting's type/],
  ['another YAML', '%YAML 9.9\n---\nname: lab-1\n', /this is not YAML: .*9\.9/],
  ['two documents', 'name: a\n---\nname: b\n', /a second document begins here/],
  [
    'a folder that no file system has',
    'course: "a\\0/b"\n',
    /:1:9: course: .* is neither the name of a course nor a fol/,
  ],
  ['a key of every object', '__proto__: { a: 1 }\n', /the key "__proto__" names nothing/],
  ['a long value', `name: ${'x'.repeat(900_000)}`, /"x{80}… \(900,000 characters\)" is not a lab name/],
  ['a long key', `${'k'.repeat(900)}: 1`, /there is no setting "k{80}… \(900 characters\)"/],
  [
    'a long list',
    `name: [${Array(5000).fill('x').join()}]`,
    /the list \["x".{70,90} \(20,001 characters\) is not text/,
  ],
  [
    'a secret as an id',
    'accounts: { tools: { id: wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY } }',
    /: \*{8} \(40 characters that look like a secret\) is/,
  ],
  [
    'most of a secret as a name',
    'name: wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLE',
    /: \*{8} \(37 characters that look like a secret\) is/,
  ],
];

describe('settings are refused with one message, whatever they make a parser do', () => {
  it.each(YAML)('%s', async (_, yaml, message) => {
    const error = await refusal(load(yaml));
    expect(error.message).toMatch(message);
    expect(error.message.length).toBeLessThan(4000);
    expect(error.message).not.toContain('wJalr');
  });

  it.each<[string, string | Uint8Array, RegExp, string]>([
    ['more than 1 MB', `# ${'x'.repeat(1_000_000)}`, /has more than 1 MB/, '--config'],
    ['UTF-16 with its mark', Buffer.from('\uFEFFname: lab', 'utf16le'), /is UTF-16 text/, 'UTF-8'],
    ['UTF-16 without one', Buffer.from('name: lab', 'utf16le'), /is UTF-16 text/, 'UTF-8'],
    ['UTF-32', Buffer.from('\uFEFFn\0a\0m\0e\0', 'utf16le'), /or UTF-32/, 'UTF-8'],
    ['Latin-1', Buffer.from('name: caf\u00E9', 'latin1'), /is no UTF-8 text/, 'UTF-8'],
    ['a workbook', 'PK\u0003\u0004 [Content_Types].xml', /is an Excel workbook \(\.xlsx\), not text/, 'as CSV'],
  ])('%s', async (_, content, message, hint) => {
    const cwd = await workingFolder();
    await writeFile(join(cwd, 'mlops-lab.yaml'), content);
    const error = await refusal(loadSettings({ flags: {}, env: {}, cwd }));
    expect(error.message).toMatch(message);
    expect(inWords(error.hints)).toContain(hint);
  });

  it('a folder, a pipe and a device', async () => {
    const cwd = await workingFolder();
    await mkdir(join(cwd, 'folder'));
    const of = async (config: string) => (await refusal(loadSettings({ flags: { config }, env: {}, cwd }))).message;
    expect(await of('folder')).toBe('folder is a folder, not a file');
    if (process.platform === 'win32') return;
    execFileSync('mkfifo', [join(cwd, 'pipe')]);
    expect(await of('pipe')).toBe('pipe is a pipe, not a file');
    expect(await of('/dev/zero')).toMatch(/is a device, not a file$/);
  });

  it.skipIf(process.platform === 'win32')('a link to settings that are not there', async () => {
    const cwd = await workingFolder();
    await symlink('moved.yaml', join(cwd, 'mlops-lab.yaml'));
    const error = await refusal(loadSettings({ flags: {}, env: {}, cwd }));
    expect(error.message).toBe('mlops-lab.yaml is a link to a file that is not there');
  });

  it.runIf(existsSync('/proc/self/maps'))('files that do not say how large they are', async () => {
    const flags = { config: '/proc/self/maps' };
    expect((await refusal(loadSettings({ flags, env: {}, cwd: await workingFolder() }))).exitCode).toBe(EXIT.usage);
  });

  it('mlops-lab.yml, alone and beside mlops-lab.yaml, until it is renamed or named', async () => {
    const cwd = await workingFolder();
    const [yml, yaml] = [join(cwd, 'mlops-lab.yml'), join(cwd, 'mlops-lab.yaml')];
    await writeFile(yml, 'name: course-7\n');
    const request = { flags: {}, env: {}, cwd };
    expect(await refusal(loadSettings(request))).toMatchObject({ code: 'config-name' });
    await writeFile(yaml, 'name: course-8\n');
    expect(inWords((await refusal(loadSettings(request))).hints)).toBe(
      'rename it to mlops-lab.yaml, or name it with --config mlops-lab.yml',
    );
    const named = await loadSettings({ ...request, flags: { config: 'mlops-lab.yml' } });
    expect(named.settings.name).toBe('course-7');
    await rename(yml, yaml);
    expect((await loadSettings(request)).settings.name).toBe('course-7');
  });
});

describe('settings are taken', () => {
  it('with aliases and merge keys', async () => {
    const { settings } = await load(
      'accounts:\n  tools: &one { profile: &p lab, id: "111111111111" }\n  datascience: { <<: *one, id: "222222222222" }\n  staging: { profile: *p }\n',
    );
    expect(settings.accounts).toMatchObject({
      tools: { id: '111111111111', profile: 'lab' },
      datascience: { id: '222222222222', profile: 'lab' },
      staging: { profile: 'lab' },
    });
  });

  it('with a byte order mark, and ends of lines as Windows writes them', async () => {
    expect((await load('\uFEFFname: course-7\r\nregion: eu-west-1\r\n')).settings).toMatchObject({ name: 'course-7' });
  });
});

const PIECES = [
  'name: lab',
  'region: eu-west-1',
  'accounts:',
  '  tools:',
  '    id: "1"',
  '&a',
  '*a',
  '<<: *a',
  '{',
  '}',
];
const MORE_PIECES = [
  '[',
  ']',
  '? ',
  ': ',
  '- ',
  '|',
  '>',
  '"',
  "'",
  '#',
  '---',
  '...',
  '!!set',
  '!!binary x',
  '%YAML 1.2',
  '\t',
];
const text = fc
  .array(fc.oneof(fc.constantFrom(...PIECES, ...MORE_PIECES), anyText({ maxLength: 8 })), {
    maxLength: 30,
  })
  .chain((pieces) => fc.constantFrom('\n', ' ', '').map((between) => pieces.join(between)));

describe('any text', () => {
  it('gives settings or a usage error', async () => {
    await fc.assert(
      fc.asyncProperty(text, (yaml) => settingsOrUsageError(yaml)),
      runs(20, 1000),
    );
  });

  it('that repeats a piece thousands of times is read in bounded work', () => {
    const piece = fc.constantFrom(...PIECES, ...MORE_PIECES, ' ', 'a');
    const repeated = fc.property(piece, fc.constantFrom('\n', ' ', ''), (each, between) => {
      refusalOf(() => parseYaml(`${each}${between}`.repeat(5000), 'x.yaml', KIND));
    });
    fc.assert(repeated, runs(5, 60));
  });
});

async function settingsOrUsageError(yaml: string): Promise<void> {
  const cwd = await workingFolder(yaml);
  await loadSettings({ flags: {}, env: {}, cwd }).catch(expectUsageError);
}

function refusalOf(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    expectUsageError(error);
  }
}

function expectUsageError(error: unknown): void {
  if (!(error instanceof LabError) || error.exitCode !== EXIT.usage) throw error;
  expect(error.message.length).toBeLessThan(5000);
}

async function refusal(loading: Promise<unknown>): Promise<LabError> {
  const error: unknown = await loading.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof LabError)) throw new Error('it was not refused', { cause: error });
  expect(error.exitCode).toBe(EXIT.usage);
  return error;
}
