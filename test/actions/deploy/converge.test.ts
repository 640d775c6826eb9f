import { describe, expect, it } from 'vitest';
import { convergeStack } from '../../../src/actions/deploy/converge.ts';
import { desiredStack } from '../../../src/actions/deploy/desired.ts';
import type { LabError } from '../../../src/errors.ts';
import { STACKS, type StackId } from '../../../src/lab/stacks.ts';
import type { ChangePreview, StackEvent, Stacks } from '../../../src/ports/stacks.ts';
import { BUNDLE, fakeLab, standing, type FakeLabOptions } from '../../support/fake-lab.ts';
import { gone, ALL_OUTPUTS, OTHER, PREVIEW } from './stage.ts';

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
