import { describe, expect, it } from 'vitest';
import type { AccountRole } from '../../src/lab/accounts.ts';
import { operatorActions } from '../../src/lab/operator-actions.ts';
import { SPRING } from '../support/spring.ts';

/** The resources that are asked about, by action. */
function asked(role: AccountRole): Record<string, string> {
  return Object.fromEntries(operatorActions(SPRING, role).map(({ action, resource }) => [action, resource]));
}

describe('what whoever deploys needs to be allowed', () => {
  it.each([
    ['tools', 'pre-reqs-spring', '111111111111'],
    ['datascience', 'LabDSAccountNetwork-spring', '222222222222'],
    ['staging', 'LabStagingAccountSetup-spring', '333333333333'],
  ] as const)('is to make stacks, keys and roles of the lab in the %s account', (role, stack, id) => {
    const stackArn = `arn:aws:cloudformation:eu-west-1:${id}:stack/${stack}/any`;
    const roleArn = `arn:aws:iam::${id}:role/mlops-spring--any`;
    expect(asked(role)).toMatchObject({
      'cloudformation:DescribeStacks': '*',
      'kms:CreateKey': '*',
      'cloudformation:CreateStack': stackArn,
      'cloudformation:CreateChangeSet': stackArn,
      'cloudformation:DeleteStack': stackArn,
      'iam:CreateRole': roleArn,
      'iam:PutRolePolicy': roleArn,
      'iam:DeleteRole': roleArn,
    });
  });

  it('is what the stacks of each account have besides', () => {
    const besides = (role: AccountRole) =>
      Object.fromEntries(Object.entries(asked(role)).filter(([action]) => !/^(cloudformation|iam|kms):/.test(action)));
    expect(besides('tools')).toEqual({
      's3:CreateBucket': 'arn:aws:s3:::mlops-spring--any',
      's3:PutObject': 'arn:aws:s3:::mlops-spring--any/any',
      'lambda:CreateFunction': 'arn:aws:lambda:eu-west-1:111111111111:function:MLOps-BIA-any-spring',
      'codepipeline:CreatePipeline': 'arn:aws:codepipeline:eu-west-1:111111111111:mlops-spring',
      'events:PutRule': 'arn:aws:events:eu-west-1:111111111111:rule/mlops-spring--any',
      'sns:CreateTopic': 'arn:aws:sns:eu-west-1:111111111111:mlops-spring--any',
      'sagemaker:CreateModelPackageGroup': 'arn:aws:sagemaker:eu-west-1:111111111111:model-package-group/mlops-spring',
      'servicecatalog:CreatePortfolio': 'arn:aws:catalog:eu-west-1:111111111111:portfolio/any',
      'servicecatalog:CreatePortfolioShare': 'arn:aws:catalog:eu-west-1:111111111111:portfolio/any',
      'servicecatalog:CreateProduct': 'arn:aws:catalog:eu-west-1:111111111111:product/any',
    });
    expect(besides('datascience')).toEqual({
      'ec2:CreateVpc': 'arn:aws:ec2:eu-west-1:222222222222:vpc/any',
      'ec2:CreateSubnet': 'arn:aws:ec2:eu-west-1:222222222222:vpc/any',
      'ec2:CreateVpcEndpoint': 'arn:aws:ec2:eu-west-1:222222222222:vpc/any',
      'servicecatalog:AcceptPortfolioShare': 'arn:aws:catalog:eu-west-1:222222222222:portfolio/any',
      'servicecatalog:CreatePortfolio': 'arn:aws:catalog:eu-west-1:222222222222:portfolio/any',
      'ssm:PutParameter': 'arn:aws:ssm:eu-west-1:222222222222:parameter/mlops/spring/any',
    });
    expect(besides('staging')).toEqual({ 's3:CreateBucket': 'arn:aws:s3:::mlops-spring--any' });
  });
});
