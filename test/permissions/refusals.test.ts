import { describe, expect, it } from 'vitest';
import { asService, operatorOf } from './people.ts';
import { labWithScientist, launch } from './stage.ts';

const SELF_SERVICE = { stack: 'LabDSAccountSCSetup', account: '222222222222' };

describe('a refusal', async () => {
  const stage = await labWithScientist();
  const { sandbox, scientist, outputs } = stage;

  function refused(act: () => unknown) {
    expect(act).toThrow(/^User: \S+ is not authorized to perform: \S+ on resource: \S+ .* \(sandbox: .*\)$/);
    return sandbox.cloud.trail.entries().at(-1)?.refusal;
  }

  it('by a deny names the statement, and the template’s resource that has it', () => {
    const act = () => scientist.invoke('iam', 'CreateRole', { RoleName: 'mine', AssumeRolePolicyDocument: '{}' });
    expect(refused(act)).toMatchObject({
      policyKind: 'identity-based policy',
      because: 'deny',
      statement: expect.stringMatching(/^\w+$/) as string,
      resource: 'DataScientistRole',
      ...SELF_SERVICE,
    });
    expect(act).toThrow(
      /\(sandbox: statement \w+ of the identity-based policy \S+ of role arn:\S+, resource DataScientistRole of stack LabDSAccountSCSetup denies it\)/,
    );
  });

  it('for want of an allow names where it would stand', () => {
    expect(refused(() => scientist.invoke('kms', 'ListKeys', {}))).toMatchObject({
      policyKind: 'identity-based policy',
      because: 'no allow',
      resource: 'DataScientistRole',
      ...SELF_SERVICE,
    });
  });

  it('by a bucket’s policy names the resource that has the policy, and the statement that comes closest', () => {
    const input = { Bucket: outputs['AssetBucketName'], Key: 'notebooks/any' };
    expect(refused(() => scientist.invoke('s3', 'GetObject', input))).toMatchObject({
      policyKind: 'resource-based policy',
      because: 'no allow',
      statement: 'NotebooksReadNotebooks',
      misses: 'ArnLike aws:PrincipalArn',
      resource: 'AssetBucketPolicy',
      stack: 'pre-reqs',
    });
  });

  it('by a boundary names the boundary’s resource', () => {
    const { outputs: launched } = launch(stage, 'bounded');
    const { account } = scientist.principal;
    const RoleName = `${launched['NotebookName']}-us-east-1`;
    const PolicyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
    operatorOf(sandbox, account).invoke('iam', 'AttachRolePolicy', { RoleName, PolicyArn });
    const notebook = asService(sandbox, 'sagemaker.amazonaws.com', `arn:aws:iam::${account}:role/${RoleName}`);
    expect(refused(() => notebook.invoke('iam', 'ListRoles', {}))).toMatchObject({
      policyKind: 'permissions boundary',
      holder: expect.stringMatching(/^policy arn:/) as string,
      ...SELF_SERVICE,
    });
  });
});
