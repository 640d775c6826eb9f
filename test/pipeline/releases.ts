import type {
  GetPipelineStateOutput,
  ListPipelineExecutionsOutput,
  RetryStageExecutionInput,
} from '@aws-sdk/client-codepipeline';
import type { GetObjectOutput, PutObjectOutput } from '@aws-sdk/client-s3';
import type {
  DescribeEndpointOutput,
  ListEndpointConfigsOutput,
  ListModelPackagesOutput,
} from '@aws-sdk/client-sagemaker';
import type { InvokeEndpointOutput } from '@aws-sdk/client-sagemaker-runtime';
import { watchPipeline } from '../../src/actions/follow/index.ts';
import { submit } from '../../src/actions/submit/index.ts';
import type { Outcome } from '../../src/actions/outcome.ts';
import type { AccountRole } from '../../src/lab/accounts.ts';
import { SUBMISSION_KEY } from '../../src/lab/names.ts';
import type { PipelineSettings } from '../../src/lab/pipeline.ts';
import type { Environment } from '../../src/lab/release.ts';
import type { Hyperparameters } from '../../src/lab/submission/hyperparameters.ts';
import { packSubmission } from '../../src/lab/submission/submission.ts';
import { continued, deployedLab, saved, type SavedWorld } from '../support/lab-in-place.ts';
import { LAB, UNATTENDED, type Rehearsal } from '../support/rehearsal.ts';

export const [TOOLS, STAGING] = [LAB.accounts.tools.id, LAB.accounts.staging.id];
export const ARTIFACTS = `mlops-lab--artifacts-${TOOLS}-us-east-1`;
export const MODELS = `mlops-lab--models-${STAGING}-us-east-1`;

/** Fewer trees than usual, which fit in no time and well enough. */
export const QUICK = { num_round: 20 };

/** Seconds after which the model of a serverless endpoint that came up is ready. */
export const READY = 60;

/** Makes a call as the root of an account, whom nothing restricts. */
export function call<Output = object>(
  { sandbox }: Rehearsal,
  role: AccountRole,
  name: `${string}:${string}`,
  input: object,
): Output {
  const [service = '', operation = ''] = name.split(':');
  const account = LAB.accounts[role].id;
  const principal = { kind: 'root', account, arn: `arn:aws:iam::${account}:root`, userId: account } as const;
  return sandbox.cloud.answer({ principal, account, region: 'us-east-1', service, operation, input }) as Output;
}

/** Has the lab's own data released, in the shortest way: nobody watches before it is over. */
export async function release(lab: Rehearsal, hyperparameters: Hyperparameters = QUICK): Promise<Outcome> {
  return ended(lab, begin(lab, submission(lab, hyperparameters)));
}

/** A release that is good enough in non-production, and is not any more once production is asked. */
export async function rejectedInProduction(lab: Rehearsal, hyperparameters: Hyperparameters): Promise<Outcome> {
  const executionId = begin(lab, submission(lab, hyperparameters));
  passUntil(lab, () => shown(lab, 'Production', 'DeployToProduction')?.status === 'InProgress');
  const restore = withThreshold(lab, '0');
  const result = await ended(lab, executionId);
  restore();
  return result;
}

/** Changes what models are measured by; what is answered puts it back. */
function withThreshold(lab: Rehearsal, THRESHOLD: string): () => void {
  const FunctionName = 'MLOps-BIA-EvaluateModel-lab';
  const { Environment } = call<{ Environment: { Variables: Record<string, string> } }>(
    lab,
    'tools',
    'lambda:GetFunctionConfiguration',
    { FunctionName },
  );
  const put = (Variables: object) =>
    call(lab, 'tools', 'lambda:UpdateFunctionConfiguration', { FunctionName, Environment: { Variables } });
  put({ ...Environment.Variables, THRESHOLD });
  return () => void put(Environment.Variables);
}

/** What a release comes to, once it is over or waits for its approval. */
export function ended(lab: Rehearsal, executionId: string | undefined): Promise<Outcome> {
  const isOver = () =>
    executions(lab).some((one) => one.pipelineExecutionId === executionId && one.status !== 'InProgress');
  const isWaiting = () => shown(lab, 'Approval', 'ApproveRelease')?.status === 'InProgress';
  passUntil(lab, () => isOver() || isWaiting(), 20);
  return watchPipeline(lab.context, executionId);
}

/** Submits the lab's own data, or what `data` holds instead, as people do, and follows the release to its end. */
export function submitWatched(lab: Rehearsal, hyperparameters = ['num_round=20'], data?: Uint8Array): Promise<Outcome> {
  const { bundle } = lab.context;
  const context = { ...lab.context, bundle: { ...bundle, training: data ?? bundle.training } };
  return submit(context, UNATTENDED, { hyperparameters, watch: true });
}

const released = new Map<string, Promise<SavedWorld>>();

/** The lab after the release of its own data, released once in this process for each way to set up the pipeline. */
export function releasedLab(settings: Partial<PipelineSettings> = {}): Promise<SavedWorld> {
  const key = JSON.stringify(settings);
  const found = released.get(key) ?? firstRelease(settings);
  released.set(key, found);
  return found;
}

async function firstRelease(settings: Partial<PipelineSettings>): Promise<SavedWorld> {
  const lab = await continued(await deployedLab(settings));
  const { status } = await release(lab);
  if (status !== 'succeeded') throw new Error(`the lab's data could not be released: ${status}`);
  return saved(lab);
}

/** Lays something into the submission bucket past all checks, and gives its version. */
function upload(lab: Rehearsal, Body: Uint8Array): string {
  const Bucket = `mlops-lab--submissions-${TOOLS}-us-east-1`;
  return call<PutObjectOutput>(lab, 'tools', 's3:PutObject', { Bucket, Key: SUBMISSION_KEY, Body }).VersionId ?? '';
}

/** Has the pipeline begin with an archive, and gives the id of the execution. */
export function begin(lab: Rehearsal, archive: Uint8Array): string {
  const version = upload(lab, archive);
  let id: string | undefined;
  passUntil(lab, () => {
    const found = executions(lab).find(({ sourceRevisions }) => sourceRevisions?.[0]?.revisionId === version);
    id = found?.pipelineExecutionId;
    return id !== undefined;
  });
  return id ?? '';
}

/** The lab's own data as a submission. */
export function submission(lab: Rehearsal, hyperparameters: Hyperparameters, name = 'penguins') {
  const content = { kind: 'data', bytes: lab.context.bundle.training } as const;
  return packSubmission({ version: 1, name, kind: 'data', hyperparameters }, content);
}

export function pass({ sandbox }: Rehearsal, seconds: number): void {
  sandbox.cloud.advanceTo(sandbox.clock.now() + seconds * 1000);
}

/** Lets time pass, a few seconds at a time, until something is so. */
export function passUntil(lab: Rehearsal, isSo: () => boolean, seconds = 2): void {
  for (let step = 0; step < 2000; step += 1) {
    if (isSo()) return;
    pass(lab, seconds);
  }
  throw new Error('what was waited for has not come to be');
}

export function minutes({ sandbox }: Rehearsal): number {
  return sandbox.clock.now() / 60_000;
}

export function bytesOf(lab: Rehearsal, role: AccountRole, Bucket: string, Key: string): Uint8Array {
  const { Body } = call<Omit<GetObjectOutput, 'Body'> & { Body?: Uint8Array }>(lab, role, 's3:GetObject', {
    Bucket,
    Key,
  });
  return Body ?? new Uint8Array();
}

/** An endpoint as it stands; undefined where there is none. */
export function endpoint(lab: Rehearsal, environment: Environment): DescribeEndpointOutput | undefined {
  const { Endpoints = [] } = call<{ Endpoints?: { EndpointName?: string }[] }>(
    lab,
    'staging',
    'sagemaker:ListEndpoints',
    {},
  );
  const EndpointName = `mlops-lab--${environment}`;
  if (!Endpoints.some((found) => found.EndpointName === EndpointName)) return undefined;
  return call<DescribeEndpointOutput>(lab, 'staging', 'sagemaker:DescribeEndpoint', { EndpointName });
}

export function configurationOf(lab: Rehearsal, environment: Environment): string | undefined {
  return endpoint(lab, environment)?.EndpointConfigName;
}

export function configurations(lab: Rehearsal): string[] {
  const { EndpointConfigs = [] } = call<ListEndpointConfigsOutput>(lab, 'staging', 'sagemaker:ListEndpointConfigs', {});
  return EndpointConfigs.map(({ EndpointConfigName = '' }) => EndpointConfigName);
}

/** An Adelie, a chinstrap and a gentoo, as endpoints take them. */
const BIRDS = '39.1,18.7,181,1,0,0\n48.5,17.9,192,0,1,0\n47.6,14.5,215,0,0,1';

/** What an endpoint says they weigh. */
export function predictions(lab: Rehearsal, environment: Environment): number[] {
  const { Body } = call<InvokeEndpointOutput>(lab, 'staging', 'sagemaker:InvokeEndpoint', {
    EndpointName: `mlops-lab--${environment}`,
    ContentType: 'text/csv',
    Accept: 'text/csv',
    Body: Buffer.from(BIRDS),
  });
  return Buffer.from(Body ?? [])
    .toString()
    .trim()
    .split(/[\n,]/)
    .map(Number);
}

/** What was registered, the newest first. */
export function packages(lab: Rehearsal): (string | undefined)[] {
  const { ModelPackageSummaryList = [] } = call<ListModelPackagesOutput>(lab, 'tools', 'sagemaker:ListModelPackages', {
    ModelPackageGroupName: 'mlops-lab',
    SortBy: 'CreationTime',
    SortOrder: 'Descending',
  });
  return ModelPackageSummaryList.map(({ ModelApprovalStatus }) => ModelApprovalStatus);
}

export function executions(lab: Rehearsal) {
  const { pipelineExecutionSummaries = [] } = call<ListPipelineExecutionsOutput>(
    lab,
    'tools',
    'codepipeline:ListPipelineExecutions',
    { pipelineName: 'mlops-lab' },
  );
  return pipelineExecutionSummaries;
}

/** What the pipeline itself shows of the last run of an action. */
export function shown(lab: Rehearsal, stage: string, action: string) {
  const { stageStates = [] } = call<GetPipelineStateOutput>(lab, 'tools', 'codepipeline:GetPipelineState', {
    name: 'mlops-lab',
  });
  const actions = stageStates.find(({ stageName }) => stageName === stage)?.actionStates ?? [];
  return actions.find(({ actionName }) => actionName === action)?.latestExecution;
}

/** Takes a failed execution up again at its stage, as its error says. */
export function retry(lab: Rehearsal, { release: failed }: Outcome): Promise<Outcome> {
  const input: RetryStageExecutionInput = {
    pipelineName: 'mlops-lab',
    stageName: failed?.failed?.stage,
    pipelineExecutionId: failed?.executionId,
    retryMode: 'ALL_ACTIONS',
  };
  call(lab, 'tools', 'codepipeline:RetryStageExecution', input);
  return ended(lab, failed?.executionId);
}
