import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { ListRulesResponse } from '@aws-sdk/client-eventbridge';
import type {
  DescribeProductOutput,
  DescribeProvisionedProductOutput,
  DescribeRecordOutput,
  ProvisionProductOutput,
} from '@aws-sdk/client-service-catalog';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { directoryStorage } from '../../src/sandbox/storage/index.ts';
import { dataScientistRole } from '../../src/lab/names.ts';
import { smallJob } from '../permissions/small-job.ts';
import { asService, inRole, operatorOf } from '../permissions/people.ts';
import { causes, ended, type Stage } from '../permissions/stage.ts';
import { workFolder } from '../support/binary.ts';
import { LAB } from '../support/rehearsal.ts';
import {
  bobsFolder,
  DAY,
  inLab,
  inNoLab,
  labFolder,
  onAws,
  readByBob,
  toolsFolder,
  TRAIN,
  withAws,
  WORLD,
} from './guide-stage.ts';
import { told } from './told.ts';

type Reproduction = () => string | Promise<string>;

const { tools, datascience, staging } = LAB.accounts;
const SCIENTIST = 'mlops-lab--DataScientist-us-east-1';

const submitted = (csv: string) => inLab('submit birds.csv', { files: { 'birds.csv': csv } });

const SETTING_UP: Readonly<Record<string, Reproduction>> = {
  'no credentials for account …': () => onAws('init --yes'),
  'the credentials for account … have expired': () =>
    inNoLab('status', { faults: [{ kind: 'expire', call: 'sts:AssumeRole' }] }),
  'the role cannot be assumed: … is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::…:role/LabAdministrator':
    () =>
      withAws(staging.id, (AWS_ENDPOINT_URL, keys) =>
        onAws(`status --tools-role-arn ${tools.roleArn}`, { AWS_ENDPOINT_URL, ...keys }),
      ),
  'the credentials for the Tools account lead to account …, not to …': () =>
    withAws(datascience.id, (AWS_ENDPOINT_URL, keys) => onAws('init --yes', { AWS_ENDPOINT_URL, ...keys })),
  'settings are missing, and there is no terminal to ask on: …': () => told(workFolder(), ['init', '--yes']),
  'accounts.tools.id: … is an unquoted number': () =>
    inNoLab('init --yes', { files: { 'mlops-lab.yaml': 'accounts: { tools: { id: 012345678901 } }\n' } }),
  '"…" is already the tools account': () => inNoLab(`init --yes --staging-account ${tools.id}`),
  'there is no terminal to ask on: Carry out this plan?': () => inNoLab('init'),
  'stack … needs …, an output of stack …, which does not exist yet': () => inNoLab('datascience --yes'),
  'stack … exists, and mlops-lab did not make it': () => inNoLab('init --yes', { prepare: makeStack }),
  'ended as ROLLBACK_COMPLETE: Vpc, AWS::EC2::VPC (…): The maximum number of VPCs has been reached.': async () => {
    const reason = 'The maximum number of VPCs has been reached.';
    const fault = { kind: 'resource', resource: 'AWS::EC2::VPC', phase: 'create', reason };
    return told(await toolsFolder({ faults: [fault] }), ['datascience', '--sandbox', '--yes']);
  },
  'the key … is scheduled for deletion, and what it encrypted goes with it': () =>
    inLab('init --yes', { prepare: scheduleKeyDeletion }),
  'LaunchRole (AWS::IAM::Role) …: deleted outside the lab': () => inLab('status', { prepare: deleteLaunchRole }),
  'the sandbox in … is in use by process …': async () => {
    const cwd = workFolder();
    const used = directoryStorage(join(cwd, WORLD));
    return told(cwd, ['status', '--sandbox']).finally(() => used.close());
  },
  'stack … in the … account … has termination protection; … stays': async () =>
    told(await toolsFolder({ prepare: protectStack }), ['teardown', '--sandbox', '--yes']),
};

const LAUNCHING: Readonly<Record<string, Reproduction>> = {
  'is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::…:role/mlops-lab--DataScientist-…': () =>
    inNoLab('notebook launch --yes'),
  '--size is "…", but has to be small, medium or large': () => inLab('notebook launch --yes --size huge'),
  "Parameter 'NotebookSize' failed to satisfy constraint: small, medium or large.": () => readByBob(launchedInNoSize),
  'there is no cost center "…"': () => inLab('notebook launch --yes --cost-center sales'),
  'somebody else in this account has launched a product by the name …': async () =>
    told(await bobsFolder(), ['notebook', 'launch', 'ours', '--yes', '--sandbox']),
  'the launch of … failed: Notebook, AWS::SageMaker::NotebookInstance: There is not enough capacity …': () => {
    const reason = 'There is not enough capacity for ml.t3.medium in this zone.';
    const fault = { kind: 'resource', resource: 'AWS::SageMaker::NotebookInstance', phase: 'create', reason };
    return inLab('notebook launch --yes', { faults: [fault] });
  },
  'the launch of … failed: NotebookBucket, AWS::S3::Bucket: … is not authorized to perform: s3:CreateBucket': () =>
    inLab('notebook launch --yes', { prepare: weakenLaunchRole }),
  'the catalog offers no product "SageMaker notebook"': () =>
    inLab('notebook launch --yes', { prepare: takeBackShare }),
  'Access denied while assuming the role arn:aws:iam::…:role/mlops-lab--launch-…': () =>
    inLab('notebook launch --yes', { prepare: deleteLaunchRole }),
  'notebook … cannot be opened, as it is Stopped': async () => {
    const cwd = await labFolder();
    await told(cwd, ['notebook', 'launch', 'mine', '--yes', '--sandbox']);
    await told(cwd, ['notebook', 'stop', 'mine', '--sandbox']);
    return told(cwd, ['notebook', 'open', 'mine', '--sandbox']);
  },
  'notebook … is Stopping after 30 minutes, where a few would do': async () => {
    const cwd = await labFolder({ faults: [{ kind: 'stuck', resource: 'notebook-instance/*', phase: 'stop' }] });
    await told(cwd, ['notebook', 'launch', 'mine', '--yes', '--sandbox']);
    return told(cwd, ['notebook', 'stop', 'mine', '--sandbox']);
  },
  'you have launched no notebook by the name …': () => inLab('notebook open hers'),
  'is not authorized to perform: sagemaker:StartNotebookInstance on resource: …': () => readByBob(startedByAda),
  '--as is "…", which cannot be the name of a data scientist': () => inLab('login --as ada/admin'),
  'The bucket you tried to delete is not empty': () => readByBob(terminatedWithFiles),
  'is not authorized to perform: sagemaker:CreateTrainingJob on resource: … with an explicit deny in a permissions boundary':
    () => readByBob(trainedInNoNetwork),
  'is not authorized to perform: sagemaker:CreateNotebookInstance on resource: … with an explicit deny in an identity-based policy':
    () =>
      readByBob(({ scientist }) =>
        refusalOf(() => scientist.invoke('sagemaker', 'CreateNotebookInstance', OWN_NOTEBOOK)),
      ),
  'there is no sign-in link: …': () =>
    withAws(datascience.id, async (AWS_ENDPOINT_URL_STS, keys, sandbox) => {
      makeScientist(sandbox);
      const refusing = createServer((_, answer) => answer.writeHead(403, { 'content-type': 'text/plain' }).end('no'));
      await new Promise<void>((ready) => refusing.listen(0, '127.0.0.1', ready));
      const { port } = refusing.address() as AddressInfo;
      const text = await onAws('login', {
        AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
        AWS_ENDPOINT_URL_STS,
        AWS_ENDPOINT_URL_CLOUDFORMATION: AWS_ENDPOINT_URL_STS,
        ...keys,
      });
      refusing.close();
      return text;
    }),
};

const SUBMITTING: Readonly<Record<string, Reproduction>> = {
  'there is no …': () => inLab('submit birds.csv'),
  'train.csv has no column …': () => submitted(TRAIN.replace('male', 'sex')),
  'train.csv line …, body_mass_g: "…" is not a number': () => submitted(TRAIN.replace('\n3750', '\nheavy')),
  'has no hyperparameter "…"': () => inLab('submit --hyperparameter depth=3'),
  'hyperparameters.max_depth is …; max_depth is a whole number from 1 to 12': () =>
    inLab('submit --hyperparameter max_depth=99'),
  "stage Source, action Submission: The object with key 'submissions/submission.zip' does not exist.": () =>
    inLab('pipeline --watch'),
  'pipeline … has not begun with version … of the submission within 3 minutes': () =>
    inLab('submit --watch', { prepare: disableRules }),
  'the model is not good enough, submit a better one: … (threshold 10 %) over 89 rows': () =>
    DAY.printed['submit shuffled.csv --sandbox --watch'] ?? '',
  'no execution of pipeline … waits for an approval': () => inLab('approve --yes'),
};

/** Each error of the guide's tables that is reproduced here, with what somebody comes to read. */
export const REPRODUCED: Readonly<Record<string, Reproduction>> = { ...SETTING_UP, ...LAUNCHING, ...SUBMITTING };

function makeStack(sandbox: Sandbox): void {
  const TemplateBody = '{"Resources":{"Topic":{"Type":"AWS::SNS::Topic"}}}';
  operatorOf(sandbox, tools.id).invoke('cloudformation', 'CreateStack', { StackName: 'pre-reqs', TemplateBody });
}

function protectStack(sandbox: Sandbox): void {
  const input = { StackName: 'pre-reqs', EnableTerminationProtection: true };
  operatorOf(sandbox, tools.id).invoke('cloudformation', 'UpdateTerminationProtection', input);
}

function weakenLaunchRole(sandbox: Sandbox): void {
  const input = { RoleName: 'mlops-lab--launch-us-east-1', PolicyName: 'make-the-bucket' };
  operatorOf(sandbox, datascience.id).invoke('iam', 'DeleteRolePolicy', input);
}

function deleteLaunchRole(sandbox: Sandbox): void {
  const { invoke } = operatorOf(sandbox, datascience.id);
  const role = { RoleName: 'mlops-lab--launch-us-east-1' };
  const { PolicyNames } = invoke<{ PolicyNames: string[] }>('iam', 'ListRolePolicies', role);
  for (const PolicyName of PolicyNames) invoke('iam', 'DeleteRolePolicy', { ...role, PolicyName });
  invoke('iam', 'DeleteRole', role);
}

function scheduleKeyDeletion(sandbox: Sandbox): void {
  const { invoke } = operatorOf(sandbox, tools.id);
  const alias = { KeyId: 'alias/mlops-lab--tools' };
  const { KeyMetadata } = invoke<{ KeyMetadata: { KeyId: string } }>('kms', 'DescribeKey', alias);
  invoke('kms', 'ScheduleKeyDeletion', { KeyId: KeyMetadata.KeyId });
}

function takeBackShare(sandbox: Sandbox): void {
  const { invoke } = operatorOf(sandbox, tools.id);
  const { PortfolioDetails } = invoke<{ PortfolioDetails: { Id: string }[] }>('servicecatalog', 'ListPortfolios', {});
  const input = { PortfolioId: PortfolioDetails[0]?.Id, AccountId: datascience.id };
  invoke('servicecatalog', 'DeletePortfolioShare', input);
}

function makeScientist(sandbox: Sandbox): void {
  const Statement = { Effect: 'Allow', Principal: { AWS: datascience.id }, Action: 'sts:AssumeRole' };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
  const input = { RoleName: SCIENTIST, AssumeRolePolicyDocument, MaxSessionDuration: 14_400 };
  operatorOf(sandbox, datascience.id).invoke('iam', 'CreateRole', input);
  sandbox.cloud.advanceTo(sandbox.cloud.world.now + 60_000);
}

function disableRules(sandbox: Sandbox): void {
  const { invoke } = operatorOf(sandbox, tools.id);
  const { Rules = [] } = invoke<ListRulesResponse>('events', 'ListRules', {});
  for (const { Name } of Rules) invoke('events', 'DisableRule', { Name });
}

function launchedInNoSize({ scientist: { invoke } }: Stage): string {
  const named = { Name: 'SageMaker notebook' };
  const product = invoke<DescribeProductOutput>('servicecatalog', 'DescribeProduct', named);
  const { RecordDetail } = invoke<ProvisionProductOutput>('servicecatalog', 'ProvisionProduct', {
    ProductName: named.Name,
    ProvisioningArtifactId: product.ProvisioningArtifacts?.[0]?.Id,
    ProvisionedProductName: 'huge',
    ProvisioningParameters: [
      { Key: 'NotebookSize', Value: 'huge' },
      { Key: 'Owner', Value: 'bob' },
    ],
  });
  const record = { Id: RecordDetail?.RecordId };
  const { RecordDetail: detail } = invoke<DescribeRecordOutput>('servicecatalog', 'DescribeRecord', record);
  return (detail?.RecordErrors ?? []).map(({ Description = '' }) => Description).join('\n');
}

function launchOf(bob: Stage) {
  const input = { Name: 'ours' };
  const found = bob.scientist.invoke<DescribeProvisionedProductOutput>(
    'servicecatalog',
    'DescribeProvisionedProduct',
    input,
  );
  const { Id, LastRecordId } = found.ProvisionedProductDetail ?? {};
  return { id: Id, ...ended(bob, LastRecordId) };
}

function startedByAda(bob: Stage): string {
  const { outputs } = launchOf(bob);
  const ada = inRole(bob.sandbox, dataScientistRole(LAB), 'ada');
  const input = { NotebookInstanceName: outputs['NotebookName'] };
  return refusalOf(() => ada.invoke('sagemaker', 'StartNotebookInstance', input));
}

function terminatedWithFiles(bob: Stage): string {
  const { id, outputs } = launchOf(bob);
  const file = { Bucket: outputs['BucketName'], Key: 'data.csv', Body: new Uint8Array([1]) };
  operatorOf(bob.sandbox, datascience.id).invoke('s3', 'PutObject', file);
  const input = { ProvisionedProductId: id };
  const gone = bob.scientist.invoke<ProvisionProductOutput>('servicecatalog', 'TerminateProvisionedProduct', input);
  ended(bob, gone.RecordDetail?.RecordId);
  return causes(bob).join('\n');
}

const OWN_NOTEBOOK = {
  NotebookInstanceName: 'mine',
  InstanceType: 'ml.t3.medium',
  RoleArn: `arn:aws:iam::${datascience.id}:role/mine`,
};

function trainedInNoNetwork(bob: Stage): string {
  const { outputs } = launchOf(bob);
  const role = `arn:aws:iam::${datascience.id}:role/${outputs['NotebookName'] ?? ''}-us-east-1`;
  const notebook = asService(bob.sandbox, 'sagemaker.amazonaws.com', role);
  const job = { ...smallJob(outputs['BucketName'] ?? ''), TrainingJobName: 'mlops-lab--mine', RoleArn: role };
  return refusalOf(() => notebook.invoke('sagemaker', 'CreateTrainingJob', job));
}

function refusalOf(call: () => unknown): string {
  try {
    call();
    return '';
  } catch (error) {
    return String(error);
  }
}
