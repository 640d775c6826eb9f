import { describe, expect, it } from 'vitest';
import { applyDeploy } from '../../../src/actions/deploy/apply.ts';
import { convergeStack } from '../../../src/actions/deploy/converge.ts';
import { desiredStack, desiredStacks } from '../../../src/actions/deploy/desired.ts';
import { execute, lookAgain, mustSucceed } from '../../../src/actions/deploy/operate.ts';
import { planDeploy } from '../../../src/actions/deploy/plan.ts';
import type { Previews } from '../../../src/actions/deploy/previews.ts';
import { outputsOf, readLab, type StandingStack } from '../../../src/actions/deploy/read.ts';
import { LabError } from '../../../src/errors.ts';
import type { DriftedResource } from '../../../src/lab/drift.ts';
import { STACK_IDS, STACKS, type StackId } from '../../../src/lab/stacks.ts';
import type { ChangePreview, StackEvent, Stacks } from '../../../src/ports/stacks.ts';
import { BUNDLE, fakeLab, standing, type FakeLabOptions } from '../../support/fake-lab.ts';
import { stackOf } from '../../support/fake-context.ts';
import { inWords } from '../../support/steps.ts';

const gone: DriftedResource = {
  ...{ logicalId: 'Topic', resourceType: 'AWS::SNS::Topic', physicalId: 't', drift: 'deleted' },
};
const ALL_OUTPUTS = Object.fromEntries(STACK_IDS.map((id) => [id, standing(id).outputs]));
const OTHER = { parameters: { ...standing('staging').parameters, RetentionDays: '9' } };
const PREVIEW: ChangePreview = { changeSet: 'the one shown', changes: [] };

interface Converging extends FakeLabOptions {
  readonly id?: StackId;
  readonly preview?: ChangePreview;
  readonly repairs?: boolean;
  readonly express?: boolean;
  readonly outputs?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

async function converge({ id = 'staging', preview, repairs = false, express = false, ...more }: Converging) {
  const { outputs = ALL_OUTPUTS, ...options } = more;
  const lab = fakeLab(options);
  const used: string[] = [];
  const named: object[] = [];
  const context = { ...lab.context, zones: ['z-a', '', ''] as const };
  const began = context.clock.now();
  const convergence = {
    ...{ context, id, desired: desiredStack(context, id, outputs), mode: { express }, preview, repairs },
    onUse: () => void used.push('used'),
    named: (ids: object) => void named.push(ids),
  };
  const ended = await convergeStack(convergence, outputs).catch((error: unknown) => error as LabError);
  return { ...lab, ended, used, named, seconds: (context.clock.now() - began) / 1000 };
}

/** The fake's own operations for one stack, some of them done otherwise. */
function tampered(account: 'tools' | 'staging' | 'datascience', tamper: (stacks: Stacks) => Partial<Stacks>) {
  const stacks = () => fakeLab().context.cloud[account].stacks;
  return { accounts: { [account]: { stacks: tamper(stacks()) } } };
}

describe('a stack comes to be as desired', () => {
  it.each<[string, Converging, string[], boolean]>([
    ['is so', {}, [], false],
    ['is not there', { changed: { staging: 'absent' } }, ['create LabStagingAccountSetup'], true],
    ['was deleted', { changed: { staging: { status: 'DELETE_COMPLETE' } } }, ['create LabStagingAccountSetup'], true],
    [
      'differs',
      { changed: { staging: OTHER } },
      ['preview LabStagingAccountSetup', 'update LabStagingAccountSetup'],
      true,
    ],
    [
      'differs as was shown',
      { changed: { staging: OTHER }, preview: PREVIEW },
      ['update LabStagingAccountSetup'],
      true,
    ],
    [
      'is left by a failure',
      { changed: { staging: { status: 'ROLLBACK_COMPLETE' } } },
      ['delete LabStagingAccountSetup', 'create LabStagingAccountSetup'],
      true,
    ],
    [
      'is stuck',
      { changed: { staging: { status: 'UPDATE_ROLLBACK_FAILED' } } },
      ['roll back LabStagingAccountSetup'],
      true,
    ],
    [
      'lost a resource',
      { changed: { staging: { drift: [gone] } }, repairs: true },
      [
        ...['preview LabStagingAccountSetup', 'update LabStagingAccountSetup'],
        ...['preview LabStagingAccountSetup', 'update LabStagingAccountSetup'],
      ],
      true,
    ],
    ['lost a resource that nobody planned to repair', { changed: { staging: { drift: [gone] } } }, [], false],
    [
      'lost a resource, which is no matter while it is stuck',
      { changed: { staging: { status: 'UPDATE_FAILED', drift: [gone] } } },
      ['roll back LabStagingAccountSetup'],
      true,
    ],
  ])('where it %s', async (_, options, operations, changed) => {
    const { ended, done, stacks, used } = await converge(options);
    expect(done).toEqual(operations);
    expect(ended).toEqual({ outputs: standing('staging').outputs, changed });
    expect(used).toEqual(options.preview ? ['used'] : []);
    if (!options.preview)
      expect(stacks.get('LabStagingAccountSetup')).toMatchObject({ parameters: standing('staging').parameters });
  });

  it('where an operation was under way, which is waited for', async () => {
    let looks = 0;
    const { accounts } = tampered('staging', () => ({
      find: () => {
        looks += 1;
        return Promise.resolve(standing('staging', { status: looks === 1 ? 'UPDATE_IN_PROGRESS' : 'UPDATE_COMPLETE' }));
      },
      template: () => Promise.resolve(standing('staging').template),
    }));
    const { ended, events, done } = await converge({ accounts });
    expect(ended).toEqual({ outputs: standing('staging').outputs, changed: true });
    expect(events.map((event) => 'operation' in event && event.operation)).toEqual(['attach', 'attach']);
    expect(done).toEqual([]);
  });

  it('where its template cannot be read, since it is the remains of a failure', async () => {
    const template = () => Promise.reject(new Error('no template'));
    const changed = { staging: { status: 'ROLLBACK_COMPLETE', resources: [], drift: [gone] } };
    const remains = await converge({
      changed,
      accounts: { staging: { stacks: { template, create: () => Promise.reject(new Error('created')) } } },
    });
    expect(remains.ended).toEqual(new Error('created'));
    expect(remains.done).toEqual(['delete LabStagingAccountSetup']);
  });

  it('where CloudFormation sees nothing to change', async () => {
    const accounts = { staging: { stacks: { preview: () => Promise.resolve(undefined) } } };
    const { ended, done } = await converge({ accounts, changed: { staging: OTHER } });
    expect(ended).toMatchObject({ changed: false });
    expect(done).toEqual([]);
  });

  it("unless it is somebody else's, or cannot be mended", async () => {
    const { ended, done } = await converge({ changed: { staging: { tags: {} } } });
    expect(ended).toMatchObject({ code: 'foreign-stack', hints: [expect.anything()] });
    const tied = `${standing('staging').template}  F:\n    Type: AWS::Lambda::Function\n    Properties: { Role: !GetAtt Topic.Secret }\n`;
    const lost = await converge({ changed: { staging: { template: tied, drift: [gone] } }, repairs: true });
    expect(lost.ended).toMatchObject({ code: 'cannot-repair' });
    expect([done, lost.done]).toEqual([[], []]);
  });

  it('unless it fails, with the cause', async () => {
    const { ended, done } = await converge({
      changed: { staging: 'absent' },
      ends: { 'create LabStagingAccountSetup': 'ROLLBACK_COMPLETE' },
    });
    expect(ended).toMatchObject({ code: 'stack-failed' });
    expect(done).toEqual(['create LabStagingAccountSetup']);
  });

  it('unless others keep changing it, after twenty looks with pauses', async () => {
    let looks = 0;
    const { accounts } = tampered('staging', () => ({
      preview: () => {
        looks += 1;
        return Promise.resolve('overtaken');
      },
    }));
    const { ended, seconds } = await converge({ accounts, changed: { staging: OTHER } });
    expect(ended).toMatchObject({ code: 'stack-unsteady' });
    expect([looks, seconds]).toEqual([20, 40]);
  });

  it('never without the values that it needs', async () => {
    const { ended } = await converge({ id: 'catalog', outputs: {} });
    expect(ended).toEqual(new Error('stack catalog was started without a value for ProductTemplateURL'));
  });

  it('in the wanted manner, and by a template that may be too long to send along', async () => {
    const modes: object[] = [];
    const { accounts } = tampered('staging', () => ({
      create: (request, mode) => {
        modes.push(mode, { url: request.templateUrl });
        return Promise.resolve('overtaken');
      },
    }));
    const templates = new Map([...BUNDLE.templates].map(([path, text]) => [path, `${text}${'#'.repeat(51_200)}`]));
    await converge({
      accounts,
      changed: { staging: 'absent' },
      express: true,
      more: { bundle: { ...BUNDLE, templates } },
    });
    expect(modes[0]).toEqual({ express: true });
    expect(modes[1]).toEqual({
      url: expect.stringMatching(/^https:\/\/AssetBucketName of prerequisites\.s3\./) as string,
    });
  });
});

describe('what was confirmed', () => {
  it('is used at the first look only', async () => {
    const executed: string[] = [];
    const { accounts } = tampered('staging', () => ({
      execute: (_, { changeSet }) => {
        executed.push(changeSet);
        return Promise.resolve('overtaken');
      },
    }));
    const { used } = await converge({ accounts, changed: { staging: OTHER }, preview: PREVIEW });
    expect(used).toEqual(['used']);
    expect(executed.slice(0, 3)).toEqual([
      'the one shown',
      ...Array.from({ length: 2 }, () => 'change set of LabStagingAccountSetup'),
    ]);
  });
});

describe('a catalog beside those of other labs', () => {
  const more = { labsIn: { tools: 2, datascience: 1, staging: 1 } };
  const SHARE = 'AWS::ServiceCatalog::PortfolioShare';
  const sharing = BUNDLE.templates.get(STACKS.catalog.template) ?? '';
  const templates = new Map([
    ...BUNDLE.templates,
    [STACKS.catalog.template, `${sharing}  PortfolioShare:\n    Type: ${SHARE}\n`],
  ]);
  const inHub = {
    id: 'catalog',
    changed: { catalog: 'absent' },
    more: { ...more, bundle: { ...BUNDLE, templates } },
  } as const;

  it('is created without its share, which an update adds in turn', async () => {
    const turns: string[] = [];
    const inTurn = <T>(key: string, work: (pass: () => void) => Promise<T>) => (turns.push(key), work(() => undefined));
    const { done, stacks, ended } = await converge({ ...inHub, more: { ...inHub.more, inTurn }, preview: PREVIEW });
    expect(done).toEqual([
      'create LabSCToolsAccountSetup',
      'preview LabSCToolsAccountSetup',
      'update LabSCToolsAccountSetup',
    ]);
    expect(stacks.get('LabSCToolsAccountSetup')?.template).toContain(SHARE);
    expect(ended).toMatchObject({ changed: true });
    // The fake tells of no change to the share.
    expect(turns).toEqual([]);
  });

  it('takes its turn where it is created with it', async () => {
    const turns: string[] = [];
    const inTurn = <T>(key: string, work: (pass: () => void) => Promise<T>) => (turns.push(key), work(() => undefined));
    await converge({ ...inHub, more: { inTurn, bundle: { ...BUNDLE, templates } } });
    expect(turns).toEqual(['share 111111111111']);
  });

  it('waits where others share theirs, and is looked at again each time', async () => {
    let failures = 0;
    const reason = 'Cannot process more than one portfolio share action at the same time';
    const { accounts } = tampered('tools', () => ({
      failure: () => {
        failures += 1;
        return Promise.resolve({ logicalId: 'PortfolioShare', resourceType: SHARE, status: 'CREATE_FAILED', reason });
      },
    }));
    const ends = { 'create LabSCToolsAccountSetup': 'ROLLBACK_COMPLETE' };
    const { ended, notices } = await converge({ id: 'catalog', changed: { catalog: 'absent' }, ends, accounts });
    expect(ended).toMatchObject({ code: 'stack-failed' });
    expect(failures).toBe(21);
    expect(notices()).toHaveLength(20);
  });
});

describe('ids that others wait for', () => {
  it('are told while the stack is created', async () => {
    const event = (logicalId: string): StackEvent => ({
      ...{ logicalId, resourceType: 'T', status: 'CREATE_COMPLETE', physicalId: `id of ${logicalId}`, time: '' },
    });
    const follow: Stacks['follow'] = (_, hear) => {
      hear(event('Vpc'));
      hear(event('NotebookSecurityGroup'));
      return Promise.resolve({ ended: 'CREATE_COMPLETE', stack: standing('network') });
    };
    const accounts = { datascience: { stacks: { follow } } };
    const { named } = await converge({ id: 'network', changed: { network: 'absent' }, accounts });
    expect(named).toEqual([{ VpcId: 'id of Vpc', NotebookSecurityGroupId: 'id of NotebookSecurityGroup' }]);
  });
});

describe('a repair', () => {
  it('leaves out what is gone and keeps all values, by the lab’s own text', async () => {
    const requests: unknown[] = [];
    const more = standing('staging').template;
    const { accounts } = tampered('staging', () => ({
      preview: (_, request, mode) => {
        requests.push(request, mode);
        return Promise.resolve('overtaken');
      },
    }));
    const template = `${more}  Queue:\n    Type: AWS::SQS::Queue\n`;
    const { ended, seconds } = await converge({
      accounts,
      changed: { staging: { template, drift: [gone] } },
      repairs: true,
    });
    expect(ended).toMatchObject({ code: 'stack-unsteady' });
    expect(seconds).toBe(40);
    expect(requests[1]).toEqual({ express: false });
    expect(requests[0]).toEqual({
      ...{ name: 'LabStagingAccountSetup', parameters: {}, tags: {} },
      template: expect.not.stringContaining('SNS::Topic') as string,
    });
    expect(requests[0]).toMatchObject({ template: expect.stringContaining('Queue') as string });
  });

  it('writes the text as the lab has it, where CloudFormation gave it back without its letters', async () => {
    const texts: string[] = [];
    const { accounts } = tampered('staging', () => ({
      preview: (_, { template }) => {
        texts.push(template);
        return Promise.resolve(undefined);
      },
    }));
    const titled = (title: string) => `${standing('staging').template}  Other:\n    Type: AWS::SNS::Topic # ${title}\n`;
    const bundle = { ...BUNDLE, templates: new Map(BUNDLE.templates).set(STACKS.staging.template, titled('é')) };
    const changed = { staging: { template: titled('?'), drift: [gone] } };
    const { seconds } = await converge({ accounts, changed, repairs: true, more: { bundle } });
    expect(texts[0]).toContain('é');
    expect(seconds).toBe(40);
  });
});

describe('an operation that must succeed', () => {
  type Outcome = Awaited<ReturnType<Stacks['follow']>>;
  const undeleted: StackEvent = {
    ...{ logicalId: 'A', resourceType: 'AWS::EC2::Subnet', status: 'DELETE_FAILED', physicalId: 'subnet-1', time: '' },
  };

  async function operate(
    outcome: Outcome,
    told: readonly StackEvent[] = [],
    operation: 'update' | 'delete' = 'update',
  ) {
    const follow: Stacks['follow'] = (_, hear) => {
      for (const event of told) hear(event);
      return Promise.resolve(outcome);
    };
    const { context, notices } = fakeLab({ accounts: { staging: { stacks: { follow } } } });
    const began = context.clock.now();
    const begin = () => Promise.resolve({ stackId: 'arn', token: 't' });
    const ended = await mustSucceed(context, 'staging', operation, begin);
    return { ended, notices: notices(), pause: context.clock.now() - began };
  }

  it('gives the stack where it is sound, and nothing where it has to be read again', async () => {
    const stack = stackOf({ status: 'UPDATE_COMPLETE' });
    expect(await operate({ ended: 'UPDATE_COMPLETE', stack })).toEqual({ ended: stack, notices: [], pause: 0 });
    const busy = stackOf({ status: 'UPDATE_IN_PROGRESS' });
    expect(await operate({ ended: 'UPDATE_COMPLETE', stack: busy })).toEqual({
      ended: undefined,
      notices: [],
      pause: 0,
    });
    expect(await operate({ ended: 'UPDATE_COMPLETE', stack: undefined })).toMatchObject({ ended: undefined, pause: 0 });
    expect(await operate({ ended: 'UPDATE_IN_PROGRESS', stack })).toEqual({
      ended: undefined,
      notices: [],
      pause: 2000,
    });
  });

  it('looks again where somebody was before', async () => {
    const { context } = fakeLab();
    const began = context.clock.now();
    expect(await mustSucceed(context, 'staging', 'update', () => Promise.resolve('overtaken'))).toBeUndefined();
    expect(context.clock.now() - began).toBe(2000);
    await lookAgain(context);
    expect(context.clock.now() - began).toBe(4000);
  });

  it('fails else', async () => {
    const stack = stackOf({ status: 'UPDATE_ROLLBACK_COMPLETE' });
    await expect(operate({ ended: 'UPDATE_ROLLBACK_COMPLETE', stack })).rejects.toMatchObject({ code: 'stack-failed' });
  });

  it('tells of what it could not delete, unless that is its whole purpose', async () => {
    const outcome = { ended: 'UPDATE_COMPLETE', stack: stackOf({ status: 'UPDATE_COMPLETE' }) };
    const { notices } = await operate(outcome, [{ ...undeleted, reason: 'in use' }]);
    expect(notices).toEqual([
      'warning: stack LabStagingAccountSetup could not delete subnet-1 (AWS::EC2::Subnet) and no longer tracks it: in use | ' +
        'list what was left behind: mlops-lab status\ndelete it with all of the lab: mlops-lab teardown',
    ]);
    expect((await operate(outcome, [undeleted])).notices[0]).toContain('tracks it: CloudFormation gave no reason |');
    const deleted = { ended: 'DELETE_COMPLETE', stack: undefined };
    expect((await operate(deleted, [undeleted], 'delete')).notices).toEqual([]);
  });
});

describe('a change set that is executed', () => {
  const carriedOut = async (outcome: 'overtaken' | Error | undefined, discard = () => Promise.resolve()) => {
    const discarded: string[] = [];
    const handle = { stackId: 'arn', token: 't' };
    const stacks: Partial<Stacks> = {
      execute: () => (outcome instanceof Error ? Promise.reject(outcome) : Promise.resolve(outcome ?? handle)),
      discard: ({ changeSet }) => (discarded.push(changeSet), discard()),
    };
    const ended = await execute(stacks as Stacks, 'arn', PREVIEW).catch((error: unknown) => error);
    return { ended, discarded };
  };

  it('is discarded where it was not used, which hides nothing', async () => {
    expect(await carriedOut(undefined)).toEqual({ ended: { stackId: 'arn', token: 't' }, discarded: [] });
    expect(await carriedOut('overtaken')).toEqual({ ended: 'overtaken', discarded: ['the one shown'] });
    const broken = new Error('no execution');
    const nor = () => Promise.reject(new Error('nor deletion'));
    expect(await carriedOut(broken, nor)).toEqual({ ended: broken, discarded: ['the one shown'] });
  });
});

describe('a plan that is carried out', () => {
  async function apply(
    options: FakeLabOptions & { readonly meanwhile?: Readonly<Partial<Record<StackId, Partial<StandingStack>>>> } = {},
    previews: Previews = {},
    ids: readonly StackId[] = STACK_IDS,
  ) {
    const lab = fakeLab({ ...options, more: { zones: ['z-a', '', ''], ...options.more } });
    const { context } = lab;
    const observed = await readLab(context, ids);
    const desired = desiredStacks(context, ids, outputsOf(observed));
    const plan = planDeploy(context, desired, observed, false);
    for (const [id, change] of Object.entries(options.meanwhile ?? {}) as [StackId, Partial<StandingStack>][]) {
      lab.stacks.set(standing(id).name, standing(id, change));
    }
    const applied = await applyDeploy(context, { plan, desired, previews }, observed).catch(
      (error: unknown) => error as LabError,
    );
    return { ...lab, applied };
  }
  const preview = (id: StackId) => ({ [id]: { changeSet: `set of ${id}`, changes: [] } });

  it('makes all stacks in their order, with assets once there is a bucket', async () => {
    const { applied, done, stacks } = await apply({ isEmpty: true });
    expect(applied).toEqual({ outputs: ALL_OUTPUTS, changed: true });
    const place = (what: string) => done.indexOf(what);
    expect([...stacks.keys()].sort()).toEqual(STACK_IDS.map((id) => standing(id).name).sort());
    expect(place('create pre-reqs')).toBeLessThan(place('put AssetBucketName of prerequisites/key-of-one'));
    expect(place('put AssetBucketName of prerequisites/key-of-two')).toBeLessThan(
      place('create LabSCToolsAccountSetup'),
    );
    expect(place('create LabSCToolsAccountSetup')).toBeLessThan(place('create LabDSAccountSCSetup'));
    expect(done).toHaveLength(8);
  });

  it('changes nothing where there is nothing to do, and looks for no assets where no stack takes any', async () => {
    const { applied, done, events } = await apply();
    expect(applied).toEqual({ outputs: ALL_OUTPUTS, changed: false });
    expect(done).toEqual([]);
    expect(events.filter(({ type }) => type === 'asset')).toHaveLength(2);
    expect((await apply({}, {}, ['prerequisites'])).events).toEqual([]);
    expect((await apply({}, {}, ['staging'])).events).toEqual([]);
  });

  it('changes something where only assets are missing, or rules are taken away', async () => {
    const objects = { exists: (_: string, key: string) => Promise.resolve(key !== 'key-of-two') };
    const uploaded = await apply({ accounts: { tools: { objects } } });
    expect(uploaded.applied).toMatchObject({ changed: true });
    expect(uploaded.done).toEqual(['put AssetBucketName of prerequisites/key-of-two']);
    const closed: string[] = [];
    const closeDefaultGroup = (vpc: string) => Promise.resolve(closed.push(vpc) > 0);
    const accounts = { datascience: { places: { closeDefaultGroup } } };
    expect((await apply({ accounts }, {}, ['network'])).applied).toMatchObject({ changed: true });
    expect((await apply({ accounts }, {}, ['selfService'])).applied).toMatchObject({ changed: false });
    expect(closed).toEqual(['VpcId of network']);
  });

  it('uses the change sets that were shown, and discards the others', async () => {
    const changed = { staging: OTHER, prerequisites: OTHER };
    const { done } = await apply(
      { changed },
      { ...preview('staging'), ...preview('network'), prerequisites: 'nothing' },
    );
    expect(done).toContain('preview pre-reqs');
    expect(done).not.toContain('preview LabStagingAccountSetup');
    expect(done.filter((what) => what.startsWith('discard'))).toEqual(['discard set of network']);
  });

  it('uses none where an output that it takes has changed since', async () => {
    const outputs = { ...standing('catalog').outputs, MasterPortfolioId: 'another' };
    const changed: FakeLabOptions['changed'] = { catalog: { outputs } };
    const other = { ...standing('selfService').parameters, LabName: 'other', MasterPortfolioId: 'another' };
    const { context, done } = fakeLab({ changed: { ...changed, selfService: { parameters: other } } });
    const observed = await readLab(context, ['selfService']);
    const then = desiredStacks(context, ['selfService'], {
      ...outputsOf(observed),
      catalog: standing('catalog').outputs,
    });
    const plan = planDeploy(context, then, observed, false);
    await applyDeploy(context, { plan, desired: then, previews: preview('selfService') }, observed);
    expect(done).toEqual(['preview LabDSAccountSCSetup', 'update LabDSAccountSCSetup', 'discard set of selfService']);
  });

  it('repairs what the plan says it repairs, and nothing else', async () => {
    const { done } = await apply({
      changed: { staging: { drift: [gone] } },
      meanwhile: { network: { drift: [gone] } },
    });
    const name = 'LabStagingAccountSetup';
    expect(done).toEqual([`preview ${name}`, `update ${name}`, `preview ${name}`, `update ${name}`]);
    const unplanned = await apply({ meanwhile: { network: { drift: [gone] } } });
    expect(unplanned.done).toEqual([]);
    const other = { ...standing('network').parameters, LabName: 'other' };
    const updated = await apply({
      changed: { network: { parameters: other } },
      meanwhile: { network: { parameters: other, drift: [gone] } },
    });
    expect(updated.done).toEqual(['preview LabDSAccountNetwork', 'update LabDSAccountNetwork']);
  });

  it('begins what only names a resource as soon as that exists', async () => {
    const event = (logicalId: string): StackEvent => ({
      ...{ logicalId, resourceType: 'T', status: 'CREATE_COMPLETE', physicalId: `id of ${logicalId}`, time: '' },
    });
    const tellAndWait: Stacks['follow'] = async ({ stackId }, hear) => {
      const stack = standing(stackId.includes('Network') ? 'network' : 'selfService');
      if (stack.name === 'LabDSAccountNetwork') {
        hear(event('Vpc'));
        hear(event('NotebookSecurityGroup'));
        await begun;
      }
      return { ended: 'CREATE_COMPLETE', stack };
    };
    let begin: (parameters: Readonly<Record<string, string>>) => void = () => undefined;
    const begun = new Promise<Readonly<Record<string, string>>>((resolve) => (begin = resolve));
    const create: Stacks['create'] = ({ name, parameters }) => {
      if (name === 'LabDSAccountSCSetup') begin(parameters);
      return Promise.resolve({ stackId: name, token: 't' });
    };
    const accounts = { datascience: { stacks: { create, follow: tellAndWait } } };
    const { applied } = await apply({ isEmpty: true, accounts });
    expect(applied).toMatchObject({ changed: true });
    expect(await begun).toMatchObject({ VpcId: 'id of Vpc', NotebookSecurityGroupId: 'id of NotebookSecurityGroup' });
  });

  it('fails with the first failure, once the change sets are discarded, and hides it by nothing', async () => {
    const ends = { 'update LabStagingAccountSetup': 'UPDATE_ROLLBACK_COMPLETE' };
    const { applied, done } = await apply({ changed: { staging: OTHER }, ends }, preview('pipeline'));
    expect(applied).toMatchObject({ code: 'stack-failed' });
    expect(done.at(-1)).toBe('discard set of pipeline');
    const discard = () => Promise.reject(new Error('no discarding'));
    const hidden = await apply(
      { changed: { staging: OTHER }, ends, accounts: { tools: { stacks: { discard } } } },
      preview('pipeline'),
    );
    expect(hidden.applied).toMatchObject({ code: 'stack-failed' });
    const accounts = { tools: { stacks: { discard } } };
    expect((await apply({ accounts }, preview('pipeline'))).applied).toMatchObject({ changed: false });
  });

  it('needs of each stack what it promises', async () => {
    const outputs: StandingStack['outputs'] = { VpcId: 'v' };
    const { applied } = await apply({ changed: { network: { outputs } } }, {}, ['network']);
    expect(applied).toMatchObject({ code: 'missing-output' });
    expect(applied).toBeInstanceOf(LabError);
    expect(inWords((applied as LabError).hints)).toContain('outputs');
  });
});
