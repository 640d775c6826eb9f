import type { TerminateProvisionedProductOutput } from '@aws-sdk/client-service-catalog';
import { describe, expect, it } from 'vitest';
import { deploy } from '../../src/actions/deploy/index.ts';
import { submit } from '../../src/actions/submit/index.ts';
import { teardown } from '../../src/actions/teardown/index.ts';
import { loadBundle } from '../support/bundle.ts';
import { deployExternalId } from '../../src/lab/names.ts';
import { STACK_IDS } from '../../src/lab/stacks.ts';
import { LAB, UNATTENDED } from '../support/rehearsal.ts';
import { WATCHED } from './life.ts';
import { asService, become, inRole, type Person } from './people.ts';
import { ended, labWithScientist, launch, type Stage } from './stage.ts';

const { tools, datascience, staging } = LAB.accounts;
const OTHER = { ...LAB, name: 'lab-2' };

/** Two labs in the same three accounts, whose names begin alike. */
describe('labs side by side, held to their policies', async () => {
  const stage = await labWithScientist();
  const { sandbox, context } = stage;
  const second = { ...context, lab: OTHER, bundle: await loadBundle(OTHER) };
  await deploy(second, STACK_IDS, UNATTENDED);
  const { release } = await submit(second, UNATTENDED, WATCHED);
  const { id: ProvisionedProductId, outputs } = launch(stage, 'ada');
  const others = holdings(stage, 'lab-2');

  it('begin with the other in production', () => {
    expect(release?.outcome).toBe('released');
    expect(others.filter((arn) => arn.includes(':endpoint/'))).toHaveLength(2);
  });

  const role = (account: string, name: string) => `arn:aws:iam::${account}:role/mlops-lab--${name}-us-east-1`;
  const lambda = (name: string) => asService(sandbox, 'lambda.amazonaws.com', role(tools.id, name));
  const notebookRole = role(datascience.id, (outputs['NotebookName'] ?? '').replace('mlops-lab--', ''));
  const people: Readonly<Record<string, () => Person>> = {
    'the deploy role': () => become(sandbox, lambda('fn-deploy'), role(staging.id, 'deploy'), deployExternalId(LAB)),
    DeployModel: () => lambda('fn-deploy'),
    TrainModel: () => lambda('fn-train'),
    EvaluateModel: () => lambda('fn-evaluate'),
    'a data scientist': () => inRole(sandbox, role(datascience.id, 'DataScientist'), 'ada'),
    'a notebook': () => asService(sandbox, 'sagemaker.amazonaws.com', notebookRole),
    'the launch role': () => asService(sandbox, 'servicecatalog.amazonaws.com', role(datascience.id, 'launch')),
  };

  const EndpointName = 'mlops-lab-2--production';
  const Key = 'submissions/submission.zip';
  const deploying = {
    RoleArn: `arn:aws:iam::${staging.id}:role/mlops-lab-2--deploy-us-east-1`,
    RoleSessionName: 'attempt',
  };

  it.each<[who: string, service: string, operation: string, input: object]>([
    ['the deploy role', 'sagemaker', 'DeleteEndpoint', { EndpointName }],
    ['the deploy role', 'sagemaker', 'DescribeEndpoint', { EndpointName }],
    ['the deploy role', 'sagemaker', 'UpdateEndpoint', { EndpointName, EndpointConfigName: 'mlops-lab--production-x' }],
    ['the deploy role', 'sagemaker', 'DeleteModel', { ModelName: `${EndpointName}-0123456789ab` }],
    [
      'the deploy role',
      's3',
      'PutObject',
      { Bucket: `mlops-lab-2--models-${staging.id}-us-east-1`, Key, Body: new Uint8Array([1]) },
    ],
    ['DeployModel', 'sts', 'AssumeRole', { ...deploying, ExternalId: deployExternalId(OTHER) }],
    ['TrainModel', 'sagemaker', 'DescribeTrainingJob', { TrainingJobName: 'mlops-lab-2--0' }],
    [
      'TrainModel',
      's3',
      'PutObject',
      { Bucket: `mlops-lab-2--artifacts-${tools.id}-us-east-1`, Key: 'models/x', Body: new Uint8Array([1]) },
    ],
    [
      'EvaluateModel',
      'sagemaker',
      'DescribeModelPackage',
      { ModelPackageName: `arn:aws:sagemaker:us-east-1:${tools.id}:model-package/mlops-lab-2/1` },
    ],
    [
      'a data scientist',
      's3',
      'PutObject',
      { Bucket: `mlops-lab-2--submissions-${tools.id}-us-east-1`, Key, Body: new Uint8Array([1]) },
    ],
    [
      'a data scientist',
      'sagemaker',
      'CreatePresignedNotebookInstanceUrl',
      { NotebookInstanceName: 'mlops-lab-2--nb-01234567' },
    ],
    [
      'a data scientist',
      'sts',
      'AssumeRole',
      { RoleArn: `arn:aws:iam::${tools.id}:role/mlops-lab-2--observer-us-east-1`, RoleSessionName: 'ada' },
    ],
    ['a notebook', 'sagemaker', 'DeleteEndpoint', { EndpointName: 'mlops-lab-2--nb-01234567-try' }],
    ['a notebook', 's3', 'GetObject', { Bucket: `mlops-lab-2--assets-${tools.id}-us-east-1`, Key: 'notebooks/x' }],
    ['the launch role', 'ssm', 'GetParameters', { Names: ['/mlops/lab-2/vpc-id'] }],
    ['the launch role', 'sagemaker', 'DeleteNotebookInstance', { NotebookInstanceName: 'mlops-lab-2--nb-01234567' }],
    ['the launch role', 's3', 'CreateBucket', { Bucket: `mlops-lab-2--nb-01234567-${datascience.id}-us-east-1` }],
  ])('%s is refused %s:%s on the other', (who, service, operation, input) => {
    expect(() => people[who]?.().invoke(service, operation, input)).toThrow(
      /not authorized|AccessDenied|Access Denied/,
    );
  });

  it('change nothing of each other, from the first submission to the teardown and the next init', async () => {
    const begun = sandbox.cloud.trail.entries().length;
    expect((await submit(context, UNATTENDED, WATCHED)).release?.outcome).toBe('released');
    const given = stage.scientist.invoke<TerminateProvisionedProductOutput>(
      'servicecatalog',
      'TerminateProvisionedProduct',
      { ProvisionedProductId },
    );
    expect(ended(stage, given.RecordDetail?.RecordId).status).toBe('SUCCEEDED');
    expect((await teardown(context, UNATTENDED)).status).toBe('succeeded');
    expect((await deploy(context, STACK_IDS, UNATTENDED)).status).toBe('succeeded');
    const changes = sandbox.cloud.trail
      .entries()
      .slice(begun)
      .filter(({ mutating }) => mutating);
    expect(changes.filter(({ resources }) => resources.some((arn) => isOf(arn, 'lab-2')))).toEqual([]);
    expect(holdings(stage, 'lab-2')).toEqual(others);
  });
});

/** Whether an ARN is of something that bears the lab's name. */
function isOf(arn: string, lab: string): boolean {
  return arn.includes(`mlops-${lab}--`) || new RegExp(`mlops[-/]${lab}(/|$)|-${lab}(:|/|$)`).test(arn);
}

function holdings({ sandbox }: Stage, lab: string): string[] {
  return [tools, datascience, staging].flatMap(({ id }) => sandbox.cloud.inventory(id)).filter((arn) => isOf(arn, lab));
}
