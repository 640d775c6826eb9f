import { describe, expect, it } from 'vitest';
import { status } from '../../../src/actions/status/index.ts';
import type { DriftedResource } from '../../../src/lab/drift.ts';
import { STACK_IDS } from '../../../src/lab/stacks.ts';
import { fakeLab, standing, type Changed, type FakeLabOptions } from '../../support/fake-lab.ts';
import { LAB } from '../../support/lab.ts';
import { inWords } from '../../support/steps.ts';

const gone: DriftedResource = {
  ...{ logicalId: 'Topic', resourceType: 'AWS::SNS::Topic', physicalId: 't', drift: 'deleted' },
};
const unread: DriftedResource = { ...gone, drift: 'unread', reason: 'no' };
const key: DriftedResource = { ...gone, logicalId: 'Key', resourceType: 'AWS::KMS::Key', drift: 'disabled' };

async function look(options: FakeLabOptions = {}) {
  const { context, notices, done } = fakeLab(options);
  const { next = [], stacks = [], ...outcome } = await status({ ...context, command: 'status' });
  expect(done).toEqual([]);
  return { ...outcome, notices: notices(), steps: next.map((step) => inWords([step])), stacks };
}

const BRING = 'bring the lab up to date (with --dry-run it only shows the plan): mlops-lab init';
const AGAIN = 'create again what was deleted outside the lab (with --dry-run it only shows the plan)';

describe('the status of a lab', () => {
  it('is that of all its stacks, and what they cost and teach', async () => {
    const { stacks, steps, notices, ...outcome } = await look();
    expect(outcome).toMatchObject({ command: 'status', status: 'succeeded', teaches: { course: 'penguins' } });
    expect(outcome.outputs?.network).toEqual(standing('network').outputs);
    expect(outcome.cost?.idle).toBeGreaterThan(0);
    expect([steps, notices, outcome]).toEqual([
      [],
      [],
      expect.not.objectContaining({ orphans: expect.anything() as unknown }),
    ]);
    expect(stacks.map(({ stack }) => stack)).toEqual(STACK_IDS);
    const { outputs, name: stackName } = standing('staging');
    expect(stacks[1]).toEqual({
      ...{ account: 'staging', accountId: LAB.accounts.staging.id, stack: 'staging', stackName },
      ...{ status: 'CREATE_COMPLETE', template: 'current', parameters: 'current', resources: 'current', outputs },
    });
  });

  it('is known without any of its assets', async () => {
    const exists = () => Promise.reject(new Error('asked'));
    expect((await look({ accounts: { tools: { objects: { exists } } } })).status).toBe('succeeded');
  });

  it('of one that does not stand costs nothing', async () => {
    const { stacks, steps, ...outcome } = await look({ isEmpty: true });
    expect(outcome).toMatchObject({ status: 'succeeded', outputs: {} });
    expect(outcome).not.toHaveProperty('cost');
    expect(stacks.every((each) => each.status === 'ABSENT')).toBe(true);
    expect(stacks[0]).toEqual({
      ...{ account: 'tools', accountId: LAB.accounts.tools.id, stack: 'prerequisites', stackName: 'pre-reqs' },
      ...{ status: 'ABSENT', template: 'unknown', parameters: 'unknown', resources: 'unknown', outputs: {} },
    });
    expect(steps).toEqual([BRING]);
  });

  it('costs as much as the zones of its network', async () => {
    const idle = async (changed: Changed) => (await look({ changed })).cost?.idle ?? 0;
    const { parameters } = standing('network');
    const [none, one, two] = [
      await idle({ network: 'absent' }),
      await idle({}),
      await idle({ network: { parameters: { ...parameters, Zone2: 'z-b' } } }),
    ];
    expect(one).toBeGreaterThan(none);
    expect(two).toBeGreaterThan(one);
  });

  it("is refused where a stack is somebody else's", async () => {
    await expect(look({ changed: { staging: { tags: {} } } })).rejects.toMatchObject({ code: 'foreign-stack' });
    const elsewhere = { identity: () => Promise.resolve({ account: '9', arn: 'arn:aws:iam::9:user/eve' }) };
    await expect(look({ accounts: { staging: elsewhere } })).rejects.toMatchObject({ code: 'wrong-account' });
  });

  it('tells of a course that no setting names', async () => {
    const parameters = { ...standing('pipeline').parameters, CourseKey: 'courses/titanic/1/course.json' };
    const { notices, stacks } = await look({ changed: { pipeline: { parameters } } });
    expect(notices).toEqual([
      expect.stringMatching(/^warning: .* course titanic, .* lab of penguins .* --course titanic /),
    ]);
    expect(stacks.at(-1)?.parameters).toBe('differs');
  });

  it('has what updates left behind', async () => {
    const orphan = { stackName: 's', resourceType: 'AWS::EC2::Subnet', id: 'subnet-1', reason: 'in use' };
    const of = ({ name }: { name: string }) => Promise.resolve(name === 'LabDSAccountNetwork' ? [orphan] : []);
    const { orphans, steps } = await look({ accounts: { datascience: { orphans: () => Promise.resolve({ of }) } } });
    expect(orphans).toMatchObject([{ account: 'datascience', name: 'subnet-1' }]);
    expect(steps).toEqual([expect.stringMatching(/^delete by hand .*: mlops-lab teardown$/)]);
  });
});

describe('a stack', () => {
  const { parameters } = standing('staging');
  const network = standing('network').parameters;

  it.each<[string, Changed, string, string[]]>([
    ['stands as it should', {}, 'current current current', []],
    ['has another template', { staging: { template: 'Resources: {}' } }, 'differs current current', [BRING]],
    [
      'has another value',
      { staging: { parameters: { ...parameters, RetentionDays: '9' } } },
      'current differs current',
      [BRING],
    ],
    ['is under way', { staging: { status: 'UPDATE_IN_PROGRESS' } }, 'current current unknown', [BRING]],
    ['failed', { staging: { status: 'UPDATE_ROLLBACK_FAILED' } }, 'current current unknown', [BRING]],
    [
      'lacks a resource',
      { staging: { drift: [unread, gone] } },
      'current current differs',
      [`${AGAIN}: mlops-lab staging`, expect.stringMatching(/^what could not be read/) as string],
    ],
    [
      'could not be read',
      { staging: { drift: [unread] } },
      'current current unknown',
      [expect.stringMatching(/^what could not be read/) as string],
    ],
  ])('%s', async (_, changed, states, steps) => {
    const seen = await look({ changed });
    const { template, parameters: values, resources, drift } = seen.stacks[1] ?? {};
    expect([template, values, resources].join(' ')).toBe(states);
    expect(seen.steps).toEqual(steps);
    expect(drift).toEqual(changed.staging === 'absent' || !changed.staging?.drift ? undefined : changed.staging.drift);
  });

  it('whose inputs are not there is not known to be as it should', async () => {
    const { stacks } = await look({ changed: { catalog: 'absent' } });
    expect(stacks[4]).toMatchObject({ stack: 'selfService', parameters: 'unknown', template: 'current' });
    const other = { ...standing('selfService').parameters, LabName: 'other' };
    const both = await look({ changed: { catalog: 'absent', selfService: { parameters: other } } });
    expect(both.stacks[4]).toMatchObject({ parameters: 'differs' });
  });

  it('of the network differs where other zones are wanted, whichever they would be', async () => {
    const lab = { ...LAB, network: { zones: 2 } };
    const { stacks } = await look({ more: { lab } });
    expect(stacks.map(({ parameters: values }) => values)).toEqual([
      ...['current', 'current', 'differs', 'current', 'current', 'current'],
    ]);
    const two = await look({ more: { lab }, changed: { network: { parameters: { ...network, Zone2: 'z-b' } } } });
    expect(two.stacks[2]?.parameters).toBe('current');
    const remains = await look({ more: { lab }, changed: { network: { status: 'ROLLBACK_COMPLETE' } } });
    expect(remains.stacks[2]?.parameters).toBe('differs');
  });
});

describe('what comes next', () => {
  it('is to close a group that somebody opened', async () => {
    const places = { isDefaultGroupOpen: () => Promise.resolve(true) };
    const { steps } = await look({ accounts: { datascience: { places } } });
    expect(steps).toEqual([expect.stringMatching(/^remove the rules .*: mlops-lab init$/)]);
  });

  it('is what only people can do to a key, which no command brings back', async () => {
    const { steps } = await look({ changed: { staging: { drift: [gone, key] } } });
    expect(steps).toEqual([
      'stack LabStagingAccountSetup: the key Key (t) is disabled, and nothing can be read or written with it',
      expect.stringMatching(/^enable the key in account 333333333333: aws kms enable-key/),
      expect.stringMatching(/^then run the same command again/),
    ]);
  });

  it('is the command of the account where all that is gone is in one, and else that of the lab', async () => {
    const repaired = async (changed: Changed) => (await look({ changed })).steps;
    expect(await repaired({ network: { drift: [gone] }, selfService: { drift: [gone] } })).toEqual([
      `${AGAIN}: mlops-lab datascience`,
    ]);
    expect(await repaired({ network: { drift: [gone] }, staging: { drift: [gone] } })).toEqual([
      `${AGAIN}: mlops-lab init`,
    ]);
  });
});
