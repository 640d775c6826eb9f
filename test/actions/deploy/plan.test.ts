import { describe, expect, it } from 'vitest';
import type { ActionContext } from '../../../src/actions/context.ts';
import { desiredStacks } from '../../../src/actions/deploy/desired.ts';
import { changesAnything, planDeploy } from '../../../src/actions/deploy/plan.ts';
import { discardPreviews, previewUpdates, withPreviews } from '../../../src/actions/deploy/previews.ts';
import {
  outputsOf,
  readLab,
  type Observed,
  type ObservedLab,
  type StandingStack,
} from '../../../src/actions/deploy/read.ts';
import { decideZones, standingZones, zonesOf } from '../../../src/actions/deploy/zones.ts';
import type { LabError } from '../../../src/errors.ts';
import type { DriftedResource } from '../../../src/lab/drift.ts';
import type { DeployPlan } from '../../../src/lab/plan.ts';
import { STACK_IDS, type StackId } from '../../../src/lab/stacks.ts';
import type { ZoneChoice, ZoneOffer } from '../../../src/lab/zones.ts';
import { BUNDLE, fakeLab, standing, type FakeLabOptions } from '../../support/fake-lab.ts';
import { LAB } from '../../support/lab.ts';
import { inWords } from '../../support/steps.ts';

const gone: DriftedResource = {
  ...{ logicalId: 'Topic', resourceType: 'AWS::SNS::Topic', physicalId: 't', drift: 'deleted' },
};
const ZONES = ['z-a', '', ''] as const;

async function planned(options: FakeLabOptions = {}, ids: readonly StackId[] = STACK_IDS, express = false) {
  const { context, done } = fakeLab({ ...options, more: { zones: ZONES, ...options.more } });
  const observed = await readLab(context, ids);
  const desired = desiredStacks(context, ids, outputsOf(observed));
  const plan = planDeploy(context, desired, observed, express);
  return { context, observed, desired, plan, done };
}

const decisions = ({ stacks }: DeployPlan) => stacks.map(({ stack, decision }) => `${stack} ${decision.kind}`);

describe('what is read of a lab', () => {
  it('are the stacks that are asked for and those that they take outputs of', async () => {
    const { observed } = await planned({}, ['catalog']);
    expect(Object.keys(observed.stacks)).toEqual(['prerequisites', 'catalog']);
    expect(observed.stacks.catalog).toMatchObject(standing('catalog'));
    expect([...observed.assets].sort()).toEqual(['key-of-one', 'key-of-two']);
    expect(outputsOf(observed)).toEqual({
      prerequisites: standing('prerequisites').outputs,
      catalog: standing('catalog').outputs,
    });
  });

  it('are the assets that are there, and none where there is no bucket', async () => {
    const exists = (_: string, key: string) => Promise.resolve(key === 'key-of-two');
    const accounts = { tools: { objects: { exists } } };
    expect([...(await planned({ accounts })).observed.assets]).toEqual(['key-of-two']);
    const { observed } = await planned({ accounts, changed: { prerequisites: 'absent' } });
    expect([...observed.assets]).toEqual([]);
  });

  it('is the drift of what is asked for, while it rests and is the lab’s', async () => {
    const drift = [gone];
    const read = async (change: Partial<StandingStack>, ids: readonly StackId[]) =>
      (await planned({ changed: { prerequisites: { drift, ...change } } }, ids)).observed.stacks.prerequisites;
    expect(await read({}, ['prerequisites'])).toMatchObject({ drift });
    expect(await read({}, ['catalog'])).toMatchObject({ drift: [], resources: [] });
    expect(await read({ status: 'UPDATE_IN_PROGRESS' }, ['prerequisites'])).toMatchObject({ drift: [] });
    const { context } = fakeLab({ changed: { prerequisites: { drift, tags: {} } } });
    const { drift: unseen, outputs } = (await readLab(context, ['prerequisites'])).stacks.prerequisites ?? {};
    expect([unseen, outputs]).toEqual([[], {}]);
  });

  it('is the default group of the network, where one is asked for', async () => {
    const asked: string[] = [];
    const isDefaultGroupOpen = (vpc: string) => Promise.resolve((asked.push(vpc), true));
    const accounts = { datascience: { places: { isDefaultGroupOpen } } };
    expect((await planned({ accounts }, ['network'])).observed.isDefaultGroupOpen).toBe(true);
    expect((await planned({ accounts }, ['selfService'])).observed.isDefaultGroupOpen).toBe(false);
    const without = await planned({ accounts, changed: { network: 'absent' } }, ['network']);
    expect(without.observed.isDefaultGroupOpen).toBe(false);
    expect(asked).toEqual(['VpcId of network']);
  });
});

describe('the plan of a deployment', () => {
  it('changes nothing where all stands as it should', async () => {
    const { plan } = await planned({}, STACK_IDS, true);
    expect(decisions(plan)).toEqual(STACK_IDS.map((id) => `${id} unchanged`));
    expect(plan).toMatchObject({ region: 'us-east-1', express: true, closesDefaultGroup: false });
    expect(plan.assets).toEqual(
      ['one', 'two'].map((name) => ({ name, key: `key-of-${name}`, bytes: 3, state: 'present' })),
    );
    expect(plan.stacks[1]).toEqual({
      ...{ stack: 'staging', stackName: 'LabStagingAccountSetup', account: 'staging', accountId: '333333333333' },
      decision: { kind: 'unchanged' },
    });
    expect(plan).not.toHaveProperty('interruption');
    expect(changesAnything(plan)).toBe(false);
  });

  it('creates what is not there, and counts its resources', async () => {
    const { plan } = await planned({ isEmpty: true });
    expect(decisions(plan)).toEqual(STACK_IDS.map((id) => `${id} create`));
    expect(plan.stacks.map(({ resources }) => resources)).toEqual([1, 1, 1, 1, 1, 1]);
    expect(plan.assets.map(({ state }) => state)).toEqual(['missing', 'missing']);
    expect(plan.express).toBe(false);
    expect(changesAnything(plan)).toBe(true);
  });

  it('has assets only where a stack takes some, and the cost of its own stacks and zones', async () => {
    const { plan } = await planned({ isEmpty: true }, ['network']);
    expect(plan.assets).toEqual([]);
    const wider = await planned({ isEmpty: true, more: { zones: ['z-a', 'z-b', ''] } }, ['network']);
    expect(wider.plan.cost?.idle).toBeGreaterThan(plan.cost?.idle ?? Infinity);
    const { zones: _, ...context } = wider.context;
    const placeless = planDeploy(context, new Map(), wider.observed, false);
    expect(placeless.cost?.idle).toBeLessThan(plan.cost?.idle ?? 0);
  });

  it('changes something by a single asset or rule', async () => {
    const { plan } = await planned();
    expect(changesAnything({ ...plan, closesDefaultGroup: true })).toBe(true);
    const [one, two] = plan.assets;
    const assets = one && two ? [one, { ...two, state: 'missing' } as const] : [];
    expect(changesAnything({ ...plan, assets })).toBe(true);
    const [first, ...rest] = plan.stacks;
    const stacks = first ? [{ ...first, decision: { kind: 'create' } } as const, ...rest] : [];
    expect(changesAnything({ ...plan, stacks })).toBe(true);
    const places = { isDefaultGroupOpen: () => Promise.resolve(true) };
    const opened = await planned({ accounts: { datascience: { places } } });
    expect(opened.plan.closesDefaultGroup).toBe(true);
  });

  it.each<[string, Partial<StandingStack>, string]>([
    ['is left by a failure', { status: 'ROLLBACK_COMPLETE' }, 'recreate'],
    ['is under way', { status: 'CREATE_IN_PROGRESS' }, 'attach'],
    ['is stuck', { status: 'UPDATE_ROLLBACK_FAILED' }, 'recover'],
    ['has other tags', { tags: { 'mlops-lab:deployment': 'lab/111111111111/us-east-1' } }, 'unchanged'],
  ])('knows what to do with what %s', async (_, change, kind) => {
    const { plan } = await planned({ changed: { staging: change } });
    const { decision, resources } = plan.stacks[1] ?? {};
    expect([decision?.kind, resources]).toEqual([kind, kind === 'recreate' ? 1 : undefined]);
  });

  it('shows which resources differ by their texts, where the template does', async () => {
    const template = standing('staging').template.replace('SNS::Topic #', 'SNS::Topic # old');
    const parameters = { ...standing('staging').parameters, RetentionDays: '9' };
    const decision = async (change: Partial<StandingStack>) =>
      (await planned({ changed: { staging: change } })).plan.stacks[1]?.decision;
    expect(await decision({ parameters })).toEqual({ kind: 'update', changes: [], because: 'RetentionDays changed' });
    const titled = (text: string, title: string) => `${text}    Properties: { DisplayName: ${title} }\n`;
    const templates = new Map([...BUNDLE.templates].map(([path, text]) => [path, titled(text, 'é')]));
    const bundle = { ...BUNDLE, templates };
    const returned = { template: titled(standing('staging').template, '?'), parameters };
    const { plan } = await planned({ changed: { staging: returned }, more: { bundle } });
    expect(plan.stacks[1]?.decision).toEqual({ kind: 'update', changes: [], because: 'RetentionDays changed' });
    const other = await decision({ template: template.replace('Topic:', 'Former:') });
    expect(other).toMatchObject({ kind: 'update', because: 'template changed' });
    expect(other?.kind === 'update' && other.changes.map(({ logicalId, action }) => `${action} ${logicalId}`)).toEqual([
      ...['remove Former', 'add Topic'],
    ]);
  });

  it('repairs what lost a resource, with what goes along', async () => {
    const template = `${standing('staging').template}  Parameter:\n    Type: AWS::SSM::Parameter\n    Properties: { Value: !GetAtt Topic.TopicName }\n`;
    const resources = [
      ...standing('staging').resources,
      { logicalId: 'Parameter', resourceType: 'AWS::SSM::Parameter', physicalId: 'p' },
    ];
    const { plan } = await planned({ changed: { staging: { template, resources, drift: [gone] } } });
    const { decision } = plan.stacks[1] ?? {};
    expect(decision).toMatchObject({ kind: 'repair', because: 'deleted outside the lab: Topic; template changed' });
    expect(decision?.kind === 'repair' && decision.changes).toEqual([
      { logicalId: 'Topic', resourceType: 'AWS::SNS::Topic', action: 'add', properties: [] },
      { logicalId: 'Parameter', resourceType: 'AWS::SSM::Parameter', action: 'remove', properties: [] },
      { logicalId: 'Parameter', resourceType: 'AWS::SSM::Parameter', action: 'replace', properties: [] },
    ]);
  });

  it('refuses what nobody can repair, and names the stack', async () => {
    const refusal = (change: Partial<StandingStack>) =>
      planned({ changed: { staging: { drift: [gone], ...change } } }).catch((error: unknown) => error as LabError);
    const tied = `${standing('staging').template}  Function:\n    Type: AWS::Lambda::Function\n    Properties: { Role: !GetAtt Topic.Secret }\n`;
    expect(await refusal({ template: tied })).toMatchObject({
      code: 'cannot-repair',
      message:
        'stack LabStagingAccountSetup in account 333333333333: Function depends on Topic.Secret of something that was deleted outside the lab, and nobody knows its value any more',
      hints: [
        expect.objectContaining({ say: expect.stringContaining('tear the lab down') as string }),
        expect.anything(),
      ],
    });
    const lost = { ...gone, logicalId: 'Key', resourceType: 'AWS::KMS::Key' };
    expect(await refusal({ drift: [lost] })).toMatchObject({
      code: 'key-deleted',
      message: expect.stringMatching(/^stack LabStagingAccountSetup in account 333333333333: the key Key/) as string,
    });
    expect(await refusal({ template: 'no template' })).toMatchObject({
      code: 'not-aws',
      message: expect.stringContaining('no template of stack LabStagingAccountSetup') as string,
      hints: [expect.objectContaining({ command: 'again' })],
    });
  });

  it('tells of endpoints that go back from instances', async () => {
    const parameters = { ...standing('pipeline').parameters, EndpointInstanceType: 'ml.t2.medium' };
    const changed = { pipeline: { parameters } };
    expect((await planned({ changed })).plan.interruption).toMatch(/^Endpoints go from ml\.t2\.medium to serverless/);
    const lab = { ...LAB, pipeline: { ...LAB.pipeline, endpointInstanceType: 'ml.m5.large' } };
    expect((await planned({ changed, more: { lab } })).plan).not.toHaveProperty('interruption');
    expect((await planned({ changed: { pipeline: 'absent' } })).plan).not.toHaveProperty('interruption');
    const { context, observed } = await planned({ changed });
    expect(planDeploy(context, desiredStacks(context, ['network'], {}), observed, false)).not.toHaveProperty(
      'interruption',
    );
  });
});

describe('the previews of updates', () => {
  const differing = { RetentionDays: '9' };
  const changed = {
    staging: { parameters: { ...standing('staging').parameters, ...differing } },
    prerequisites: { parameters: { ...standing('prerequisites').parameters, ...differing } },
  };
  const shown = { logicalId: 'Topic', resourceType: 'AWS::SNS::Topic', action: 'modify', properties: [] } as const;

  async function previewed(options: FakeLabOptions) {
    const { context, plan, desired, observed, done } = await planned({ changed, ...options });
    const previews = previewUpdates(context, plan, desired, observed);
    return { context, plan, done, previews: await previews.catch((error: unknown) => error as Error) };
  }

  it('are made of the planned updates alone', async () => {
    const { done, previews } = await previewed({});
    expect(done.sort()).toEqual(['preview LabStagingAccountSetup', 'preview pre-reqs']);
    expect(previews).toEqual({
      prerequisites: { changeSet: 'change set of pre-reqs', changes: [] },
      staging: { changeSet: 'change set of LabStagingAccountSetup', changes: [] },
    });
  });

  it('are none of what waits for outputs of others', async () => {
    const other = { ...standing('selfService').parameters, LabName: 'other' };
    const { previews, plan } = await previewed({ changed: { catalog: 'absent', selfService: { parameters: other } } });
    expect(decisions(plan)).toContain('selfService update');
    expect(previews).toEqual({});
  });

  it('say where there is nothing to change, and not where somebody was before', async () => {
    const preview = (answer: undefined | 'overtaken') => ({ stacks: { preview: () => Promise.resolve(answer) } });
    const accounts = { tools: preview(undefined), staging: preview('overtaken') };
    expect((await previewed({ accounts })).previews).toEqual({ prerequisites: 'nothing' });
  });

  it('are discarded where one cannot be made, which is what is told', async () => {
    const failing = (message: string) => () => Promise.reject(new Error(message));
    const tools = { stacks: { preview: failing('no preview') } };
    const { done, previews } = await previewed({ accounts: { tools } });
    expect(previews).toMatchObject({ message: 'no preview' });
    expect(done.at(-1)).toBe('discard change set of LabStagingAccountSetup');
    const both = await previewed({ accounts: { tools, staging: { stacks: { discard: failing('no discarding') } } } });
    expect(both.previews).toMatchObject({ message: 'no preview' });
  });

  it('stand in the plan instead of what the texts tell', async () => {
    const { plan } = await planned({ changed });
    const preview = { changeSet: 'c', changes: [shown] };
    const { stacks, ...rest } = withPreviews(plan, { staging: preview, prerequisites: 'nothing', network: preview });
    expect({ ...rest, stacks: plan.stacks }).toEqual(plan);
    expect(stacks.map(({ decision }) => decision)).toEqual([
      { kind: 'unchanged' },
      { kind: 'update', because: 'RetentionDays changed', changes: [shown] },
      ...plan.stacks.slice(2).map(({ decision }) => decision),
    ]);
    expect(withPreviews(plan, {})).toEqual(plan);
  });

  it('are discarded each in its account', async () => {
    const { context, done } = fakeLab();
    await discardPreviews(context, { staging: { changeSet: 'c', changes: [] }, network: 'nothing' });
    expect(done).toEqual(['discard c']);
  });
});

describe('the zones of the network', () => {
  const offers: readonly ZoneOffer[] = [
    { id: 'z-b', lacks: [] },
    { id: 'z-a', lacks: [] },
    { id: 'z-c', lacks: ['sts', 'logs'] },
  ];
  const network = (zones: readonly string[], more: Partial<StandingStack> = {}) => {
    const [Zone1 = '', Zone2 = '', Zone3 = ''] = zones;
    const outputs = { SubnetIds: zones.map((zone) => `subnet-of-${zone}`).join(',') };
    return { ...standing('network', { parameters: { Zone1, Zone2, Zone3 }, outputs }), ...more };
  };

  async function decided(choice: ZoneChoice, stands?: StandingStack, occupants: readonly string[] = []) {
    const asked: unknown[] = [];
    const places = {
      zones: () => Promise.resolve([...offers]),
      occupants: (...question: unknown[]) => Promise.resolve((asked.push(question), [...occupants])),
    };
    const lab = { ...LAB, network: { zones: choice } };
    const { context } = fakeLab({ accounts: { datascience: { places } }, more: { lab } });
    const stacks = stands ? { network: stands } : {};
    const observed: ObservedLab = { stacks, assets: new Set(), isDefaultGroupOpen: false };
    const zones = await decideZones(context, observed).catch((error: unknown) => error as LabError);
    return { zones, asked };
  }
  const refused = async (...about: Parameters<typeof decided>) => {
    const { zones } = await decided(...about);
    const { code, message, hints } = zones as LabError;
    return [code, message, ...hints.map((hint) => inWords([hint]))];
  };

  it('are those that it has, where these are as wanted', async () => {
    const unasked: ActionContext['cloud'] = fakeLab({
      accounts: { datascience: { places: { zones: () => Promise.reject(new Error('asked')) } } },
    }).context.cloud;
    const observed = { stacks: { network: network(['z-b']) }, isDefaultGroupOpen: false };
    expect(await decideZones({ ...fakeLab().context, cloud: unasked }, observed)).toEqual(['z-b', '', '']);
  });

  it('are chosen where there are none, or only what a failure left', async () => {
    expect((await decided(2)).zones).toEqual(['z-a', 'z-b', '']);
    expect((await decided(1, network(['z-b'], { status: 'ROLLBACK_COMPLETE' }))).zones).toEqual(['z-a', '', '']);
    expect((await decided(1, network(['z-b'], { status: 'DELETE_COMPLETE' }))).zones).toEqual(['z-a', '', '']);
    expect((await decided(1, network(['']))).zones).toEqual(['z-a', '', '']);
    expect((await decided(2, network(['z-b']))).zones).toEqual(['z-b', 'z-a', '']);
  });

  it('are left only where nothing is any more', async () => {
    const stands = network(['z-a', 'z-b']);
    const { zones, asked } = await decided(1, stands);
    expect(zones).toEqual(['z-a', '', '']);
    expect(asked).toEqual([[['subnet-of-z-b'], 'mlops-lab--nb-']]);
    expect((await decided(3, stands)).asked).toEqual([]);
    expect((await decided(['z-a', 'z-b', 'z-d'].slice(0, 1), network(['z-a', 'z-b'], { outputs: {} }))).asked).toEqual([
      [[''], 'mlops-lab--nb-'],
    ]);
    expect(await refused(1, network(['z-a', 'z-b', 'z-d']), ['notebook nb', 'interface eni'])).toEqual([
      'zone-in-use',
      'the network cannot leave z-b, z-d, where there still is: notebook nb, interface eni',
      'see which of them are yours: mlops-lab notebook list',
      expect.stringContaining('network.zones') as string,
    ]);
    expect((await decided(2, network(['z-a']), ['notebook nb'])).zones).toEqual(['z-a', 'z-b', '']);
  });

  it.each<[string, ZoneChoice, StandingStack | undefined, string[]]>([
    [
      'is unknown',
      ['z-x'],
      undefined,
      [
        'unknown-zone',
        'network.zones: us-east-1 has no zone z-x for the Data Scientist account',
        'choose among z-a, z-b, z-c, or give a number',
      ],
    ],
    [
      'lacks something',
      ['z-c'],
      undefined,
      ['unfit-zone', 'network.zones: zone z-c lacks sts, logs', expect.stringContaining('another zone') as string],
    ],
    [
      'is one too many',
      3,
      undefined,
      [
        'too-few-zones',
        'network.zones: 3 zones are wanted, but of those of us-east-1 2 will do: z-c lacks sts, logs',
        expect.stringContaining('fewer zones') as string,
      ],
    ],
    [
      'finds no room',
      ['z-a', 'z-b'],
      network(['z-a', 'z-e', 'z-f']),
      [
        'zones-in-one-step',
        'network.zones: there is no room for z-b while z-e, z-f is still there',
        'leave z-e, z-f out first, and add z-b in a second run',
      ],
    ],
    [
      'is the first one',
      ['z-b', 'z-a'],
      network(['z-e']),
      [
        'first-zone',
        "network.zones: the lab's network began in zone z-e and cannot leave it for z-b, z-a",
        'keep z-e among the zones, or tear the lab down and create it again',
      ],
    ],
  ])('are refused where one %s', async (_, choice, stands, said) => {
    expect(await refused(choice, stands)).toEqual(said);
  });

  it('are all named where none lacks anything and there are too few', async () => {
    const zones = () =>
      Promise.resolve([
        { id: 'z-a', lacks: [] },
        { id: 'z-b', lacks: [] },
      ]);
    const { context } = fakeLab({
      accounts: { datascience: { places: { zones } } },
      more: { lab: { ...LAB, network: { zones: 3 } } },
    });
    const nothing: Observed = { stacks: {}, isDefaultGroupOpen: false };
    await expect(decideZones(context, nothing)).rejects.toThrow(/of those of us-east-1 there are 2: z-a, z-b$/);
  });

  it('are those that a stack was given', () => {
    expect(zonesOf(network(['z-a', 'z-b']))).toEqual(['z-a', 'z-b']);
    expect(zonesOf({ parameters: {} })).toEqual([]);
    const observed = (stacks: Observed['stacks']) => ({ stacks, isDefaultGroupOpen: false });
    expect(standingZones(observed({}))).toBeUndefined();
    expect(standingZones(observed({ network: network(['z-a', '', 'z-b']) }))).toEqual(['z-a', '', 'z-b']);
  });
});
