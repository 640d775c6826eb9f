import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../support/sweep.ts';
import { evaluate, evaluateText, type Scope } from './evaluate.ts';
import { statements, type FoundStatement } from './statements.ts';
import { resources } from './template.ts';

/** Two labs in the same three accounts: no name of the one is within reach of what the other's policies name. */

interface Place {
  readonly name: string;
  readonly region: string;
}

const ACCOUNTS = { tools: '111111111111', datascience: '222222222222', staging: '333333333333' };
const SUFFIX = '12345678';

function accountOf(path: string): string {
  if (path.startsWith('tools/')) return ACCOUNTS.tools;
  return path.startsWith('staging/') ? ACCOUNTS.staging : ACCOUNTS.datascience;
}

function valuesIn(path: string, { name, region }: Place): Readonly<Record<string, string>> {
  const bucket = (what: string) => `mlops-${name}--${what}-${ACCOUNTS.tools}-${region}`;
  return {
    LabName: name,
    TeamName: 'research',
    ToolsAccountID: ACCOUNTS.tools,
    SpokeAccountID: ACCOUNTS.datascience,
    StagingAccountID: ACCOUNTS.staging,
    AssetBucketName: bucket('assets'),
    SubmissionBucketName: bucket('submissions'),
    ArtifactBucketName: bucket('artifacts'),
    ModelBucketName: `mlops-${name}--models-${ACCOUNTS.staging}-${region}`,
    DeployRoleArn: `arn:aws:iam::${ACCOUNTS.staging}:role/mlops-${name}--deploy-${region}`,
    EndpointInstanceType: 'ml.m5.large',
    NotificationEmail: 'team@example.com',
    NetworkZones: '3',
    'AWS::AccountId': accountOf(path),
    'AWS::Region': region,
  };
}

type Arn = (name: string, account: string, region: string) => string;

/** How what a template names is called in policies. */
const NAMED: Readonly<Record<string, readonly [property: string, arn: Arn]>> = {
  'AWS::S3::Bucket': ['BucketName', (name) => `arn:aws:s3:::${name}`],
  'AWS::IAM::Role': ['RoleName', (name, account) => `arn:aws:iam::${account}:role/${name}`],
  'AWS::IAM::ManagedPolicy': ['ManagedPolicyName', (name, account) => `arn:aws:iam::${account}:policy/${name}`],
  'AWS::KMS::Alias': ['AliasName', (name, account, region) => `arn:aws:kms:${region}:${account}:${name}`],
  'AWS::SSM::Parameter': ['Name', (name, account, region) => `arn:aws:ssm:${region}:${account}:parameter${name}`],
  'AWS::Lambda::Function': ['FunctionName', (name, account, region) => `arn:aws:lambda:${region}:${account}:function:${name}`],
  'AWS::Logs::LogGroup': ['LogGroupName', (name, account, region) => `arn:aws:logs:${region}:${account}:log-group:${name}`],
  'AWS::CodePipeline::Pipeline': ['Name', (name, account, region) => `arn:aws:codepipeline:${region}:${account}:${name}`],
  'AWS::Events::Rule': ['Name', (name, account, region) => `arn:aws:events:${region}:${account}:rule/${name}`],
  'AWS::SNS::Topic': ['TopicName', (name, account, region) => `arn:aws:sns:${region}:${account}:${name}`],
  'AWS::CloudWatch::Alarm': ['AlarmName', (name, account, region) => `arn:aws:cloudwatch:${region}:${account}:alarm:${name}`],
  'AWS::SageMaker::ModelPackageGroup': [
    'ModelPackageGroupName',
    (name, account, region) => `arn:aws:sagemaker:${region}:${account}:model-package-group/${name}`,
  ],
  'AWS::SageMaker::NotebookInstance': [
    'NotebookInstanceName',
    (name, account, region) => `arn:aws:sagemaker:${region}:${account}:notebook-instance/${name}`,
  ],
  'AWS::SageMaker::NotebookInstanceLifecycleConfig': [
    'NotebookInstanceLifecycleConfigName',
    (name, account, region) => `arn:aws:sagemaker:${region}:${account}:notebook-instance-lifecycle-config/${name}`,
  ],
};

function namesInTemplates(lab: Place): string[] {
  return resources().flatMap(({ template, resource }) => {
    const [property, arn] = NAMED[resource.Type] ?? [];
    if (property === undefined || arn === undefined) return [];
    const values = valuesIn(template.path, lab);
    const called = arn(evaluateText(resource.Properties[property], { template, values }), accountOf(template.path), lab.region);
    // What is in it goes by its name.
    return [called, `${called}/submissions/submission.zip`, `${called}:log-stream:2026`];
  });
}

/** What the pipeline and notebooks make, and where it writes its logs. */
function namesAtRunTime({ name, region }: Place): string[] {
  const execution = '01234567-89ab-4def-8123-456789abcdef';
  const here = (account: string, service: string, resource: string) => `arn:aws:${service}:${region}:${account}:${resource}`;
  const released = [`mlops-${name}--production`, `mlops-${name}--nonprod-0123456789ab`, `mlops-${name}--nb-${SUFFIX}-try`];
  const jobs = [`mlops-${name}--${execution}`, `mlops-${name}--nb-${SUFFIX}-20260105-101500`];
  return Object.values(ACCOUNTS).flatMap((account) => [
    ...['endpoint', 'endpoint-config', 'model'].flatMap((kind) =>
      released.map((each) => here(account, 'sagemaker', `${kind}/${each}`)),
    ),
    ...released.map((each) => here(account, 'logs', `log-group:/aws/sagemaker/Endpoints/${each}:log-stream:a`)),
    ...jobs.map((each) => here(account, 'sagemaker', `training-job/${each}`)),
    ...jobs.map((each) => here(account, 'logs', `log-group:/aws/sagemaker/TrainingJobs:log-stream:${each}/algo-1-1`)),
    here(account, 'sagemaker', `model-package/mlops-${name}/1`),
    here(account, 'cloudformation', `stack/LabMLOpsPipeline-${name}/01234567`),
  ]);
}

/** Statements that name more than the lab's own, and why that lets nobody do anything to another lab. */
const REASONS: Readonly<Record<string, string>> = {
  '*': 'listed with its reason in permissions.test.ts',
  'SageMakerApiEndpoint/LabAccountsOnly': 'the way in for the account, which two labs share; what a role may do there it names itself',
  'LogsEndpoint/LabAccountOnly': 'the way in for the account, which two labs share; what a role may do there it names itself',
  'NotebookBoundary/Logs': 'the most that a role may have; what each has names its own streams',
  'NotebookRole/OpenLogs': 'the groups of jobs are the account\'s: this makes them and lists streams, and reads none',
  'TrainingRole/OpenLogs': 'the group of training jobs is the account\'s: this makes it and lists streams, and reads none',
};

/** The texts of a statement that are held against ARNs: what it is about, and whom it lets in. */
function patterns(found: FoundStatement, lab: Place): string[] {
  const { statement, template } = found;
  const scope = { template, values: valuesIn(template.path, lab) };
  const condition = Object.values(statement.Condition ?? {}).flatMap((operator) =>
    Object.entries(operator).flatMap(([key, value]) =>
      ['aws:PrincipalArn', 'aws:SourceArn'].includes(key) ? [evaluate(value, scope)].flat() : [],
    ),
  );
  const resource = [evaluate(statement.Resource ?? [], scope)].flat();
  return [...resource.map((each) => withAlias(String(each), found, scope)), ...condition.map(String)];
}

/** A key that is known by its alias only. */
function withAlias(resource: string, { statement }: FoundStatement, scope: Scope): string {
  const alias = statement.Condition?.['ForAnyValue:StringEquals']?.['kms:ResourceAliases'];
  return alias === undefined ? resource : resource.replace('key/*', evaluateText(alias, scope));
}

/** Patterns of `*` and `?`, as IAM reads them. */
function matcher(pattern: string): RegExp {
  const text = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.');
  return new RegExp(`^(.*:)?${text}$`);
}

function reach(one: Place, other: Place): string[] {
  const names = [...namesInTemplates(other), ...namesAtRunTime(other)];
  return statements
    .filter(({ statement }) => statement.Effect === 'Allow')
    .flatMap((found) => {
      const own = patterns(found, one).filter((pattern) => !(pattern in REASONS));
      return own.flatMap((pattern) => {
        const matched = matcher(pattern);
        const reached = names.find((name) => matched.test(name));
        const isExplained = Object.keys(REASONS).some((reason) => found.name.endsWith(reason));
        return reached !== undefined && !isExplained ? [`${found.name}: ${pattern} matches ${reached}`] : [];
      });
    });
}

const labName = fc.stringMatching(/^[a-z][a-z0-9]{1,6}(-[a-z0-9]{1,3}){0,2}$/).filter((name) => name.length <= 16);
const alike = labName.chain((name) =>
  fc.tuple(
    fc.constant(name),
    fc.constantFrom('-2', '-nb', '-nb-x', '-production', '2', 'nb', '-fn', '-launch').map((more) => (name + more).slice(0, 16)),
  ),
);
const twoNames = fc.oneof(fc.tuple(labName, labName), alike).filter(([one, other]) => one !== other && !other.endsWith('-'));
const region = fc.constantFrom('us-east-1', 'us-east-2', 'eu-west-1', 'ap-southeast-1');

describe('the policies of a lab', () => {
  it('name nothing of a lab with another name', () => {
    fc.assert(
      fc.property(twoNames, region, ([one, other], where) => {
        expect(reach({ name: one, region: where }, { name: other, region: where })).toEqual([]);
        expect(reach({ name: other, region: where }, { name: one, region: where })).toEqual([]);
      }),
      runs(4, 30),
    );
  });

  it('name nothing of a lab in another region', () => {
    fc.assert(
      fc.property(labName, region, region, (name, one, other) => {
        fc.pre(one !== other);
        expect(reach({ name, region: one }, { name, region: other })).toEqual([]);
      }),
      runs(3, 16),
    );
  });

  it('would be found if they did', () => {
    const lab = { name: 'lab', region: 'us-east-1' };
    const found = reach(lab, lab);
    const reaching = (text: string) => found.some((line) => line.includes(text));
    const own = ['LaunchRole/ManageBucket', 'DeployRole/ChangeOwn', 'DeployRole/trust', 'Key/NotebooksReadAssetsAndSubmit'];
    expect(own.filter((name) => !reaching(name))).toEqual([]);
    const wide = matcher('arn:aws:sagemaker:us-east-1:333333333333:endpoint/mlops-lab-*');
    expect(wide.test('arn:aws:sagemaker:us-east-1:333333333333:endpoint/mlops-lab-2--production')).toBe(true);
  });
});
