import type {
  ActionDeclaration,
  ActionExecutionDetail,
  ActionState,
  PipelineDeclaration,
  PipelineExecutionSummary,
  StageState,
} from '@aws-sdk/client-codepipeline';

import { cloudFormationService } from '../../../../src/sandbox/cloudformation/index.ts';
import type { Authorizer } from '../../../../src/sandbox/kernel/authorization.ts';
import { memoryBlobs } from '../../../../src/sandbox/kernel/blobs.ts';
import { SandboxCloud } from '../../../../src/sandbox/kernel/cloud.ts';
import { Faults } from '../../../../src/sandbox/kernel/faults.ts';
import type { Principal } from '../../../../src/sandbox/kernel/principal.ts';
import type { Service } from '../../../../src/sandbox/kernel/service.ts';
import { memoryTrail } from '../../../../src/sandbox/kernel/trail.ts';
import { World } from '../../../../src/sandbox/kernel/world.ts';
import { codePipelineService } from '../../../../src/sandbox/services/codepipeline/index.ts';
import { iamService } from '../../../../src/sandbox/services/iam/index.ts';
import { kmsService } from '../../../../src/sandbox/services/kms/index.ts';
import { s3Service } from '../../../../src/sandbox/services/s3/index.ts';
import { principalOf } from '../../../../src/sandbox/services/sts/credentials.ts';
import { stsService } from '../../../../src/sandbox/services/sts/index.ts';
import { operatorKeyId, seedAccounts } from '../../../../src/sandbox/services/sts/seed.ts';
import { allowing, REGION, TOOLS, trusting } from '../iam/accounts.ts';
import {
  fakeEvents,
  type FakeLambda,
  fakeLambda,
  fakeSns,
  type PublishedEvent,
  type ReceivedJob,
} from './fake-services.ts';

export { REGION, TOOLS };
export const ROLE = `arn:aws:iam::${TOOLS}:role/pipeline`;
export const SUBMISSIONS = 'submissions';
export const ARTIFACTS = 'artifacts';
export const KEY = 'submission.zip';

const type = (category: 'Source' | 'Invoke' | 'Approval', provider: string) =>
  ({ category, owner: 'AWS', provider, version: '1' }) as const;

export const SOURCE: ActionDeclaration = {
  name: 'Submission',
  actionTypeId: type('Source', 'S3'),
  configuration: { S3Bucket: SUBMISSIONS, S3ObjectKey: KEY, PollForSourceChanges: 'false' },
  outputArtifacts: [{ name: 'Submission' }],
  namespace: 'Source',
};

export function invoke(
  name: string,
  more: Partial<ActionDeclaration> = {},
  UserParameters?: string,
): ActionDeclaration {
  const configuration = { FunctionName: name, ...(UserParameters !== undefined && { UserParameters }) };
  return { name, actionTypeId: type('Invoke', 'Lambda'), configuration, ...more };
}

export function approval(
  name: string,
  configuration: Record<string, string> = {},
  more: object = {},
): ActionDeclaration {
  return { name, actionTypeId: type('Approval', 'Manual'), configuration, ...more };
}

export type Stages = readonly (readonly [string, readonly ActionDeclaration[]])[];

export function functionsIn(stages: Stages): string[] {
  return stages.flatMap(([, actions]) => actions.flatMap(({ configuration }) => configuration?.['FunctionName'] ?? []));
}

export function declaration(stages: Stages, more: Partial<PipelineDeclaration> = {}): PipelineDeclaration {
  return {
    name: 'release',
    roleArn: ROLE,
    artifactStore: { type: 'S3', location: ARTIFACTS },
    stages: stages.map(([name, actions]) => ({ name, actions: [...actions] })),
    executionMode: 'QUEUED',
    pipelineType: 'V2',
    ...more,
  };
}

interface LabOptions {
  readonly authorize?: Authorizer;
  /** Real services, in place of the fakes of the same name. */
  readonly services?: readonly Service[];
  /** The lab whose world goes on. */
  readonly before?: PipelineLab;
}

/** An account with a source bucket, an artifact bucket, a role for the pipeline, and functions that tests stand for. */
export class PipelineLab {
  readonly lambda: FakeLambda;
  readonly events: PublishedEvent[] = [];
  readonly published: { TopicArn: string; Subject: string; Message: string }[] = [];
  readonly cloud: SandboxCloud;
  readonly operator: Principal;

  constructor({ authorize, services = [], before }: LabOptions = {}) {
    const world = before ? World.restore(before.cloud.world.snapshot()) : World.begin(Date.UTC(2026, 0, 5));
    seedAccounts(world, [{ account: TOOLS, administratorRoles: [] }]);
    this.lambda = before?.lambda ?? fakeLambda();
    this.cloud = new SandboxCloud({
      world,
      services: [
        codePipelineService,
        cloudFormationService,
        s3Service,
        iamService,
        stsService,
        kmsService,
        this.lambda.service,
        fakeEvents(this.events),
        fakeSns(this.published),
        ...services,
      ],
      blobs: before?.cloud.blobs ?? memoryBlobs(),
      trail: memoryTrail(),
      faults: new Faults([]),
      authorize,
    });
    this.operator = principalOf(world, operatorKeyId(TOOLS), undefined);
    if (!before) this.#furnish();
  }

  #furnish(): void {
    for (const Bucket of [SUBMISSIONS, ARTIFACTS]) {
      this.call('CreateBucket', { Bucket }, 's3');
      this.call('PutBucketVersioning', { Bucket, VersioningConfiguration: { Status: 'Enabled' } }, 's3');
    }
    const trust = trusting({ Service: 'codepipeline.amazonaws.com' });
    this.call('CreateRole', { RoleName: 'pipeline', AssumeRolePolicyDocument: trust }, 'iam');
    this.allow(['s3:*', 'kms:*', 'lambda:InvokeFunction', 'sns:Publish', 'sts:AssumeRole']);
    this.pass(10);
  }

  /** What the pipeline's role may do, instead of what it might before. */
  allow(actions: string[]): void {
    const input = { RoleName: 'pipeline', PolicyName: 'all', PolicyDocument: allowing(actions) };
    this.call('PutRolePolicy', input, 'iam');
  }

  call<Output = Record<string, unknown>>(
    operation: string,
    input: object,
    service = 'codepipeline',
    principal: Principal = this.operator,
  ): Output {
    const { account } = principal;
    return this.cloud.answer({ principal, account, region: REGION, service, operation, input }) as Output;
  }

  pass(seconds: number): void {
    this.cloud.advanceTo(this.cloud.world.now + seconds * 1000);
  }

  submit(text = 'a submission', more: object = {}): string {
    const input = { Bucket: SUBMISSIONS, Key: KEY, Body: Buffer.from(text), ...more };
    return this.call<{ VersionId: string }>('PutObject', input, 's3').VersionId;
  }

  /** Creates the pipeline with nothing in its source bucket, so that the first execution is over and failed. */
  pipeline(stages: Stages, more: Partial<PipelineDeclaration> = {}): void {
    this.call('CreatePipeline', { pipeline: declaration(stages, more) });
    this.pass(10);
  }

  start(more: object = {}): string {
    const input = { name: 'release', ...more };
    return this.call<{ pipelineExecutionId: string }>('StartPipelineExecution', input).pipelineExecutionId;
  }

  /** Has functions end their jobs well as soon as they get them. */
  succeeding(...names: string[]): void {
    for (const name of names) this.lambda.functions.set(name, (job) => this.succeed(job));
  }

  /** Has functions take jobs and leave them. */
  silent(...names: string[]): void {
    for (const name of names) this.lambda.functions.set(name, () => undefined);
  }

  succeed({ id: jobId }: Pick<ReceivedJob, 'id'>, more: object = {}): void {
    this.call('PutJobSuccessResult', { jobId, ...more });
  }

  fail({ id: jobId }: Pick<ReceivedJob, 'id'>, message = 'no good'): void {
    this.call('PutJobFailureResult', { jobId, failureDetails: { type: 'JobFailed', message } });
  }

  /** The job that a function got last. */
  lastJob(name?: string): ReceivedJob {
    const found = this.lambda.invocations.findLast((one) => name === undefined || one.function === name);
    if (!found) throw new Error(`no job for ${name}`);
    return found.job;
  }

  status(pipelineExecutionId: string): string | undefined {
    const input = { pipelineName: 'release', pipelineExecutionId };
    return this.call<{ pipelineExecution: { status: string } }>('GetPipelineExecution', input).pipelineExecution.status;
  }

  executions(more: object = {}): PipelineExecutionSummary[] {
    const input = { pipelineName: 'release', ...more };
    return this.call<{ pipelineExecutionSummaries: PipelineExecutionSummary[] }>('ListPipelineExecutions', input)
      .pipelineExecutionSummaries;
  }

  stage(name: string): StageState {
    const { stageStates } = this.call<{ stageStates: StageState[] }>('GetPipelineState', { name: 'release' });
    return stageStates.find(({ stageName }) => stageName === name) ?? {};
  }

  action(stage: string, name: string): ActionState {
    return this.stage(stage).actionStates?.find(({ actionName }) => actionName === name) ?? {};
  }

  /** Runs of actions, the oldest first. */
  runs(pipelineExecutionId?: string): ActionExecutionDetail[] {
    const filter = pipelineExecutionId === undefined ? {} : { filter: { pipelineExecutionId } };
    const input = { pipelineName: 'release', ...filter };
    const { actionExecutionDetails } = this.call<{ actionExecutionDetails: ActionExecutionDetail[] }>(
      'ListActionExecutions',
      input,
    );
    return actionExecutionDetails.reverse();
  }

  object(Bucket: string, Key: string, principal?: Principal) {
    return this.call<{ Body: Uint8Array; ServerSideEncryption: string; SSEKMSKeyId?: string }>(
      'GetObject',
      { Bucket, Key },
      's3',
      principal,
    );
  }
}
