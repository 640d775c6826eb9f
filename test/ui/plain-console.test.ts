import { describe, expect, it } from 'vitest';
import { interrupted, usageError } from '../../src/errors.ts';
import type { LabEvent } from '../../src/events.ts';
import { describeError } from '../../src/ui/result/describe-error.ts';
import { ACCOUNTS, finished, PREREQUISITES, resource, STAGING, started } from './events.ts';
import { transcript } from './transcript.ts';
import { shown } from '../support/steps.ts';

const PORTFOLIO = { MasterPortfolioId: 'port-abc', SagemakerProductID: 'prod-def', Unlisted: 'x' };

describe('a deployment', () => {
  it('tells its progress on stderr', async () => {
    const { stdout, stderr } = await transcript([
      ...ACCOUNTS,
      started(PREREQUISITES),
      started(STAGING),
      resource(PREREQUISITES, 'pre-reqs', 'CREATE_IN_PROGRESS', 'User Initiated'),
      resource(PREREQUISITES, 'AssetBucket', 'CREATE_IN_PROGRESS'),
      resource(PREREQUISITES, 'AssetBucket', 'CREATE_COMPLETE'),
      resource(STAGING, 'ModelBucket', 'CREATE_FAILED', 'The bucket name is taken'),
      resource(STAGING, 'DeployRole', 'CREATE_FAILED', 'Resource creation cancelled'),
      finished(PREREQUISITES, 'succeeded'),
      { type: 'asset', name: 'MLOps-BIA-TrainModel.zip', key: 'k', bytes: 1_234_567, state: 'uploaded' },
      { type: 'asset', name: 'MLOps-BIA-GetStatus.zip', key: 'k', bytes: 1_234_567, state: 'present' },
      finished(STAGING, 'failed'),
      { type: 'bucket-emptied', account: 'tools', accountId: '111111111111', bucket: 'assets', versions: 1 },
      { type: 'notice', level: 'warning', message: 'Node 20 is past its end of life' },
    ]);
    expect(stdout).toBe('');
    expect(stderr).toMatchInlineSnapshot(`
      "✔ Tools           111111111111  assumed-role/Admin/ada
      ✔ Data Scientist  222222222222  assumed-role/Admin/ada
      ✔ Staging         333333333333  assumed-role/Admin/ada
        Tools / pre-reqs: create started
        Staging / LabStagingAccountSetup: create started
        Tools / pre-reqs: AssetBucket (AWS::S3::Bucket) CREATE_COMPLETE
      ✖ Staging / LabStagingAccountSetup: ModelBucket (AWS::S3::Bucket) CREATE_FAILED: The bucket name is taken
      ✔ Tools / pre-reqs: created in 1m 12s
      ✔ uploaded MLOps-BIA-TrainModel.zip (1.2 MB)
      ✖ Staging / LabStagingAccountSetup: create failed after 1m 12s
      ✔ Tools / assets: emptied of 1 version
      ! Node 20 is past its end of life
      "
    `);
  });

  it('ends with accounts, outputs and what is next on stdout', async () => {
    const { stdout, stderr } = await transcript([
      ...ACCOUNTS,
      {
        type: 'result',
        command: 'init',
        status: 'succeeded',
        seconds: 372,
        outputs: { catalog: PORTFOLIO, selfService: { SwitchRoleLink: 'https://signin.aws.amazon.com/switchrole' } },
        next: [{ say: 'look at the lab', command: 'mlops-lab status', argv: ['mlops-lab', 'status'] }],
      },
    ]);
    expect(stdout).toMatchInlineSnapshot(`
      "Accounts
        Tools           111111111111
        Data Scientist  222222222222
        Staging         333333333333

      Outputs
        Tools / LabSCToolsAccountSetup
          MasterPortfolioId   port-abc
          SagemakerProductID  prod-def
        Data Scientist / LabDSAccountSCSetup
          SwitchRoleLink  https://signin.aws.amazon.com/switchrole

      ✔ init: done in 6m 12s

      Next
        → look at the lab: mlops-lab status
      "
    `);
    expect(stderr).not.toContain('port-abc');
  });

  it('that was only planned does not claim to be done', async () => {
    const { stdout } = await transcript([
      {
        type: 'plan',
        command: 'init',
        plan: { region: 'us-east-1', express: false, stacks: [], assets: [], closesDefaultGroup: false },
      },
      { type: 'result', command: 'init', status: 'succeeded', dryRun: true, next: [{ say: 'do it' }] },
    ]);
    expect(stdout).toContain('= init: planned only, nothing was changed\n');
  });

  it('says when there was nothing to do', async () => {
    const { stdout } = await transcript([{ type: 'result', command: 'staging', status: 'unchanged' }]);
    expect(stdout).toBe('= staging: nothing to do\n');
  });
});

describe('failures', () => {
  const failed = (error: unknown, env = {}): LabEvent => ({
    type: 'result',
    command: 'init',
    status: 'failed',
    error: describeError(error, env, shown),
  });

  it('are a message and a hint on stderr, and nothing on stdout', async () => {
    const error = usageError('invalid-settings', '2 settings are wrong\n  one\n  other', 'mend them');
    expect(await transcript([failed(error)])).toEqual({
      stdout: '',
      stderr: '✖ 2 settings are wrong\n  one\n  other\n  → mend them\n',
    });
  });

  it('that nobody foresaw are called a bug, and show their stack only when asked', async () => {
    const { stderr } = await transcript([failed(new TypeError('x is not a function'))]);
    expect(stderr).toMatchInlineSnapshot(`
      "✖ TypeError: x is not a function
        → this is a bug of mlops-lab; what was begun in the cloud is safe, and the same command finishes it: mlops-lab init
        → please report it with what the command prints under MLOPS_LAB_DEBUG=1
      "
    `);
    const debugged = await transcript([failed(new TypeError('x'), { MLOPS_LAB_DEBUG: '1' })]);
    expect(debugged.stderr).toContain('plain-console.test.ts');
  });

  it('of several connections are told together', () => {
    const error = new AggregateError([new Error('connect ECONNREFUSED ::1'), new Error('connect ECONNREFUSED 127')]);
    expect(describeError(error, {}, shown).message).toBe(
      'Error: connect ECONNREFUSED ::1; Error: connect ECONNREFUSED 127',
    );
  });

  it('are not what declining and interrupting are', async () => {
    const declined = await transcript([{ type: 'result', command: 'init', status: 'declined' }]);
    expect(declined).toEqual({ stdout: '', stderr: '! init: declined, nothing was changed\n' });
    const error = describeError(interrupted(), {}, shown);
    const cut = await transcript([{ type: 'result', command: 'init', status: 'interrupted', error }]);
    expect(cut.stderr).toMatch(/^! interrupted; .*\n {2}→ run the same command again/);
  });
});

describe('status', () => {
  const UNKNOWN = { template: 'unknown', parameters: 'unknown', resources: 'unknown' } as const;

  it('says what is taught, in the words of the course', async () => {
    const question = 'How heavy is a penguin?';
    const teaches = { course: 'penguins', question, answer: 'the body mass in grams', passes: 'error at most 10 %' };
    const { stdout } = await transcript([
      { type: 'result', command: 'status', status: 'succeeded', stacks: [], teaches },
    ]);
    expect(stdout).toBe(`Course
  penguins  How heavy is a penguin?
  Answer    the body mass in grams
  Passes    error at most 10 %
`);
  });

  it('is a table by account, with the outputs below', async () => {
    const { stdout } = await transcript([
      {
        type: 'result',
        command: 'status',
        status: 'succeeded',
        stacks: [
          {
            ...PREREQUISITES,
            status: 'UPDATE_COMPLETE',
            template: 'current',
            parameters: 'current',
            resources: 'current',
            outputs: {},
          },
          {
            ...PREREQUISITES,
            stack: 'catalog',
            stackName: 'LabSCToolsAccountSetup-seven',
            status: 'CREATE_COMPLETE',
            template: 'differs',
            parameters: 'differs',
            resources: 'current',
            outputs: PORTFOLIO,
          },
          { ...STAGING, status: 'ROLLBACK_COMPLETE', ...UNKNOWN, outputs: {} },
          {
            account: 'datascience',
            accountId: '222222222222',
            stack: 'selfService',
            stackName: 'LabDSAccountSCSetup-seven',
            status: 'ABSENT',
            ...UNKNOWN,
            outputs: {},
          },
        ],
        outputs: { catalog: PORTFOLIO },
      },
    ]);
    expect(stdout).toMatchInlineSnapshot(`
      "Tools (111111111111)
        ✔ pre-reqs                      UPDATE_COMPLETE  up to date
        ~ LabSCToolsAccountSetup-seven  CREATE_COMPLETE  template and parameters differ
      Data Scientist (222222222222)
        - LabDSAccountSCSetup-seven  not deployed
      Staging (333333333333)
        ✖ LabStagingAccountSetup  ROLLBACK_COMPLETE  not compared

      Outputs
        Tools / LabSCToolsAccountSetup-seven
          MasterPortfolioId   port-abc
          SagemakerProductID  prod-def
      "
    `);
  });
});

describe('status of stacks whose resources were laid hands on', () => {
  const standing = { status: 'CREATE_COMPLETE', template: 'current', parameters: 'current', outputs: {} } as const;
  const bucket = { resourceType: 'AWS::S3::Bucket', physicalId: 'mlops-seven--assets' };
  const role = { resourceType: 'AWS::IAM::Role', physicalId: 'mlops-seven--deploy' };
  const key = { resourceType: 'AWS::KMS::Key', physicalId: '1234abcd' };
  const reason = 'account 333333333333: IAM ListRoles: AccessDenied';

  it('tells each that is gone or of no use, and once why others could not be read', async () => {
    const { stdout } = await transcript([
      {
        type: 'result',
        command: 'status',
        status: 'succeeded',
        stacks: [
          {
            ...PREREQUISITES,
            ...standing,
            resources: 'differs',
            drift: [
              { logicalId: 'Key', ...key, drift: 'pending-deletion' },
              { logicalId: 'AssetBucket', ...bucket, drift: 'deleted' },
            ],
          },
          {
            ...STAGING,
            ...standing,
            resources: 'unknown',
            drift: [
              { logicalId: 'DeployRole', ...role, drift: 'unread', reason },
              { logicalId: 'NonProdRole', ...role, drift: 'unread', reason },
            ],
          },
        ],
      },
    ]);
    expect(stdout).toMatchInlineSnapshot(`
      "Tools (111111111111)
        ~ pre-reqs  CREATE_COMPLETE  resources differ
            ! Key (AWS::KMS::Key) 1234abcd: scheduled for deletion
            - AssetBucket (AWS::S3::Bucket) mlops-seven--assets: deleted outside the lab
      Staging (333333333333)
        ? LabStagingAccountSetup  CREATE_COMPLETE  not all could be read
            ? DeployRole, NonProdRole: cannot be read: account 333333333333: IAM ListRoles: AccessDenied
      "
    `);
  });
});

describe('teardown', () => {
  it('lists what will go', async () => {
    const { stdout } = await transcript([
      {
        type: 'teardown-plan',
        command: 'teardown',
        items: [
          { account: 'staging', accountId: '333333333333', kind: 'stack', name: 'Lab', detail: 'CREATE_COMPLETE' },
          { account: 'tools', accountId: '111111111111', kind: 'stack', name: 'pre-reqs', detail: 'CREATE_COMPLETE' },
          { account: 'tools', accountId: '111111111111', kind: 'bucket', name: 'mlops-lab--assets', detail: 'emptied' },
        ],
      },
    ]);
    expect(stdout).toMatchInlineSnapshot(`
      "To be deleted
      Tools (111111111111)
        - stack   pre-reqs           CREATE_COMPLETE
        - bucket  mlops-lab--assets  emptied
      Staging (333333333333)
        - stack  Lab  CREATE_COMPLETE

      "
    `);
    const ended = { type: 'notice', level: 'info', message: 'deleted log stream a' } as const;
    const result = { type: 'result', command: 'teardown', status: 'succeeded' } as const;
    const { stdout: done } = await transcript([
      { type: 'teardown-plan', command: 'teardown', items: [] },
      ended,
      result,
    ]);
    expect(done).toContain('✔ teardown: done\n');
    const nothing = await transcript([{ type: 'teardown-plan', command: 'teardown', items: [] }]);
    expect(nothing.stdout).toBe('Nothing to delete\n\n');
  });

  it('ends by telling of every account what is left', async () => {
    const left = { account: 'tools', accountId: '111111111111' } as const;
    const { stdout, stderr } = await transcript([
      ...ACCOUNTS,
      {
        type: 'result',
        command: 'teardown',
        status: 'failed',
        leftovers: [
          { ...left, kind: 'AWS::S3::Bucket', name: 'mlops-lab--assets', reason: 'access denied', expected: false },
          {
            ...left,
            kind: 'AWS::KMS::Key',
            name: '1234',
            reason: 'pending deletion until 27 November',
            expected: true,
          },
        ],
        error: { code: 'leftovers', message: '1 resource of the lab is left', hints: [{ say: 'run teardown again' }] },
      },
    ]);
    expect(stdout).toMatchInlineSnapshot(`
      "✖ Tools (111111111111): 1 left
          ✖ AWS::S3::Bucket  mlops-lab--assets  access denied
          · AWS::KMS::Key    1234               pending deletion until 27 November (goes by itself)
      ✔ Data Scientist (222222222222): nothing is left
      ✔ Staging (333333333333): nothing is left
      "
    `);
    expect(stderr).toContain('✖ 1 resource of the lab is left\n  → run teardown again\n');
  });
});
