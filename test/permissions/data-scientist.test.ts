import type { DescribeVpcEndpointsResult } from '@aws-sdk/client-ec2';
import type {
  DescribeProductOutput,
  DescribeRecordOutput,
  ProvisionProductOutput,
} from '@aws-sdk/client-service-catalog';
import type { GetParameterResult } from '@aws-sdk/client-ssm';
import type { AssumeRoleResponse } from '@aws-sdk/client-sts';
import { afterEach, describe, expect, it } from 'vitest';
import { parsePolicy, statementsOf } from '../../src/sandbox/kernel/policy/document.ts';
import { evaluatePolicy } from '../../src/sandbox/kernel/policy/evaluate.ts';
import { GLOBAL } from '../../src/sandbox/kernel/world.ts';
import { holderByArn } from '../../src/sandbox/services/iam/holders.ts';
import { iamSlice } from '../../src/sandbox/services/iam/state.ts';
import { principalOf } from '../../src/sandbox/services/sts/credentials.ts';
import { LAB } from '../support/rehearsal.ts';
import { asService, operatorOf, type Person } from './people.ts';
import { smallJob } from './small-job.ts';
import { labWithScientist, launch } from './stage.ts';

type Try = readonly [service: string, operation: string, input: object];

const { tools, datascience, staging } = LAB.accounts;
const ADMINISTRATOR = 'arn:aws:iam::aws:policy/AdministratorAccess';
const REFUSED = 'is not authorized to perform: ';
const STRANGERS = 'somebody-elses-data';
const OPEN_TO_ALL = 'open-to-this-account';

/** What data scientists must not succeed in, and by which policy each of it is refused. */
describe('a data scientist', async () => {
  const stage = await labWithScientist();
  const { sandbox, outputs } = stage;
  const { world } = sandbox.cloud;
  const { id: ProvisionedProductId, outputs: launched } = launch(stage, 'ada');
  const { NotebookName: NotebookInstanceName = '', BucketName = '' } = launched;
  const notebookRole = `arn:aws:iam::${datascience.id}:role/${NotebookInstanceName}-us-east-1`;
  const people = {
    scientist: stage.scientist,
    notebook: asService(sandbox, 'sagemaker.amazonaws.com', notebookRole),
    observer: become(stage.scientist, `arn:aws:iam::${tools.id}:role/mlops-lab--observer-us-east-1`),
  };
  type Who = keyof typeof people;
  const { scientist, notebook } = people;
  const roles = [outputs['DataScientistRoleArn'] ?? '', notebookRole];
  for (const Bucket of [STRANGERS, OPEN_TO_ALL])
    operatorOf(sandbox, staging.id).invoke('s3', 'CreateBucket', { Bucket });

  afterEach(() => {
    for (const arn of roles) holderByArn(world, arn)?.attachedPolicies.splice(0);
  });

  function makeAdministrators(): void {
    for (const arn of roles) holderByArn(world, arn)?.attachedPolicies.push(ADMINISTRATOR);
  }

  function become({ invoke }: Person, RoleArn: string): Person {
    const input = { RoleArn, RoleSessionName: 'ada' };
    const { Credentials: keys } = invoke<AssumeRoleResponse>('sts', 'AssumeRole', input);
    const principal = principalOf(world, keys?.AccessKeyId ?? '', keys?.SessionToken);
    const how = { principal, account: principal.account, region: LAB.region };
    return {
      principal,
      invoke: <Output>(service: string, operation: string, request: object) =>
        sandbox.cloud.answer({ ...how, service, operation, input: request }) as Output,
    };
  }

  /** Which permission is lacking for a call; undefined where it fails for nothing of the kind. */
  function refusal(who: Who, [service, operation, input]: Try): string | undefined {
    try {
      people[who].invoke(service, operation, input);
    } catch (error) {
      const { message } = error as Error;
      if (message.includes(REFUSED)) return message;
    }
    return undefined;
  }

  const mine = { NotebookInstanceName: 'mlops-lab--nb-mine', InstanceType: 'ml.t3.medium', RoleArn: notebookRole };
  const job = trainingJob(NotebookInstanceName, notebookRole, BucketName);
  const approval = {
    pipelineName: 'mlops-lab',
    stageName: 'Approval',
    actionName: 'ApproveRelease',
    token: '11111111-aaaa-4bbb-8ccc-222222222222',
    result: { status: 'Approved', summary: 'mine is good' },
  };

  describe('is refused by a statement that is there for it', () => {
    const version = {
      ProductId: outputs['SagemakerProductID'],
      IdempotencyToken: 'mine',
      Parameters: { Type: 'CLOUD_FORMATION_TEMPLATE', Info: { LoadTemplateFromURL: 'https://example.com/mine.yaml' } },
    };
    const bigger = { NotebookInstanceName, InstanceType: 'ml.p3.2xlarge' };
    const portfolio = { Id: outputs['LocalPortfolioId'], DisplayName: 'Mine' };
    const rights = { RoleName: `${NotebookInstanceName}-us-east-1`, PolicyName: 'more', PolicyDocument: '{}' };
    const model = { ModelName: `${NotebookInstanceName}-mine`, ExecutionRoleArn: notebookRole };

    /** An administrator's rights do not help against the statement, and do as soon as it is gone: so it is the one. */
    it.each<[string, string, Try]>([
      ['NoCatalogAdministration', 'changing the portfolio', ['servicecatalog', 'UpdatePortfolio', portfolio]],
      ['NoCatalogAdministration', 'a template', ['servicecatalog', 'CreateProvisioningArtifact', version]],
      ['NoReleaseDecisions', 'approving a release', ['codepipeline', 'PutApprovalResult', approval]],
      ['NoIdentities', 'more rights for the notebook', ['iam', 'PutRolePolicy', rights]],
      ['NotebooksFromTheCatalogOnly', 'a notebook of their own', ['sagemaker', 'CreateNotebookInstance', mine]],
      ['NotebooksFromTheCatalogOnly', 'a size not offered', ['sagemaker', 'UpdateNotebookInstance', bigger]],
      ['NothingOutsideANetwork', 'training in no network', ['sagemaker', 'CreateTrainingJob', job]],
      ['NothingOutsideANetwork', 'serving in no network', ['sagemaker', 'CreateModel', model]],
    ])('%s: %s', (sid, _, attempt) => {
      expectOnlyRefusedBy(sid, 'scientist', attempt, 'an identity-based policy');
    });

    it("NothingOutsideTheNetwork of the notebook's boundary: training in no network", () => {
      expectOnlyRefusedBy(
        'NothingOutsideTheNetwork',
        'notebook',
        ['sagemaker', 'CreateTrainingJob', job],
        'a permissions boundary',
      );
    });

    function expectOnlyRefusedBy(sid: string, who: Who, attempt: Try, policy: string): void {
      const named = `${REFUSED}${attempt[0]}:${attempt[1]} on resource: `;
      expect(refusal(who, attempt)).toContain(named);
      makeAdministrators();
      expect(refusal(who, attempt)).toMatch(new RegExp(`${named}.* with an explicit deny in ${policy}`));
      const putBack = takeOut(sid);
      expect(refusal(who, attempt)).toBeUndefined();
      putBack();
    }
  });

  describe('is refused since nothing allows it', () => {
    const stack = { StackName: 'SC-mine', TemplateBody: '{"Resources":{"Topic":{"Type":"AWS::SNS::Topic"}}}' };
    const endpoint = { EndpointName: 'mlops-lab--production', EndpointConfigName: 'mlops-lab--mine' };
    const verdict = {
      ModelPackageArn: `arn:aws:sagemaker:us-east-1:${tools.id}:model-package/mlops-lab/1`,
      ModelApprovalStatus: 'Approved',
    };

    it.each<[Who, string, Try]>([
      ['scientist', 'a stack without the catalog', ['cloudformation', 'CreateStack', stack]],
      ['scientist', 'an endpoint', ['sagemaker', 'CreateEndpoint', endpoint]],
      ['notebook', 'a notebook', ['sagemaker', 'CreateNotebookInstance', mine]],
      ['observer', 'approving what is watched', ['codepipeline', 'PutApprovalResult', approval]],
      ['observer', 'approving it in the registry', ['sagemaker', 'UpdateModelPackage', verdict]],
    ])('as the %s: %s', (who, _, attempt) => {
      const [service, operation] = attempt;
      expect(refusal(who, attempt)).toContain(`because no identity-based policy allows the ${service}:${operation}`);
    });

    it('as the notebook, where more is allowed than its boundary does', () => {
      makeAdministrators();
      expect(refusal('notebook', ['sagemaker', 'CreateNotebookInstance', mine])).toContain(
        'because no permissions boundary allows the sagemaker:CreateNotebookInstance action',
      );
    });
  });

  describe('does not reach the buckets of other accounts', () => {
    it.each([
      ['models on their way', outputs['ArtifactBucketName']],
      ['hold-out data', outputs['AssetBucketName']],
      ['submissions', outputs['SubmissionBucketName']],
      ['released models', `mlops-lab--models-${staging.id}-us-east-1`],
      ['what strangers have', STRANGERS],
    ])('%s, whatever the roles here are given', (_, Bucket) => {
      makeAdministrators();
      const object = { Bucket, Key: 'any' };
      for (const who of ['scientist', 'notebook'] as const) {
        expect(refusal(who, ['s3', 'GetObject', object])).toContain('no resource-based policy allows the s3:GetObject');
        expect(refusal(who, ['s3', 'PutObject', object])).toContain('no resource-based policy allows the s3:PutObject');
      }
    });

    it('even those that let everybody of this account in', () => {
      const Statement = {
        Effect: 'Allow',
        Principal: { AWS: datascience.id },
        Action: 's3:PutObject',
        Resource: `arn:aws:s3:::${OPEN_TO_ALL}/*`,
      };
      const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
      operatorOf(sandbox, staging.id).invoke('s3', 'PutBucketPolicy', { Bucket: OPEN_TO_ALL, Policy });
      const attempt: Try = ['s3', 'PutObject', { Bucket: OPEN_TO_ALL, Key: 'any' }];
      expect(refusal('scientist', attempt)).toContain('because no identity-based policy allows the s3:PutObject');
      makeAdministrators();
      expect(refusal('notebook', attempt)).toContain('because no permissions boundary allows the s3:PutObject');
    });

    it('through the network of the notebooks, nor with keys of other accounts', () => {
      const { invoke } = operatorOf(sandbox, datascience.id);
      const { VpcEndpoints = [] } = invoke<DescribeVpcEndpointsResult>('ec2', 'DescribeVpcEndpoints', {});
      const gateway = VpcEndpoints.find(({ VpcEndpointType }) => VpcEndpointType === 'Gateway');
      const lets = (keysOf: string, bucketOf: string) => {
        const context = { 'aws:PrincipalAccount': keysOf, 'aws:ResourceAccount': bucketOf };
        const { principal } = notebook;
        const request = { principal, action: 's3:PutObject', resource: 'arn:aws:s3:::any/data.csv', context };
        return evaluatePolicy(parsePolicy(gateway?.PolicyDocument ?? '') ?? { Statement: [] }, request);
      };
      const { id } = datascience;
      expect([lets(id, id), lets(id, tools.id)]).toEqual(['allow', 'allow']);
      expect([lets(id, staging.id), lets(tools.id, id), lets('444444444444', '444444444444')]).toEqual([
        'none',
        'none',
        'none',
      ]);
    });
  });

  it.each(['ml.p4d.24xlarge', 'huge'])('gets no other size than the product offers, such as %s', (Value) => {
    const { invoke } = scientist;
    const ProvisioningParameters = [
      { Key: 'NotebookSize', Value },
      { Key: 'Owner', Value: 'ada' },
    ];
    const ProductId = outputs['SagemakerProductID'];
    const product = invoke<DescribeProductOutput>('servicecatalog', 'DescribeProduct', { Id: ProductId });
    const ProvisioningArtifactId = product.ProvisioningArtifacts?.[0]?.Id;
    const wanted = { ProductId, ProvisioningArtifactId, ProvisionedProductName: Value, ProvisioningParameters };
    const grown = { ProvisionedProductId, ProvisioningParameters };
    for (const [operation, input] of [
      ['ProvisionProduct', wanted] as const,
      ['UpdateProvisionedProduct', grown] as const,
    ]) {
      const { RecordDetail: asked } = invoke<ProvisionProductOutput>('servicecatalog', operation, input);
      const { RecordDetail } = invoke<DescribeRecordOutput>('servicecatalog', 'DescribeRecord', {
        Id: asked?.RecordId,
      });
      expect(RecordDetail?.Status).toBe('FAILED');
      expect(RecordDetail?.RecordErrors?.[0]?.Description).toContain(
        "Parameter 'NotebookSize' failed to satisfy constraint: small, medium or large.",
      );
    }
  });

  function privateJob() {
    const Name = '/mlops/lab/notebook-security-group';
    const { Parameter } = operatorOf(sandbox, datascience.id).invoke<GetParameterResult>('ssm', 'GetParameter', {
      Name,
    });
    const VpcConfig = { Subnets: [outputs['SubnetIds']], SecurityGroupIds: [Parameter?.Value] };
    return { ...job, TrainingJobName: `${NotebookInstanceName}-private`, VpcConfig };
  }

  it('trains in the network of the notebook', () => {
    notebook.invoke('s3', 'PutObject', { Bucket: BucketName, Key: 'data/train.csv', Body: new Uint8Array([1]) });
    notebook.invoke('sagemaker', 'CreateTrainingJob', privateJob());
  });

  it('trains and serves on no large instance', () => {
    const large = { ...job.ResourceConfig, InstanceType: 'ml.p3.2xlarge' };
    const refusal = /explicit deny in a permissions boundary.*SmallInstancesOnly/s;
    expect(() => notebook.invoke('sagemaker', 'CreateTrainingJob', { ...privateJob(), ResourceConfig: large })).toThrow(
      refusal,
    );
    const variant = { VariantName: 'all', ModelName: NotebookInstanceName, InitialInstanceCount: 1 };
    expect(() =>
      notebook.invoke('sagemaker', 'CreateEndpointConfig', {
        EndpointConfigName: NotebookInstanceName,
        ProductionVariants: [{ ...variant, InstanceType: 'ml.p3.2xlarge' }],
        Tags: job.Tags,
      }),
    ).toThrow(refusal);
  });

  /** Takes a statement out of the scientist's role or the boundary of notebooks; the function that is given puts it back. */
  function takeOut(sid: string): () => void {
    const inline = holderByArn(world, outputs['DataScientistRoleArn'] ?? '')?.inlinePolicies ?? {};
    for (const [name, text] of Object.entries(inline)) {
      const rest = without(text, sid);
      if (rest === undefined) continue;
      inline[name] = rest;
      return () => (inline[name] = text);
    }
    const arn = `arn:aws:iam::${datascience.id}:policy/mlops-lab--nb-boundary-us-east-1`;
    const boundary = world.slice(iamSlice, datascience.id, GLOBAL).policies[arn];
    const [version] = boundary?.versions ?? [];
    const rest = without(version?.document ?? '', sid);
    if (!boundary || !version || rest === undefined) throw new Error(`there is no statement ${sid}`);
    boundary.versions = [{ ...version, document: rest }];
    return () => (boundary.versions = [version]);
  }
});

/** A policy without one of its statements; undefined where it has none of that name. */
function without(text: string, sid: string): string | undefined {
  const document = parsePolicy(text);
  const statements = document ? statementsOf(document) : [];
  const rest = statements.filter(({ Sid }) => Sid !== sid);
  return rest.length < statements.length ? JSON.stringify({ ...document, Statement: rest }) : undefined;
}

/** A training job as a notebook starts it, but in no network. */
function trainingJob(notebook: string, RoleArn: string, bucket: string) {
  return { ...smallJob(bucket), TrainingJobName: `${notebook}-mine`, RoleArn };
}
