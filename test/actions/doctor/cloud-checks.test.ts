import { describe, expect, it } from 'vitest';
import { accountChecks } from '../../../src/actions/doctor/account-checks.ts';
import { checked, type Check } from '../../../src/actions/doctor/check.ts';
import { nameCheck } from '../../../src/actions/doctor/name-checks.ts';
import { permissionCheck } from '../../../src/actions/doctor/permission-checks.ts';
import { clockCheck, regionCheck, zoneCheck } from '../../../src/actions/doctor/place-checks.ts';
import { quotaCheck } from '../../../src/actions/doctor/quota-check.ts';
import { LabError } from '../../../src/errors.ts';
import { UNLISTED, type Leftover, type LookAlike } from '../../../src/events.ts';
import type { LabSettings } from '../../../src/lab/accounts.ts';
import { fakeContext, stackOf, type Faked } from '../../support/fake-context.ts';
import { LAB } from '../../support/lab.ts';
import { MACHINE } from '../../support/machine.ts';
import { inWords } from '../../support/steps.ts';

/** A check in words: how it ended, what was found, its details and what mends it. */
function said({ outcome, found, details = [], hints = [] }: Check): string[] {
  return [`${outcome}: ${found}`, ...details, ...hints.map((hint) => `> ${inWords([hint])}`)];
}

const error = (code: 'access-denied' | 'wrong-account' | 'interrupted', message: string) =>
  new LabError({ code, message, hint: 'mend it' });
const failing = (code: Parameters<typeof error>[0]) => () => Promise.reject(error(code, 'no'));

describe('a check', () => {
  const subject = { check: 'proxy', title: 'Proxy' } as const;

  it('finds what would end another command, with what mends it', async () => {
    const found = await checked(subject, failing('access-denied'));
    expect(found).toEqual({ ...subject, outcome: 'failed', found: 'no', hints: [{ say: 'mend it' }] });
  });

  it.each([error('interrupted', 'stop'), new TypeError('a mistake')])(
    'ends with what is no finding: %s',
    async (own) => {
      await expect(checked(subject, () => Promise.reject(own))).rejects.toBe(own);
    },
  );
});

it('each account is reached, as whom, or not', async () => {
  const identity = (account: string, arn: string) => () => Promise.resolve({ account, arn });
  const { context } = fakeContext({
    tools: { identity: identity(LAB.accounts.tools.id, `arn:aws:iam::${LAB.accounts.tools.id}:user/ada`) },
    datascience: { identity: failing('access-denied') },
    staging: { identity: identity('999999999999', 'arn:aws:iam::999999999999:user/eve') },
  });
  const [tools, datascience, staging] = await accountChecks(context);
  expect(tools).toMatchObject({ check: 'account', title: 'Tools account', account: 'tools', outcome: 'ok' });
  expect(tools?.found).toMatch(/^reached 111111111111 as .*ada/);
  expect(datascience).toMatchObject({ title: 'Data Scientist account', accountId: '222222222222', outcome: 'failed' });
  expect(staging?.found).toContain('999999999999');
});

describe('what may be done in an account', () => {
  type Asked = readonly { readonly action: string; readonly resource: string }[];
  const look = async (lacking: (asked: Asked) => Promise<Asked[number][]>) =>
    permissionCheck(fakeContext({ tools: { permissions: () => Promise.resolve({ lacking }) } }).context, 'tools');

  it('is all, or not all, and then says what it is not', async () => {
    expect(said(await look(() => Promise.resolve([])))).toEqual([
      expect.stringMatching(/^ok: IAM allows all \d+ actions that were asked about$/),
    ]);
    let most = 0;
    const check = await look((asked) => {
      most = asked.length;
      return Promise.resolve(asked.slice(0, 1));
    });
    expect(check).toMatchObject({ check: 'permissions', title: 'Permissions in Tools', account: 'tools' });
    expect(said(check)).toEqual([
      `failed: IAM allows ${String(most - 1)} of ${String(most)} actions that were asked about`,
      'cloudformation:DescribeStacks on * is not allowed',
      expect.stringContaining('docs/permissions.md'),
    ]);
  });

  it('is not known where nobody may ask, and every other error is one', async () => {
    expect(said(await look(failing('access-denied')))).toEqual([
      'skipped: not looked at, since the caller may not ask IAM: no',
    ]);
    expect(said(await look(failing('wrong-account')))).toEqual(['failed: no', '> mend it']);
    await expect(look(() => Promise.reject(new TypeError('a mistake')))).rejects.toThrow('a mistake');
  });
});

describe('what has a name of the lab', () => {
  const left = (more: Partial<Leftover> = {}): Leftover => ({
    ...{ account: 'staging', accountId: '3', kind: 'bucket', name: 'b', reason: 'is there', expected: false },
    ...more,
  });
  const unlisted = left({ kind: UNLISTED, name: 'keys', reason: 'may not be listed' });
  const alike = (name: string): LookAlike => ({ account: 'staging', accountId: '3', kind: 'bucket', name });

  const look = async (leftovers: Leftover[], lookAlikes: LookAlike[] = [], stacks: Faked['stacks'] = {}) => {
    const find = () => Promise.resolve(undefined);
    const staging = { stacks: { find, ...stacks }, leftovers: () => Promise.resolve({ leftovers, lookAlikes }) };
    return nameCheck(fakeContext({ staging }).context, 'staging');
  };

  it('is nothing, or what AWS deletes by itself, or look-alikes whose names the lab never takes', async () => {
    const check = await look([left({ expected: true })], [alike('mlops-lab-starter'), alike('mlops-lab2--b')]);
    expect(check).toMatchObject({
      check: 'names',
      title: 'Names in Staging',
      account: 'staging',
      accountId: '333333333333',
    });
    expect(said(check)).toEqual(['ok: nothing has a name of the lab']);
  });

  it('is each told with what to do about it', async () => {
    const check = await look([left(), unlisted, left({ kind: 'role', name: 'r' })], [alike('mlops-lab--b')]);
    expect(said(check)).toEqual([
      "warning: 2 left by an earlier lab, 1 with a name of the lab that is not the lab's, 1 kinds that cannot be listed",
      'bucket b, left by an earlier lab',
      'role r, left by an earlier lab',
      "bucket mlops-lab--b, which is not the lab's",
      'keys may not be listed',
      expect.stringMatching(/^> clear .*: mlops-lab teardown$/),
      expect.stringMatching(/^> delete them if .* --name/),
      expect.stringMatching(/^> allow the caller to list them/),
    ]);
  });

  it.each<[string, Leftover[], LookAlike[], string[]]>([
    ['what is left', [left()], [], ['1 left by an earlier lab', 'clear']],
    [
      'what is taken',
      [],
      [alike('mlops-lab--b'), alike('mlops-lab--c')],
      ["2 with a name of the lab that are not the lab's", 'delete'],
    ],
    ['what cannot be listed', [unlisted], [], ['1 kinds that cannot be listed', 'allow']],
  ])('is told alone where there is nothing else: %s', async (_, leftovers, lookAlikes, [found, first]) => {
    const check = await look(leftovers, lookAlikes);
    expect(check.found).toBe(found);
    expect(check.hints?.map(({ say }) => say.split(' ')[0])).toEqual([first]);
  });

  it('is the lab itself, beside whose stacks there is more of it', async () => {
    const standing = { find: (name: string) => Promise.resolve(stackOf({ name })) };
    expect(said(await look([left()], [], standing))).toEqual([
      "ok: 1 of the lab's stacks and no stranger with a name of it",
    ]);
    const [words] = said(await look([left(), unlisted], [alike('mlops-lab--b')], standing));
    expect(words).toBe("warning: 1 with a name of the lab that is not the lab's, 1 kinds that cannot be listed");
  });

  it("is somebody else's stack, which the lab refuses", async () => {
    const strange = { find: (name: string) => Promise.resolve(stackOf({ name, tags: {} })) };
    const check = await look([], [], strange);
    expect(check.outcome).toBe('failed');
    expect(check.found).toContain('stack LabStagingAccountSetup exists, and mlops-lab did not make it');
  });
});

describe('the region', () => {
  const places = (lacked: string[]) => ({
    places: { lackedTypes: () => Promise.resolve([]), lackedServices: () => Promise.resolve(lacked) },
  });
  const look = (lab: LabSettings, lacked: string[] = []) =>
    regionCheck(fakeContext({ tools: places([]), datascience: places(lacked), staging: places([]) }, { lab }).context);

  it('has what the lab consists of, or lacks some', async () => {
    const found = 'us-east-1 has Service Catalog, CodePipeline, ml.m5.large and';
    expect(await look(LAB)).toEqual({
      ...{ check: 'region', title: 'Region' },
      ...{ outcome: 'ok', found: `${found} serverless endpoints` },
    });
    const instances = { ...LAB, pipeline: { ...LAB.pipeline, endpointInstanceType: 'ml.t2.medium' } };
    expect((await look(instances)).found).toBe(`${found} ml.t2.medium`);
    expect(said(await look(LAB, ['codepipeline']))[0]).toBe('failed: us-east-1 does not have CodePipeline');
  });
});

it.each([
  [1, 'z-a has all that the network needs'],
  [2, 'z-a, z-b have all that the network needs'],
])('%d zones are named that have what the network needs', async (zones, found) => {
  const offers = ['z-a', 'z-b'].map((id) => ({ id, lacks: [] }));
  const datascience = {
    stacks: { find: () => Promise.resolve(undefined) },
    places: { zones: () => Promise.resolve(offers) },
  };
  const tools = { stacks: { find: () => Promise.resolve(undefined) } };
  const { context } = fakeContext({ tools, datascience }, { lab: { ...LAB, network: { zones } } });
  expect(await zoneCheck(context)).toEqual({ check: 'zones', title: 'Zones', outcome: 'ok', found });
});

it('the zones of a network that stands are kept', async () => {
  const outputs = { VpcId: 'vpc-1' };
  const network = stackOf({ name: 'LabDSAccountNetwork', parameters: { Zone1: 'z-b' }, outputs });
  const datascience = {
    stacks: { find: () => Promise.resolve(network), template: () => Promise.resolve('') },
    places: { isDefaultGroupOpen: () => Promise.resolve(false) },
    drift: () => Promise.resolve({ of: () => Promise.resolve({ resources: [], drift: [] }) }),
  };
  const { context } = fakeContext({ datascience });
  expect((await zoneCheck(context)).found).toBe('z-b has all that the network needs');
});

describe('the clock of this machine', () => {
  const look = async (ahead: number, alone = false) => {
    const { context } = fakeContext({}, { alone });
    return clockCheck({ ...context, machine: { ...MACHINE, now: () => context.clock.now() + ahead } });
  };

  it.each([
    [0, "ok: within a few minutes of AWS's"],
    [59_999, "ok: within a few minutes of AWS's"],
    [60_000, "warning: about 1 minutes ahead of AWS's"],
    [-60_000, "warning: about 1 minutes behind AWS's"],
    [100_000, "warning: about 2 minutes ahead of AWS's"],
    [-59_999, "ok: within a few minutes of AWS's"],
  ])('differs by %d milliseconds: %s', async (ahead, found) => {
    const check = await look(ahead);
    expect(check).toMatchObject({ check: 'clock', title: 'Clock' });
    expect(said(check)[0]?.split(';')[0]).toBe(found);
    const mends = check.outcome === 'warning' ? [expect.stringContaining("set this machine's clock")] : [];
    expect(said(check).slice(1)).toEqual(mends);
  });

  it('is not asked in a rehearsal', async () => {
    expect(said(await look(90_000, true))).toEqual(['skipped: a rehearsal has a time of its own']);
  });
});

describe('the quotas of a new account', () => {
  const look = (participants: number, more: Partial<Parameters<typeof fakeContext>[1]> = {}) =>
    quotaCheck(fakeContext({}, more).context, participants);

  it('do for one participant, and for as many as there is room for', async () => {
    expect(await look(1)).toMatchObject({ check: 'quotas', title: 'Quotas', outcome: 'ok' });
    expect(said(await look(1))).toEqual(['ok: one participant and the pipeline fit into the quotas of a new account']);
    expect(said(await look(20))[0]).toMatch(/^ok: 20 participants and/);
  });

  it('do not do for more, and each is told with where to ask for more', async () => {
    expect(said(await look(21))).toEqual([
      expect.stringMatching(/^warning: 21 participants and the pipeline take more/),
      expect.stringMatching(
        /^Data Scientist: ml\..* for notebook instance usage: 21 are needed, a new account has 20$/,
      ),
      expect.stringMatching(
        /^> see that the Data Scientist account has at least 21 of "ml.*us-east-1\.console.*\/services\/sagemaker\/quotas$/,
      ),
    ]);
  });

  it('are shared by all labs of an account', async () => {
    const labsIn = { tools: 1, datascience: 6, staging: 1 };
    const details = (await look(1, { labsIn })).details ?? [];
    expect(details).toEqual([
      'Data Scientist: VPCs per Region: 6 are needed for the 6 labs in it, a new account has 5',
    ]);
  });
});
