import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { labOfPerson } from '../../src/config/lab-of-person.ts';
import { completeSettings } from '../../src/config/complete.ts';
import { loadLabs } from '../../src/config/load.ts';
import { selectLabs, type Selection } from '../../src/config/selection.ts';
import { EXIT, LabError } from '../../src/errors.ts';
import { workingFolder } from './working-folder.ts';

const COMMON = `region: eu-west-1
accounts:
  tools: { id: "111111111111" }
  datascience: { roleArn: "arn:aws:iam::{account}:role/LabAdministrator" }
  staging: { id: "333333333333", roleArn: "arn:aws:iam::{account}:role/Release" }
`;

const SILENT = {
  interactive: false,
  ask: () => Promise.reject(new Error('asked')),
  choose: () => Promise.reject(new Error('asked')),
};

async function labsOf(yaml: string, roster?: string, flags: Record<string, string> = {}) {
  const cwd = await workingFolder(yaml);
  if (roster !== undefined) await writeFile(join(cwd, 'roster.csv'), roster);
  const { labs } = await loadLabs({ flags, env: {}, cwd });
  return Promise.all(labs.map((lab) => completeSettings(lab, SILENT)));
}

async function mistakesIn(...given: Parameters<typeof labsOf>): Promise<string[]> {
  const error = await labsOf(...given).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof LabError)) throw new Error('nothing was refused', { cause: error });
  expect(error.exitCode).toBe(EXIT.usage);
  const [headline = '', ...lines] = error.message.split('\n  ');
  return lines.length > 0 ? lines : [`${headline}; ${error.hints[0]?.say ?? ''}`];
}

describe('a class in the settings', () => {
  it('has what its labs have in common in the file itself, and in each entry what differs', async () => {
    const [ada, grace] = await labsOf(`${COMMON}labs:
  - name: ada
    accounts: { datascience: { id: "222222222221" } }
    people: [{ name: Ada Lovelace, email: ada@example.com }]
  - name: grace
    region: us-east-1
    accounts:
      datascience: { id: "222222222222" }
      staging: { id: "444444444444" }
    pipeline: { threshold: 7 }
`);
    expect(ada?.settings).toMatchObject({ name: 'ada', region: 'eu-west-1', pipeline: { threshold: 10 } });
    expect(ada?.settings.accounts).toEqual({
      tools: { id: '111111111111' },
      datascience: { id: '222222222221', roleArn: 'arn:aws:iam::222222222221:role/LabAdministrator' },
      staging: { id: '333333333333', roleArn: 'arn:aws:iam::333333333333:role/Release' },
    });
    expect(ada?.people).toEqual([{ name: 'Ada Lovelace', email: 'ada@example.com' }]);
    expect(grace?.settings).toMatchObject({ name: 'grace', region: 'us-east-1', pipeline: { threshold: 7 } });
    expect(grace?.settings.accounts.staging.roleArn).toBe('arn:aws:iam::444444444444:role/Release');
  });

  it.each([
    ['with commas', (text: string) => text],
    [
      'with semicolons, CRLF and a byte order mark',
      (text: string) => `\ufeff${text.replaceAll(',', ';').replaceAll('\n', '\r\n')}`,
    ],
    ['with tabs and empty lines', (text: string) => text.replaceAll(',', '\t').replaceAll('\n', '\n\n')],
  ])('may be a roster %s', async (_, written) => {
    const roster = written(
      'Lab,datascience,person,email\n' +
        'ada,222222222221,"Lovelace ""Ada""",ada@example.com\nada,,Charles Babbage,\ngrace,222222222222,,grace@example.com\n',
    );
    const [ada, grace, ...others] = await labsOf(`${COMMON}roster: roster.csv\n`, roster);
    expect(others).toEqual([]);
    expect(ada?.settings.accounts.datascience.id).toBe('222222222221');
    expect(ada?.people).toEqual([{ name: 'Lovelace "Ada"', email: 'ada@example.com' }, { name: 'Charles Babbage' }]);
    expect(grace?.people).toEqual([{ name: 'grace@example.com', email: 'grace@example.com' }]);
  });

  it('lets a flag decide for all of its labs', async () => {
    const labs = await labsOf(`${COMMON}roster: roster.csv\n`, 'lab,datascience\na1,222222222221\na2,222222222222\n', {
      region: 'sa-east-1',
    });
    expect(labs.map(({ settings }) => settings.region)).toEqual(['sa-east-1', 'sa-east-1']);
  });
});

describe('mistakes in a class', () => {
  it('are all told at once, each in its place, and those in common once', async () => {
    const faults = await mistakesIn(`region: eu-wst-1
accounts: { tools: { id: "111111111111" }, staging: { id: "333333333333" } }
labs:
  - name: ada
    accounts: { datascience: { id: "2222" } }
  - name: ada
    zone: 3
    accounts: { datascience: { id: "111111111111" } }
  - accounts: { datascience: { id: "222222222222" } }
  - seven
`);
    expect(faults.map((line) => line.split('; ')[0])).toEqual([
      'mlops-lab.yaml:1:9: region: "eu-wst-1" is not a region of AWS',
      'mlops-lab.yaml:5:36: accounts.datascience.id: "2222" has 4 digits, and an account id has 12',
      'mlops-lab.yaml:6:11: name: a lab is called "ada" already (mlops-lab.yaml:4:11)',
      'mlops-lab.yaml:7:5: there is no setting "zone"',
      'mlops-lab.yaml:8:36: accounts.datascience.id: "111111111111" is already the tools account (mlops-lab.yaml:2:26)',
      'mlops-lab.yaml:9:5: name: this lab has no name',
      'mlops-lab.yaml:10:5: labs, item 4: this is no group of settings',
    ]);
  });

  it('are named by the lines of a roster', async () => {
    const roster =
      'lab,datascience,persn,email\nAda!,22,,\n,222222222221,,\nb2,222222222222,,not an address\nb2,222222222223,,\nb3,222222222224,,,,\n';
    const faults = await mistakesIn(`${COMMON}roster: roster.csv\n`, roster);
    expect(faults.map((line) => line.split('; ')[0])).toEqual([
      'roster.csv:1: there is no column "persn"',
      'roster.csv:2: accounts.datascience.id: "22" has 2 digits, and an account id has 12',
      'roster.csv:2: name: "Ada!" is not a lab name',
      'roster.csv:3: no lab is named',
      'roster.csv:4: people.0.email: "not an address" is not an e-mail address',
      'roster.csv:5: "222222222223" is another datascience account of the lab than "222222222222" (roster.csv:4)',
      'roster.csv:6: this line has 6 values, and the first line names 4 columns',
    ]);
  });

  it.each([
    ['a list and a roster', 'labs: [{ name: ada }]\nroster: roster.csv\n', undefined, 'both labs and roster are given'],
    ['no list', 'labs: ada\n', undefined, 'mlops-lab.yaml:1:7: labs: this is no list'],
    ['an empty list', 'labs: []\n', undefined, 'mlops-lab.yaml:1:7: labs: there is no lab in it'],
    ['a name that no file has', 'roster: "a\\0.csv"\n', undefined, 'roster: this is no name of a file'],
    ['no file of that name', 'roster: students.csv\n', undefined, 'there is no file students.csv'],
    ['a quote that is never closed', 'roster: roster.csv\n', 'lab\n"ada\n', 'roster.csv:2: a quote'],
    ['no column for labs', 'roster: roster.csv\n', 'name\nada\n', 'roster.csv:1: there is no column lab'],
    ['no lines', 'roster: roster.csv\n', 'lab,tools\n', 'there is no lab in it'],
    [
      'an account of two purposes',
      'roster: roster.csv\n',
      'lab,tools,datascience,staging\nada,111111111111,222222222222,333333333333\nbob,111111111111,333333333333,444444444444\n',
      'roster.csv:3: accounts.datascience.id: "333333333333" is the Staging account of another lab (roster.csv:2); labs share',
    ],
    [
      'two people of one name',
      `${COMMON}labs:\n  - name: ada\n    people: [{ name: Ada Groß }, { name: Ada.Gross }]\n`,
      undefined,
      'sessions called Ada.Gross, as somebody before (mlops-lab.yaml:8:22)',
    ],
    [
      'two people of one address',
      'roster: roster.csv\n',
      'lab,person,email\nada,Ada,a@example.com\nada,Eve,A@example.com\n',
      'roster.csv:3: people.1.email: "A@example.com" is how somebody before is called (roster.csv:2)',
    ],
    [
      "an address that is somebody's name",
      'roster: roster.csv\n',
      'lab,person,email\nada,,a@example.com\nada,Eve,a@example.com\n',
      'roster.csv:3: people.1.email: "a@example.com" is how somebody before is called (roster.csv:2)',
    ],
    [
      'a person who is nobody in particular',
      'roster: roster.csv\n',
      'lab,person\nada,mlops-lab-ada\n',
      'as those of nobody in particular',
    ],
    [
      'what is missing everywhere',
      'labs: [{ name: ada }, { name: bob, region: us-east-1 }]\n',
      undefined,
      'region of ada',
    ],
  ])('may be %s', async (_, yaml, roster, message) => {
    expect((await mistakesIn(yaml, roster)).join('\n')).toContain(message);
  });

  it('may be a name from outside', async () => {
    const faults = await mistakesIn(`${COMMON}labs: [{ name: a1 }, { name: a2 }]\n`, undefined, {
      name: 'b1',
      datascienceAccount: '222222222222',
    });
    expect(faults).toEqual([
      '--name: the labs of a class have their names in its file; leave it out, and choose labs with --lab NAME',
    ]);
  });
});

describe('the labs of a command', () => {
  const LABS = ['a1', 'a2', 'a3', 'a4', 'a5'];
  const NONE: Selection = { names: [], all: false };
  const chosen = (selection: Partial<Selection>, labs = LABS) =>
    selectLabs(labs, (lab) => lab, { ...NONE, ...selection });

  it.each<[string, Partial<Selection>, string[], boolean]>([
    ['one by its name', { names: ['a2'] }, ['a2'], false],
    ['several, in the order of the file', { names: ['a3', 'a1'] }, ['a1', 'a3'], true],
    ['all', { all: true }, LABS, true],
    ['a shard of all', { shard: { index: 2, of: 3 } }, ['a2', 'a5'], true],
    ['a shard beyond the last', { all: true, shard: { index: 6, of: 6 } }, [], true],
    ['what failed', { failed: ['a4'] }, ['a4'], true],
    ['nothing, where nothing failed', { failed: [] }, [], true],
    ['a shard of what failed', { failed: ['a4', 'a5'], shard: { index: 2, of: 2 } }, ['a5'], true],
  ])('are %s', (_, selection, labs, asClass) => {
    expect(chosen(selection)).toEqual({ labs, asClass });
  });

  it('is the only one, where the file describes one', () => {
    expect(chosen({}, ['lab'])).toEqual({ labs: ['lab'], asClass: false });
  });

  it('have to be chosen, and to be there', () => {
    expect(() => chosen({})).toThrow('the settings describe 5 labs (a1, a2, a3, a4, a5), and none is chosen');
    expect(() => chosen({ names: ['a9'] })).toThrow('there is no lab "a9"');
    expect(() => chosen({ failed: ['a9'] })).toThrow('there is no lab "a9"');
    expect(() => chosen({ names: ['a1', 'a9', 'zzz'] })).toThrow('there are no labs "a9", "zzz" in the settings');
  });

  it.each<[string, string[], string]>([
    ['what was meant', ['ada', 'bob'], 'did you mean ada?'],
    ['all that there are', ['x', 'y'], 'the labs are x, y'],
    ['the only one', ['x'], 'the only lab is x'],
  ])('where one is not there, are named: %s', (_, known, say) => {
    expect(() => chosen({ names: ['adda'] }, known)).toThrow(
      expect.objectContaining({ hints: [expect.objectContaining({ say })] }) as Error,
    );
  });

  it('are that of a person, where one alone has them', () => {
    const people = (...names: string[]) => names.map((name) => ({ name }));
    const labs = [
      { name: 'ada', people: people('Ada', 'Kim') },
      { name: 'bob', people: people('Bob', 'Kim') },
    ];
    expect(labOfPerson('bob', labs)).toBe('bob');
    expect(labOfPerson('nobody', labs.slice(1))).toBeUndefined();
    expect(() => labOfPerson('Kim', labs)).toThrow('"Kim" works in several labs: ada, bob');
    expect(() => labOfPerson('Eve', labs)).toThrow('none of the 2 labs in the settings names "Eve" among its people');
  });
});
