import { describe, expect, it } from 'vitest';
import { evaluate, evaluateText } from './evaluate.ts';
import { actions, conditionKeys, statements } from './statements.ts';
import { load, resources, rows, templates } from './template.ts';

const allowed = statements.filter(({ statement }) => statement.Effect === 'Allow');

/** Where an Allow says Resource "*", and why it has to. In a key policy "*" is the key itself. */
const anyResource: Readonly<Record<string, string>> = {
  'datascience/prepare_datascientist_account.yaml NotebookBoundary/WithoutResources': 'actions without resource types',
  'datascience/network.yaml FlowLogRole/FindFlowLogs': 'an action without resource types, as the guide of flow logs prescribes',
  'datascience/network.yaml S3Endpoint/LabAccountsOnly': 'limited to two accounts by condition',
  'datascience/network.yaml StsEndpoint/LabAccountsOnly': 'limited to two accounts by condition',
  'datascience/prepare_datascientist_account.yaml LaunchRole/CheckTemplate': 'a template that is no stack yet',
  'datascience/prepare_datascientist_account.yaml LaunchRole/ReadTemplateOfServiceCatalog':
    'the bucket of Service Catalog has no published name; limited by object tag, as its guide prescribes',
  'datascience/prepare_datascientist_account.yaml LaunchRole/SeeNetwork': 'actions without resource types',
  'datascience/prepare_datascientist_account.yaml DataScientistRole/BrowseCatalog': 'limited by portfolio access',
  'datascience/prepare_datascientist_account.yaml DataScientistRole/ManageOwnLaunches': 'limited by user level',
  'datascience/prepare_datascientist_account.yaml DataScientistRole/ListNotebooks': 'an action without resource types',
  'datascience/prepare_datascientist_account.yaml DataScientistRole/SeeNetwork': 'actions without resource types',
  'products/sagemaker_notebook.yaml NotebookRole/SeeNetwork': 'actions without resource types',
  'products/sagemaker_notebook.yaml NotebookRole/SignInToRegistry': 'an action without resource types',
  'products/sagemaker_notebook.yaml NotebookRole/PublishMetrics': 'limited by namespace',
  'staging/prepare_staging_account.yaml NonProdRole/SignInToRegistry': 'an action without resource types',
  'staging/prepare_staging_account.yaml ProductionRole/SignInToRegistry': 'an action without resource types',
  'staging/prepare_staging_account.yaml ProductionRole/PublishMetrics': 'limited by namespace',
  'staging/prepare_staging_account.yaml DeployRole/ListWhatIsOld': 'an action without resource types',
  'tools/mlops_pipeline.yaml PipelineRole/ListFunctions': 'an action without resource types',
  'tools/mlops_pipeline.yaml TrainingRole/SignInToRegistry': 'an action without resource types',
  'tools/mlops_pipeline.yaml TrainingRole/PublishMetrics': 'limited by namespace',
  'tools/mlops_pipeline.yaml TrainModelRole/AnswerTheJob': 'actions without resource types',
  'tools/mlops_pipeline.yaml GetStatusRole/AnswerTheJob': 'actions without resource types',
  'tools/mlops_pipeline.yaml DeployModelRole/AnswerTheJob': 'actions without resource types',
  'tools/mlops_pipeline.yaml EvaluateModelRole/AnswerTheJob': 'actions without resource types',
};
const ours = new Set(Object.keys(anyResource).map((name) => name.split(' ')[0]));

describe('least privilege', () => {
  it('attaches no policy of AWS', () => {
    const attached = resources('AWS::IAM::Role').filter(({ resource }) => resource.Properties['ManagedPolicyArns']);
    expect(attached).toEqual([]);
    for (const { source } of templates) expect(source).not.toMatch(/^[^#\n]*policy\/\w*FullAccess/m);
  });

  it('allows no whole service, but a key to its account', () => {
    const whole = allowed.filter(({ statement }) => actions(statement).some((action) => /^\*$|:\*$/.test(action)));
    const other = whole.filter(({ statement }) => statement.Sid !== 'ThisAccountByIamPolicy');
    expect(other.map(({ name }) => name)).toEqual([]);
  });

  it('allows any resource only where that is explained', () => {
    const any = allowed
      .filter(({ template, resource }) => ours.has(template.path) && resource.Type !== 'AWS::KMS::Key')
      .filter(({ statement }) => [statement.Resource].flat().includes('*'));
    expect(any.map(({ name }) => name).sort()).toEqual(Object.keys(anyResource).sort());
  });

  it('passes roles to one service only', () => {
    const passes = allowed.filter(({ statement }) => actions(statement).includes('iam:PassRole'));
    expect(passes.length).toBeGreaterThan(0);
    const loose = passes.filter(
      ({ statement }) => actions(statement).length > 1 || !conditionKeys(statement).includes('iam:PassedToService'),
    );
    expect(loose.map(({ name }) => name)).toEqual([]);
  });

  it('lends keys to AWS services only', () => {
    const grants = allowed.filter(
      ({ statement, id }) => actions(statement).includes('kms:CreateGrant') && id !== 'NotebookBoundary',
    );
    expect(grants.length).toBeGreaterThan(0);
    const loose = grants.filter(({ statement }) => !conditionKeys(statement).includes('kms:GrantIsForAWSResource'));
    expect(loose.map(({ name }) => name)).toEqual([]);
  });

  it('names every statement once in its resource', () => {
    const names = statements.filter(({ kind }) => kind !== 'trust').map(({ name }) => name);
    expect(names.filter((name) => name.endsWith('/trust'))).toEqual([]);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('opens no policy to everyone without a condition', () => {
    const open = allowed.filter(({ statement }) => statement.Principal === '*' && !statement.Condition);
    expect(open.map(({ name }) => name)).toEqual([]);
  });
});

describe('roles', () => {
  it.each(rows(resources('AWS::IAM::Role')))(
    '%s has no path, so that it can leave a portfolio again',
    (_, { resource }) => {
      expect(resource.Properties).not.toHaveProperty('Path');
    },
  );

  it.each(rows(resources('AWS::IAM::Role')))(
    '%s keeps its inline policies under the quota',
    (_, { template, resource }) => {
      const policies = evaluate(resource.Properties['Policies'], { template, values: { LabName: 'exactly-16-chars' } });
      expect(JSON.stringify(policies).length).toBeLessThanOrEqual(10_240);
    },
  );

  it.each(rows(resources('AWS::IAM::ManagedPolicy')))('%s is under the quota', (_, { template, resource }) => {
    const policy = evaluate(resource.Properties['PolicyDocument'], {
      template,
      values: { LabName: 'exactly-16-chars' },
    });
    expect(JSON.stringify(policy).length).toBeLessThanOrEqual(6_144);
  });
});

/** What one template calls a role has to be what another lets in. */
describe('across accounts', () => {
  const prerequisites = load('tools/pre-reqs.yaml');
  const selfService = load('datascience/prepare_datascientist_account.yaml');
  const staging = load('staging/prepare_staging_account.yaml');
  const product = load('products/sagemaker_notebook.yaml');
  const values = {
    LabName: 'class-7',
    SpokeAccountID: '222222222222',
    StagingAccountID: '333333333333',
    ToolsAccountID: '111111111111',
    'AWS::Region': 'eu-west-1',
  };

  function roleArn(template: typeof product, id: string, account: string): string {
    const name = evaluateText(template.Resources[id]?.Properties['RoleName'], { template, values });
    return `arn:aws:iam::${account}:role/${name}`;
  }
  const notebook = roleArn(product, 'NotebookRole', '222222222222');
  const launch = roleArn(selfService, 'LaunchRole', '222222222222');
  const dataScientist = roleArn(selfService, 'DataScientistRole', '222222222222');
  const deploy = roleArn(staging, 'DeployRole', '333333333333');

  /** Statements of the resource's policy, other than the account's own, that let the role in. */
  function lets(template: typeof product, id: string, role: string): string[] {
    const account = role.split(':')[4];
    return statements
      .filter((found) => found.template.path === template.path && found.id === id)
      .map(({ statement }) => evaluate(statement, { template, values }) as typeof statement)
      .filter(({ Effect }) => Effect === 'Allow')
      .filter(({ Principal }) => JSON.stringify(Principal).includes(`::${account}:root`))
      .filter(({ Condition }) => {
        const pattern = Condition?.['ArnLike']?.['aws:PrincipalArn'] ?? Condition?.['ArnEquals']?.['aws:PrincipalArn'];
        return typeof pattern === 'string' && new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(role);
      })
      .map(({ Sid = '' }) => Sid);
  }

  it.each([
    ['Key', notebook, ['NotebooksReadAssetsAndSubmit']],
    ['Key', launch, ['LaunchRoleReadsProduct']],
    ['Key', deploy, ['DeployRoleReadsModels']],
    ['Key', dataScientist, ['DataScientistsSubmit']],
    ['AssetBucketPolicy', notebook, ['NotebooksReadNotebooks', 'NotebooksListNotebooks']],
    ['AssetBucketPolicy', launch, ['LaunchRoleReadsProduct']],
    ['AssetBucketPolicy', deploy, []],
    ['SubmissionBucketPolicy', notebook, ['NotebooksSubmit']],
    ['SubmissionBucketPolicy', dataScientist, ['DataScientistsSubmit']],
    ['SubmissionBucketPolicy', launch, []],
    ['AssetBucketPolicy', dataScientist, []],
    ['ArtifactBucketPolicy', deploy, ['DeployRoleReadsModels']],
    ['ArtifactBucketPolicy', notebook, []],
  ])('%s lets %s in by %j', (id, role, sids) => {
    expect(lets(prerequisites, id, role)).toEqual(sids);
  });

  it.each(['NotebooksSubmit', 'DataScientistsSubmit'])('lets them hand in, not read what was handed in: %s', (sid) => {
    const [submit] = statements.filter(({ name }) => name === `tools/pre-reqs.yaml SubmissionBucketPolicy/${sid}`);
    expect(submit && actions(submit.statement)).toEqual(['s3:PutObject', 's3:AbortMultipartUpload']);
    expect(submit?.statement.Resource).toEqual({ 'Fn::Sub': '${SubmissionBucket.Arn}/submissions/*' });
  });

  it.each([
    ['arn:aws:iam::111111111111:role/mlops-class-7--fn-deploy-eu-west-1', true],
    ['arn:aws:iam::111111111111:role/mlops-other--fn-deploy-eu-west-1', false],
    ['arn:aws:iam::111111111111:role/administrator', false],
  ])('lets %s assume the deploy role: %s', (role, may) => {
    const [trust] = statements.filter(({ id, kind }) => id === 'DeployRole' && kind === 'trust');
    const condition = evaluate(trust?.statement.Condition, { template: staging, values }) as Record<
      string,
      Record<string, string>
    >;
    const pattern = condition['ArnLike']?.['aws:PrincipalArn'] ?? '';
    expect(new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(role)).toBe(may);
    expect(condition['StringEquals']).toHaveProperty('sts:ExternalId');
  });

  it('gives notebooks the boundary that the launch role demands', () => {
    const boundary = evaluateText(product.Resources['NotebookRole']?.Properties['PermissionsBoundary'], {
      template: product,
      values,
    });
    const name = evaluateText(selfService.Resources['NotebookBoundary']?.Properties['ManagedPolicyName'], {
      template: selfService,
      values,
    });
    expect(boundary).toBe(`arn:aws:iam::222222222222:policy/${name}`);
  });

  it('allows in the boundary every action that the role of a notebook has', () => {
    const of = (id: string): string[] =>
      allowed
        .filter((found) => found.id === id && found.kind === 'identity')
        .flatMap(({ statement }) => [...actions(statement)]);
    expect(of('NotebookRole').filter((action) => !of('NotebookBoundary').includes(action))).toEqual([]);
  });

  it('has a parameter for everything that the product reads', () => {
    const read = [...product.source.matchAll(/\{\{resolve:ssm:\/mlops\/\$\{LabName\}\/([^}$]+)/g)].map(
      (match) => match[1] ?? '',
    );
    const stored = resources('AWS::SSM::Parameter').map(({ template, resource }) =>
      evaluateText(resource.Properties['Name'], { template, values }).replace('/mlops/class-7/', ''),
    );
    const missing = read.filter((name) => !stored.some((each) => each.startsWith(name)));
    expect(missing).toEqual([]);
    expect(stored.filter((name) => !read.some((each) => name.startsWith(each)))).toEqual([]);
  });
});

describe('the launch role', () => {
  const launch = allowed.filter(({ id, kind }) => id === 'LaunchRole' && kind === 'identity');
  const may = launch.flatMap(({ statement }) => [...actions(statement)]);

  /** What making and removing the parts of the product takes, by type. */
  const needs: Readonly<Record<string, readonly string[]>> = {
    'AWS::S3::Bucket': ['s3:CreateBucket', 's3:DeleteBucket', 's3:PutEncryptionConfiguration', 's3:PutBucketTagging'],
    'AWS::S3::BucketPolicy': ['s3:PutBucketPolicy'],
    'AWS::IAM::Role': ['iam:CreateRole', 'iam:PutRolePolicy', 'iam:TagRole', 'iam:DeleteRolePolicy', 'iam:DeleteRole'],
    'AWS::SageMaker::NotebookInstanceLifecycleConfig': [
      'sagemaker:CreateNotebookInstanceLifecycleConfig',
      'sagemaker:DescribeNotebookInstanceLifecycleConfig',
      'sagemaker:UpdateNotebookInstanceLifecycleConfig',
      'sagemaker:DeleteNotebookInstanceLifecycleConfig',
    ],
    'AWS::SageMaker::NotebookInstance': [
      'sagemaker:CreateNotebookInstance',
      'sagemaker:DescribeNotebookInstance',
      'sagemaker:UpdateNotebookInstance',
      'sagemaker:StartNotebookInstance',
      'sagemaker:StopNotebookInstance',
      'sagemaker:DeleteNotebookInstance',
      'sagemaker:AddTags',
      'iam:PassRole',
      'ec2:CreateNetworkInterface',
      'kms:CreateGrant',
      'kms:DescribeKey',
    ],
  };

  it.each(Object.entries(load('products/sagemaker_notebook.yaml').Resources))(
    'can make and remove %s',
    (_, { Type }) => {
      expect(needs).toHaveProperty([Type]);
      expect(may).toEqual(expect.arrayContaining([...(needs[Type] ?? [])]));
    },
  );

  it('can neither launch products itself nor attach policies', () => {
    expect(may.filter((action) => /^servicecatalog:|^iam:(Attach|DeleteRolePermissionsBoundary)/.test(action))).toEqual(
      [],
    );
  });

  it('makes no role without the boundary', () => {
    const makes = launch.filter(({ statement }) => /iam:(CreateRole|PutRole)/.test(actions(statement).join()));
    expect(makes).toHaveLength(1);
    expect(makes.every(({ statement }) => conditionKeys(statement).includes('iam:PermissionsBoundary'))).toBe(true);
  });
});

describe('the data scientist', () => {
  const own = statements.filter(({ id, kind }) => id === 'DataScientistRole' && kind === 'identity');
  const denied = own
    .filter(({ statement }) => statement.Effect === 'Deny')
    .flatMap(({ statement }) => [...actions(statement)]);
  const may = own
    .filter(({ statement }) => statement.Effect === 'Allow')
    .flatMap(({ statement }) => [...actions(statement)]);
  const matches = (pattern: string, action: string): boolean =>
    new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(action);

  it.each([
    'servicecatalog:CreatePortfolio',
    'servicecatalog:AssociatePrincipalWithPortfolio',
    'servicecatalog:DeleteConstraint',
    'sagemaker:UpdateModelPackage',
    'codepipeline:PutApprovalResult',
    'iam:CreateRole',
    'iam:PutRolePolicy',
    'sagemaker:CreateNotebookInstance',
    'sagemaker:CreateTrainingJob',
  ])('is denied %s', (action) => {
    expect(denied.some((pattern) => matches(pattern, action))).toBe(true);
  });

  it('is not denied what it is allowed', () => {
    expect(may.filter((action) => denied.some((pattern) => matches(pattern, action)))).toEqual([]);
  });

  it('manages its own launches only', () => {
    const manages = own.find(({ statement }) =>
      actions(statement).includes('servicecatalog:TerminateProvisionedProduct'),
    );
    expect(manages?.statement.Condition).toEqual({ StringEquals: { 'servicecatalog:userLevel': 'self' } });
  });
});
