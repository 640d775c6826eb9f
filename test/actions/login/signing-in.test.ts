import { describe, expect, it } from 'vitest';
import type { ActionContext } from '../../../src/actions/context.ts';
import { loginOfEverybody } from '../../../src/actions/login/everybody.ts';
import { formatted, LOGIN_FORMATS, type LoginFormat } from '../../../src/actions/login/formats.ts';
import { login, type LoginRequest } from '../../../src/actions/login/index.ts';
import { tableOf } from '../../../src/actions/login/table.ts';
import { anySession } from '../../../src/lab/person.ts';
import type { ConsoleLink, SessionKeys } from '../../../src/ports/signin.ts';
import type { Secret } from '../../../src/ports/ui.ts';
import { LAB } from '../../support/rehearsal.ts';
import { releaseStage } from '../../support/release-stage.ts';
import { inWords } from '../../support/steps.ts';

const [SOON, LATER] = [Date.UTC(2026, 0, 5, 1), Date.UTC(2026, 0, 5, 2)];
const [SOON_TEXT, LATER_TEXT] = ['2026-01-05T01:00:00.000Z', '2026-01-05T02:00:00.000Z'];
const KEYS: SessionKeys = { accessKeyId: 'ASIA1', secretAccessKey: 'secret', sessionToken: 'token', expires: LATER };
const LINK: ConsoleLink = { url: 'https://link.example', openUntil: SOON, expires: LATER };
const ROLE = 'arn:aws:iam::222222222222:role/mlops-lab--DataScientist-us-east-1';
const SESSION = { accountId: '222222222222', role: ROLE };

interface Options {
  readonly alone?: boolean;
  readonly keys?: SessionKeys;
  readonly link?: ConsoleLink | ((person: string) => ConsoleLink);
  readonly browser?: string | undefined;
  readonly people?: ActionContext['people'];
  readonly person?: string;
}

/** A lab that lets people in, and what is handed out of it. */
function door({ alone = false, keys = KEYS, link = LINK, browser, people = [], person = 'ada' }: Options = {}) {
  const stage = releaseStage({ alone });
  const [revealed, opened, destinations, written]: [Secret[], string[], string[], [string, string][]] = [
    [],
    [],
    [],
    [],
  ];
  const signIn = (_: unknown, as = person) =>
    Promise.resolve({
      person: () => Promise.resolve(as),
      keys: () => Promise.resolve(keys),
      consoleLink: (destination: string) => {
        destinations.push(destination);
        return Promise.resolve(typeof link === 'function' ? link(as) : link);
      },
    });
  const files = {
    tryReplacing: () => Promise.resolve(),
    writePrivately: (file: string, text: string) => Promise.resolve(void written.push([file, text])),
  };
  const context = {
    ...stage.context,
    ...{ command: 'login', people, files },
    ui: { ...stage.context.ui, reveal: (secret: Secret) => void revealed.push(secret) },
    browser: {
      open: (url: string) => {
        opened.push(url);
        return Promise.resolve(browser);
      },
    },
    cloud: { ...stage.context.cloud, signIn },
  } as unknown as ActionContext;
  const notices = () =>
    stage.events.flatMap((event) => (event.type === 'notice' ? [{ ...event, next: inWords(event.next ?? []) }] : []));
  return { ...stage, context, revealed, opened, destinations, written, notices };
}

const signIn = ({ context }: ReturnType<typeof door>, request: Partial<LoginRequest> = {}, as?: string) =>
  login({ ...context, ...(as !== undefined && { as }) }, { open: false, ...request });

describe('a link into the console', () => {
  it('leads to the catalog, and is told with how long it lasts', async () => {
    const stage = door();
    expect(await signIn(stage)).toEqual({
      command: 'login',
      status: 'succeeded',
      login: { ...SESSION, way: 'link', person: 'ada', openUntil: SOON_TEXT, expires: LATER_TEXT, opened: false },
    });
    expect(stage.destinations).toEqual([
      'https://us-east-1.console.aws.amazon.com/servicecatalog/home?region=us-east-1',
    ]);
    expect(stage.revealed).toEqual([{ name: 'console-link', text: 'https://link.example' }]);
    expect([stage.notices(), stage.opened]).toEqual([[], []]);
    const brief = await signIn(door({ link: { url: 'https://link.example', openUntil: SOON } }));
    expect(brief.login).not.toHaveProperty('expires');
  });

  it('leads nowhere in a rehearsal until the sandbox is offered, which is told', async () => {
    const stage = door({ alone: true });
    await signIn(stage);
    expect(stage.notices()).toMatchObject([{ level: 'info', next: 'offer it: mlops-lab sandbox' }]);
  });

  it('is opened instead, or printed with the reason', async () => {
    const opening = door();
    expect((await signIn(opening, { open: true })).login?.opened).toBe(true);
    expect([opening.opened, opening.revealed]).toEqual([['https://link.example'], []]);
    const closed = door({ browser: 'nobody sits here' });
    expect((await signIn(closed, { open: true })).login?.opened).toBe(false);
    expect(closed.revealed).toHaveLength(1);
    const message = 'no browser was opened: nobody sits here; open the link yourself';
    expect(closed.notices()).toMatchObject([{ level: 'warning', message }]);
  });

  it.each([
    [undefined, /^there is no sign-in link: no$/],
    ['ada', /^there is no sign-in link: no; .*whatever --as says$/],
  ])('that is refused gives way to the one that switches roles: as %s', async (as, message) => {
    const stage = door({ link: { refused: 'no' } });
    expect((await signIn(stage, {}, as)).login).toEqual({ ...SESSION, way: 'switch-role', opened: false });
    expect(stage.revealed).toMatchObject([
      { name: 'switch-role-link', text: expect.stringContaining('switchrole') as string },
    ]);
    expect(stage.notices()).toMatchObject([{ level: 'warning', message: expect.stringMatching(message) as string }]);
  });

  it('is for somebody, who is told where everybody has the name', async () => {
    const nobody = door({ person: anySession(LAB) });
    await signIn(nobody);
    expect(nobody.notices()).toHaveLength(1);
    const stage = door();
    await expect(signIn(stage, {}, 'a b')).rejects.toMatchObject({ code: 'invalid-person' });
    expect(stage.events).toEqual([]);
    expect((await signIn(stage, {}, 'grace')).login?.person).toBe('grace');
  });
});

describe('keys for other tools', () => {
  it.each(LOGIN_FORMATS)('are handed out by their format, and told without them: %s', async (format) => {
    const stage = door();
    expect(await signIn(stage, { format, open: true })).toEqual({
      command: 'login',
      status: 'succeeded',
      login: { ...SESSION, way: 'credentials', person: 'ada', opened: false, expires: LATER_TEXT },
    });
    expect(stage.revealed).toEqual([{ name: `credentials-${format}`, text: formatted(KEYS, format, LAB.region) }]);
    expect([stage.opened, stage.destinations]).toEqual([[], []]);
  });

  it('have the formats of the tools', () => {
    expect(LOGIN_FORMATS).toEqual(['env', 'fish', 'powershell', 'cmd', 'process', 'json']);
    const members = {
      AccessKeyId: 'ASIA1',
      SecretAccessKey: 'secret',
      SessionToken: 'token',
      Expiration: LATER_TEXT,
    };
    expect(formatted(KEYS, 'process', 'x')).toBe(JSON.stringify({ Version: 1, ...members }));
    expect(formatted(KEYS, 'json', 'x')).toBe(JSON.stringify(members, null, 2));
    const firstIn = (format: LoginFormat) => formatted(KEYS, format, 'x').split('\n')[0];
    expect((['env', 'fish', 'powershell', 'cmd'] as const).map(firstIn)).toEqual([
      "export AWS_ACCESS_KEY_ID='ASIA1'",
      "set -gx AWS_ACCESS_KEY_ID 'ASIA1'",
      "$Env:AWS_ACCESS_KEY_ID = 'ASIA1'",
      'set AWS_ACCESS_KEY_ID=ASIA1',
    ]);
    expect(formatted(KEYS, 'cmd', 'eu-west-1').split('\n').slice(3)).toEqual([
      `set AWS_CREDENTIAL_EXPIRATION=${LATER_TEXT}`,
      'set AWS_REGION=eu-west-1',
      'set AWS_DEFAULT_REGION=eu-west-1',
    ]);
  });

  it('tell of no end that is not known', async () => {
    const { expires: _, ...endless } = KEYS;
    expect((await signIn(door({ keys: endless }), { format: 'json' })).login).not.toHaveProperty('expires');
    expect(formatted(endless, 'env', 'x').split('\n')).toHaveLength(5);
    expect(formatted(endless, 'env', 'x')).not.toContain('EXPIRATION');
  });
});

describe('links and keys for everybody', () => {
  const PEOPLE = [{ name: 'Ada Lovelace', email: 'ada@example.com' }, { name: 'Bob' }, { name: 'Eve' }];

  async function handedOut(options: Options, file?: string, as?: string) {
    const stage = door({ people: PEOPLE, ...options });
    const run = loginOfEverybody({ file });
    const inLab = await run.inLab({ ...stage.context, ...(as !== undefined && { as }) });
    return { ...stage, inLab, outcome: await run.conclude(inLab) };
  }

  it('are told with how long each lasts, and handed out in the table alone', async () => {
    const { outcome, inLab, revealed, notices, destinations, events } = await handedOut({});
    const ada = { lab: 'lab', name: 'Ada Lovelace', person: 'Ada.Lovelace', openUntil: SOON_TEXT, expires: LATER_TEXT };
    expect(outcome.logins?.[0]).toEqual({ ...SESSION, ...ada });
    expect(inLab).toMatchObject({ command: 'login', status: 'succeeded', logins: [{}, {}, {}] });
    expect(outcome).not.toHaveProperty('loginsFile');
    expect(revealed.map(({ name }) => name)).toEqual(['logins-csv']);
    const keys = formatted(KEYS, 'env', LAB.region).replaceAll('\n', '; ');
    expect(revealed[0]?.text.split('\n')[1]).toBe(
      [
        ...['lab', 'Ada Lovelace', 'ada@example.com', 'Ada.Lovelace', '222222222222', 'https://link.example'],
        ...[SOON_TEXT, keys, LATER_TEXT],
      ]
        .map((cell) => `"${cell}"`)
        .join(','),
    );
    expect(notices()).toEqual([]);
    expect(new Set(destinations)).toEqual(
      new Set(['https://us-east-1.console.aws.amazon.com/servicecatalog/home?region=us-east-1']),
    );
    expect(events[0]).toMatchObject({ type: 'account', account: 'datascience' });
  });

  it.each([
    [['Bob'], 'there is no sign-in link for a person, only keys: none for Bob'],
    [['Bob', 'Eve'], 'there is no sign-in link for 2 people, only keys: none for Bob'],
  ])('are keys alone where AWS refuses a link, which is told once: %j', async (refused, message) => {
    const link = (person: string) => (refused.includes(person) ? { refused: `none for ${person}` } : LINK);
    const { outcome, notices, revealed } = await handedOut({ link });
    expect(notices()).toMatchObject([{ level: 'warning', message }]);
    expect(outcome.logins?.map((each) => 'openUntil' in each)).toEqual(
      PEOPLE.map(({ name }) => !refused.includes(name)),
    );
    expect(revealed[0]?.text.split('\n')[2]).toMatch(/^"lab","Bob","","Bob","222222222222","","","export /);
  });

  it('tell of no end that is not known', async () => {
    const { expires: _, ...endless } = KEYS;
    const { outcome } = await handedOut({ keys: endless });
    expect(outcome.logins?.some((each) => 'expires' in each)).toBe(false);
  });

  it('are for nobody where the settings name nobody, and the accounts are left alone', async () => {
    const { outcome, notices, events, revealed } = await handedOut({ people: [] });
    expect(outcome).toEqual({ command: 'login', status: 'unchanged', logins: [] });
    expect(notices()).toMatchObject([{ level: 'warning', next: 'name them under people, or in the roster' }]);
    expect([events.length, revealed]).toEqual([1, []]);
  });

  it('are for one, whom somebody can be', async () => {
    const { outcome } = await handedOut({}, undefined, 'ada@example.com');
    expect(outcome.logins?.map(({ name, person }) => [name, person])).toEqual([['Ada Lovelace', 'ada@example.com']]);
    const stranger = await handedOut({}, undefined, 'zoe');
    expect(stranger.outcome.logins?.map(({ name, person }) => [name, person])).toEqual([['zoe', 'zoe']]);
    await expect(handedOut({}, undefined, 'a b')).rejects.toMatchObject({ code: 'invalid-person' });
  });

  it('go into a file, which is tried before anybody is signed in, and named', async () => {
    const { outcome, revealed, written } = await handedOut({}, 'x.csv');
    expect([outcome.loginsFile, revealed, written.map(([file]) => file)]).toEqual(['x.csv', [], ['x.csv']]);
    expect(written[0]?.[1]).toMatch(/^lab,person[^]*"\n$/);
    const stage = door({ people: PEOPLE });
    const locked = { ...stage.context.files, tryReplacing: () => Promise.reject(new Error('locked')) };
    await expect(loginOfEverybody({ file: 'x.csv' }).inLab({ ...stage.context, files: locked })).rejects.toMatchObject({
      code: 'logins-unwritten',
      message: 'links and keys cannot be written to x.csv: locked',
      hints: [{ say: 'name another file with --file, and run the same command again' }],
    });
    expect(stage.destinations).toEqual([]);
    const full = { ...stage.context.files, writePrivately: () => Promise.reject(new Error('full')) };
    const run = loginOfEverybody({ file: 'x.csv' });
    const inLab = await run.inLab({ ...stage.context, files: full });
    await expect(run.conclude(inLab)).rejects.toThrow('links and keys cannot be written to x.csv: full');
  });

  it('need no file where they are printed', async () => {
    const stage = door({ people: PEOPLE });
    const locked = { ...stage.context.files, tryReplacing: () => Promise.reject(new Error('locked')) };
    const made = await loginOfEverybody({}).inLab({ ...stage.context, files: locked });
    expect(made.logins).toHaveLength(3);
  });

  it('are in the order of the labs, and nothing where no lab has anybody', async () => {
    const run = loginOfEverybody({});
    const { context, revealed } = door({ people: PEOPLE.slice(0, 1) });
    const { cloud } = context;
    const stacks = { ...cloud.datascience.stacks, find: () => Promise.resolve(undefined) };
    const empty = { ...context, cloud: { ...cloud, datascience: { ...cloud.datascience, stacks } } };
    await run.inLab({ ...empty, lab: { ...context.lab, name: 'b' } });
    await run.inLab({ ...empty, lab: { ...context.lab, name: 'a' } });
    const labs = ['a', 'b'].map((lab) => ({ lab, status: 'succeeded', exitCode: 0 }) as const);
    const { logins } = await run.conclude({ command: 'login', status: 'succeeded', labs });
    expect(logins?.map(({ lab }) => lab)).toEqual(['a', 'b']);
    expect(revealed).toHaveLength(1);
    const none = { command: 'login', status: 'unchanged' } as const;
    expect(await loginOfEverybody({ file: 'x' }).conclude(none)).toEqual({ ...none, logins: [] });
  });
});

describe('a table of links and keys', () => {
  const cell = (name: string) =>
    tableOf([{ login: { lab: 'l', name, person: 'p', accountId: '1', role: 'r' }, keys: 'k' }])
      .split('\n')[1]
      ?.slice('"l","'.length, -'","","p","1","","","k",""'.length);

  it('has a column for each thing that is handed out', () => {
    expect(tableOf([])).toBe('lab,person,email,session,account,link,link_until,keys,keys_until');
  });

  it.each([
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@a', "'@a"],
    ['＝1', "'＝1"],
    ['a, =1', "a, '=1"],
    ['a,  =1', "a, '=1"],
    ['a|=1', "a|'=1"],
    ["a'=1", "a''=1"],
    ['a\t=1', 'a =1'],
    ['a\u200Bb', 'ab'],
    ['=1;=2', "'=1;'=2"],
    ['a  b', 'a b'],
    [' a\u200B ', 'a'],
    ['"a"', '""a""'],
  ])('has no formula in it, and nothing that cannot be seen: %j', (name, shown) => {
    expect(cell(name)).toBe(shown);
  });
});
