import type { TerminateProvisionedProductOutput } from '@aws-sdk/client-service-catalog';
import { describe, expect, it } from 'vitest';
import { submit } from '../../src/actions/submit/index.ts';
import { statementsOf, valuesOf, type PolicyDocument } from '../../src/sandbox/kernel/policy/document.ts';
import { holderByArn } from '../../src/sandbox/services/iam/holders.ts';
import { UNATTENDED } from '../support/rehearsal.ts';
import { drawn } from '../support/sweep.ts';
import { denials } from './denials.ts';
import { WATCHED } from './life.ts';
import { causes, continued, ended, labWithScientist, launch, type Stage } from './stage.ts';
import { templateRole } from './template-roles.ts';

const LAUNCH = 'datascience/prepare_datascientist_account.yaml LaunchRole';
const SCIENTIST = 'datascience/prepare_datascientist_account.yaml DataScientistRole';
const DEPLOY = 'staging/prepare_staging_account.yaml DeployRole';
const PIPELINE = 'tools/mlops_pipeline.yaml';

const LAUNCHES = [
  [LAUNCH, 's3:PutEncryptionConfiguration', /arn:aws:s3:::mlops-lab--nb-\w+-222222222222-us-east-1/],
  [LAUNCH, 'kms:CreateGrant', /arn:aws:kms:us-east-1:222222222222:key\/\S+/],
  [LAUNCH, 'sagemaker:CreateNotebookInstance', /notebook-instance\/mlops-lab--nb-\w+/],
  [SCIENTIST, 'servicecatalog:ProvisionProduct', /:111111111111:product\/prod-\w+/],
] as const;

const RELEASES = [
  [SCIENTIST, 's3:PutObject', /arn:aws:s3:::mlops-lab--submissions-\S+\/submissions\//],
  [`${PIPELINE} PipelineRole`, 'lambda:InvokeFunction', /function:MLOps-BIA-TrainModel-lab/],
  [`${PIPELINE} TrainModelRole`, 'sagemaker:CreateTrainingJob', /training-job\/mlops-lab--/],
  [`${PIPELINE} TrainingRole`, 's3:GetObject', /arn:aws:s3:::mlops-lab--artifacts-\S+\/training\//],
  [`${PIPELINE} DeployModelRole`, 'sts:AssumeRole', /arn:aws:iam::333333333333:role\/mlops-lab--deploy-us-east-1/],
  [DEPLOY, 'sagemaker:CreateEndpointConfig', /endpoint-config\/mlops-lab--nonprod-/],
] as const;

describe('a role that lacks a permission', async () => {
  const restored = continued(await labWithScientist());

  it.each(drawn(LAUNCHES))('fails launches: %s without %s', async (role, action, resource) => {
    const stage = await restored();
    take(stage, role, action);
    const told = await toldOf(() => launch(stage, 'ada'));
    expect(`${told} ${causes(stage).join()}`).toContain(action);
    expectNamed(stage, role, action, resource);
  });

  it('fails terminations: LaunchRole without ec2:DeleteNetworkInterface', async () => {
    const stage = await restored();
    const { id: ProvisionedProductId } = launch(stage, 'ada');
    take(stage, LAUNCH, 'ec2:DeleteNetworkInterface');
    const { RecordDetail } = stage.scientist.invoke<TerminateProvisionedProductOutput>(
      'servicecatalog',
      'TerminateProvisionedProduct',
      { ProvisionedProductId },
    );
    expect(ended(stage, RecordDetail?.RecordId).status).toBe('FAILED');
    expectNamed(stage, LAUNCH, 'ec2:DeleteNetworkInterface', /network-interface\/eni-\w+/);
  });

  it.each(drawn(RELEASES))('fails releases: %s without %s', async (role, action, resource) => {
    const stage = await restored();
    take(stage, role, action);
    expect(await toldOf(() => submit(stage.context, UNATTENDED, WATCHED))).toContain(action);
    expectNamed(stage, role, action, resource);
  });
});

/** What somebody who asks for it gets to read. */
async function toldOf(ask: () => unknown): Promise<string> {
  try {
    return JSON.stringify(await ask());
  } catch (error) {
    return String(error);
  }
}

function expectNamed({ recorder }: Stage, role: string, action: string, resource: RegExp): void {
  const [denial = ''] = denials(recorder.recorded());
  expect(denial).toContain(`is not authorized to perform: ${action} on resource: `);
  expect(denial).toMatch(resource);
  expect(denial).toContain(`it would have to stand in templates/${role} (`);
}

/** Removes an action from all policies of a role, as if its template did not have it. */
function take({ sandbox }: Stage, role: string, action: string): void {
  const holder = holderByArn(sandbox.cloud.world, templateRole(role).arn);
  if (!holder) throw new Error(`${role} is not there`);
  for (const [name, text] of Object.entries(holder.inlinePolicies)) {
    const document = JSON.parse(text) as PolicyDocument;
    const statements = statementsOf(document).flatMap((statement) => {
      const rest = valuesOf(statement.Action).filter((one) => one !== action);
      return statement.Effect === 'Deny' ? [statement] : rest.length > 0 ? [{ ...statement, Action: rest }] : [];
    });
    holder.inlinePolicies[name] = JSON.stringify({ ...document, Statement: statements });
  }
}
