import { describe, expect, it } from 'vitest';
import type { DeployPlan } from '../../src/lab/plan.ts';
import { planLines } from '../../src/ui/plan/plan.ts';
import { paintFor } from '../../src/ui/text/paint.ts';
import { PREREQUISITES, STAGING } from './events.ts';

const policy = (action: string) =>
  `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"${action}","Resource":"*"}]}`;

const PLAN: DeployPlan = {
  region: 'eu-west-1',
  express: true,
  stacks: [
    { ...PREREQUISITES, decision: { kind: 'create' } },
    {
      ...STAGING,
      decision: { kind: 'recreate', because: 'its creation failed (ROLLBACK_COMPLETE), so nothing in it is of use' },
    },
    {
      ...PREREQUISITES,
      stackName: 'LabSCToolsAccountSetup',
      decision: {
        kind: 'update',
        because: 'template',
        changes: [
          {
            logicalId: 'LaunchRole',
            resourceType: 'AWS::IAM::Role',
            action: 'modify',
            properties: [
              {
                path: '/Properties/Policies/0/PolicyDocument',
                before: policy('s3:*'),
                after: policy('s3:GetObject'),
                replaces: false,
              },
            ],
          },
          {
            logicalId: 'Portfolio',
            resourceType: 'AWS::ServiceCatalog::Portfolio',
            action: 'replace',
            properties: [{ path: '/Properties/ProviderName', before: 'IT', after: 'Central IT', replaces: true }],
          },
          { logicalId: 'Topic', resourceType: 'AWS::SNS::Topic', action: 'remove', properties: [] },
        ],
      },
    },
    {
      ...STAGING,
      stackName: 'R',
      decision: {
        kind: 'repair',
        because: 'deleted outside the lab: LaunchRole; template changed',
        changes: [{ logicalId: 'LaunchRole', resourceType: 'AWS::IAM::Role', action: 'add', properties: [] }],
      },
    },
    { ...STAGING, stackName: 'A', decision: { kind: 'attach', because: 'UPDATE_IN_PROGRESS' } },
    { ...STAGING, stackName: 'B', decision: { kind: 'recover', because: 'UPDATE_ROLLBACK_FAILED' } },
    { ...STAGING, stackName: 'D', decision: { kind: 'unchanged' } },
  ],
  closesDefaultGroup: true,
  assets: [
    { name: 'MLOps-BIA-TrainModel.zip', key: 'k', bytes: 1_234_567, state: 'missing' },
    { name: 'sagemaker_notebook.yaml', key: 'k', bytes: 999, state: 'missing' },
    { name: 'MLOps-BIA-GetStatus.zip', key: 'k', bytes: 1, state: 'present' },
  ],
};

describe('a plan', () => {
  it('fits a terminal of 80 columns', () => {
    const lines = planLines('init', PLAN, 80, paintFor(false));
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(`${lines.join('\n')}\n`).toMatchInlineSnapshot(`
      "Plan of init in eu-west-1
        + Tools    111111111111  pre-reqs                create
        ! Staging  333333333333  LabStagingAccountSetup  recreate
            its creation failed (ROLLBACK_COMPLETE), so nothing in it is of use
        ~ Tools    111111111111  LabSCToolsAccountSetup  update: template
            ~ LaunchRole (AWS::IAM::Role) is modified
                Policies/0/PolicyDocument: …":"s3:*","Resource… → …":"s3:GetObject","…
            ! Portfolio (AWS::ServiceCatalog::Portfolio) is REPLACED
                ProviderName: IT → Central IT (replaces)
            - Topic (AWS::SNS::Topic) is removed
        ! Staging  333333333333  R                       repair
            deleted outside the lab: LaunchRole; template changed
            + LaunchRole (AWS::IAM::Role) is added
        ↻ Staging  333333333333  A                       attach: UPDATE_IN_PROGRESS
        ! Staging  333333333333  B                       recover
            UPDATE_ROLLBACK_FAILED
        = Staging  333333333333  D                       unchanged
        + MLOps-BIA-TrainModel.zip  1.2 MB  upload
        + sagemaker_notebook.yaml   999 B   upload
        = 1 asset uploaded already
        - takes away rules that the default security group of the data scientists'
        network was given
        Express mode: a stack counts as done once its resources are configured; some
        may take a while longer until they can be used. A stack that fails is rolled
        back all the same.
        Stacks: 1 to create, 1 to update, 1 to repair, 1 to recreate, 1 to recover, 1
        in progress, 1 unchanged

      "
    `);
  });

  it('is not cut in a log', () => {
    const text = planLines('init', PLAN, Number.POSITIVE_INFINITY, paintFor(false)).join('\n');
    expect(text).toContain(`${policy('s3:*')} → ${policy('s3:GetObject')}`);
    expect(text).toContain('recreate: its creation failed (ROLLBACK_COMPLETE), so nothing in it is of use');
    expect(text).not.toContain('…');
  });
});
