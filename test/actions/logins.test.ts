import { describe, expect, it } from 'vitest';
import { deploy } from '../../src/actions/deploy/index.ts';
import { loginOfEverybody } from '../../src/actions/login/everybody.ts';
import { tableOf } from '../../src/actions/login/table.ts';
import type { ActionContext } from '../../src/actions/context.ts';
import { STACK_IDS } from '../../src/lab/stacks.ts';
import { continued, deployedLab } from '../support/lab-in-place.ts';
import { LAB, UNATTENDED } from '../support/rehearsal.ts';

const PEOPLE = [{ name: 'Ada Lovelace', email: 'ada@example.com' }, { name: 'Bob' }];
const HEAD = 'lab,person,email,session,account,link,link_until,keys,keys_until';

async function stage(people: ActionContext['people'] = PEOPLE, unwritable?: 'at first' | 'at last') {
  const rehearsal = await continued(await deployedLab());
  const written: [string, string][] = [];
  const files = {
    ...rehearsal.context.files,
    tryReplacing: () => (unwritable === 'at first' ? Promise.reject(new Error('locked')) : Promise.resolve()),
    writePrivately: (path: string, text: string) =>
      unwritable === 'at last' ? Promise.reject(new Error('full')) : Promise.resolve(void written.push([path, text])),
  };
  return { ...rehearsal, written, context: { ...rehearsal.context, command: 'login', people, files } };
}

describe('links and keys for everybody', () => {
  it('are a table on stdout, with a session for each under their own name', async () => {
    const { context, revealed, written } = await stage();
    const run = loginOfEverybody({});
    const inLab = await run.inLab(context);
    expect(inLab).toMatchObject({ command: 'login', status: 'succeeded' });
    const outcome = await run.conclude(inLab);
    const account = LAB.accounts.datascience.id;
    expect(outcome.logins).toMatchObject([
      { lab: 'lab', name: 'Ada Lovelace', person: 'Ada.Lovelace', accountId: account },
      { lab: 'lab', name: 'Bob', person: 'Bob' },
    ]);
    expect(outcome).not.toHaveProperty('loginsFile');
    expect([revealed.map(({ name }) => name), written]).toEqual([['logins-csv'], []]);
    const [head, ada, ...others] = revealed[0]?.text.split('\n') ?? [];
    expect([head, others.length]).toEqual([HEAD, 1]);
    expect(ada).toMatch(new RegExp(`^"lab","Ada Lovelace","ada@example.com","Ada.Lovelace","${account}","http`));
    expect(ada).toContain("export AWS_ACCESS_KEY_ID='");
  });

  it('are in a file that nobody else can read, which is named', async () => {
    const { context, revealed, written } = await stage();
    const run = loginOfEverybody({ file: 'logins.csv' });
    const outcome = await run.conclude(await run.inLab(context));
    expect([outcome.loginsFile, revealed]).toEqual(['logins.csv', []]);
    expect(written).toEqual([['logins.csv', expect.stringMatching(/^lab,[^]*\n$/)]]);
  });

  it('are none where nobody is named, who is told so, and no file is', async () => {
    const { context, revealed, written, events } = await stage([]);
    const run = loginOfEverybody({ file: 'logins.csv' });
    const outcome = await run.conclude(await run.inLab(context));
    expect(outcome).toMatchObject({ status: 'unchanged', logins: [] });
    expect(outcome).not.toHaveProperty('loginsFile');
    expect([revealed, written]).toEqual([[], []]);
    expect(events.at(-1)).toMatchObject({
      level: 'warning',
      message: 'the settings name nobody who works in the lab "lab"',
    });
  });

  it('are made for one alone, by whichever name', async () => {
    const { context } = await stage();
    const logins = async (as: string) => {
      const { logins: made } = await loginOfEverybody({}).inLab({ ...context, as });
      return made?.map(({ name, person }) => [name, person]);
    };
    expect(await logins('Ada.Lovelace')).toEqual([['Ada Lovelace', 'Ada.Lovelace']]);
    expect(await logins('eve')).toEqual([['eve', 'eve']]);
  });

  it('are not made where they cannot be written, nor lost in silence', async () => {
    const before = await stage(PEOPLE, 'at first');
    await expect(loginOfEverybody({ file: 'x.csv' }).inLab(before.context)).rejects.toMatchObject({
      code: 'logins-unwritten',
      message: 'links and keys cannot be written to x.csv: locked',
    });
    const { context } = await stage(PEOPLE, 'at last');
    const run = loginOfEverybody({ file: 'x.csv' });
    const inLab = await run.inLab(context);
    await expect(run.conclude(inLab)).rejects.toMatchObject({
      message: expect.stringContaining('x.csv: full') as string,
    });
  });

  it.each([
    ['=1+1', `'=1+1`],
    ['a;-b', `a;'-b`],
    [' @x ', `'@x`],
    ['say "hi"', 'say ""hi""'],
    ['two\nlines', 'two lines'],
    ['a=b', 'a=b'],
  ])('are harmless in a spreadsheet: %j', (name, cell) => {
    const login = { lab: 'lab', name, person: 'p', accountId: '1', role: 'r' };
    expect(tableOf([{ login, keys: 'k' }])).toBe(`${HEAD}\n"lab","${cell}","","p","1","","","k",""`);
  });
});

describe('a lab that lacks one of its assets', () => {
  it('gets it again, which is a change, and nothing else', async () => {
    const { context, takeWrites, events, sandbox } = await continued(await deployedLab());
    const [asset] = context.bundle.assets;
    if (!asset) throw new Error('a lab has assets');
    const Bucket = `mlops-lab--assets-${LAB.accounts.tools.id}-${LAB.region}`;
    const principal = {
      kind: 'root',
      account: LAB.accounts.tools.id,
      arn: `arn:aws:iam::${LAB.accounts.tools.id}:root`,
      userId: 'x',
    } as const;
    const call = { service: 's3', operation: 'DeleteObject', input: { Bucket, Key: asset.key } };
    sandbox.cloud.answer({ principal, account: LAB.accounts.tools.id, region: LAB.region, ...call });
    takeWrites();
    expect((await deploy(context, STACK_IDS, UNATTENDED)).status).toBe('succeeded');
    expect(takeWrites().map(({ operation }) => operation)).toEqual(['PutObject']);
    const states = events.flatMap((event) => (event.type === 'asset' ? [event.state] : []));
    expect(states.filter((state) => state === 'uploaded')).toHaveLength(1);
    expect(states).toHaveLength(context.bundle.assets.length);
    expect((await deploy(context, STACK_IDS, UNATTENDED)).status).toBe('unchanged');
  });
});
