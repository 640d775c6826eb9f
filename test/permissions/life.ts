import type {
  TerminateProvisionedProductOutput,
  UpdateProvisionedProductOutput,
} from '@aws-sdk/client-service-catalog';
import type { ActionContext } from '../../src/actions/context.ts';
import { approve } from '../../src/actions/approve/index.ts';
import { listEverybodys } from '../../src/actions/notebook/everybody/list.ts';
import { resetNotebooks } from '../../src/actions/notebook/everybody/reset.ts';
import { deploy } from '../../src/actions/deploy/index.ts';
import { watchPipeline } from '../../src/actions/follow/index.ts';
import { status } from '../../src/actions/status/index.ts';
import { submit } from '../../src/actions/submit/index.ts';
import { teardown } from '../../src/actions/teardown/index.ts';
import type { Outcome } from '../../src/actions/outcome.ts';
import { observerRole, pipelineName, SUBMISSION_KEY } from '../../src/lab/names.ts';
import { STACK_IDS } from '../../src/lab/stacks.ts';
import { deleteLaunchRole } from '../support/portfolios.ts';
import { UNATTENDED } from '../support/rehearsal.ts';
import { leaveNotebook, useNotebookByCommand, workInNotebook } from './notebook-work.ts';
import { assuming } from './people.ts';
import { shuffledLabels } from './shuffled-labels.ts';
import { causes, ended, launch, pass, SAME_OWNER, type Stage } from './stage.ts';

const HARDENED = { accessLogs: true, flowLogs: true, encryptLogs: true, networkIsolation: true };

/** How a chapter ended, for a test to compare with what was to be. */
export type Endings = Record<string, string | undefined>;

export const WATCHED = { hyperparameters: [], watch: true };

/** What happens in a lab from the first `init` to the `teardown`, as its people do it. */
export async function wholeLife(stage: Stage): Promise<Endings> {
  const { context } = stage;
  const changed = changedLab(context);
  return {
    ...(await releaseData(stage)),
    ...(await useNotebook(stage)),
    notebookByCommand: await useNotebookByCommand(stage),
    ...(await failToRelease(stage)),
    again: ending(await deploy(context, STACK_IDS, UNATTENDED)),
    status: await conditionOf(context),
    looked: ending(await deploy(changed, STACK_IDS, { ...UNATTENDED, dryRun: true })),
    updated: ending(await deploy(changed, STACK_IDS, UNATTENDED)),
    checked: await conditionOf(changed),
    reset: await endOfClass(stage),
    teardown: ending(await teardown(changed, UNATTENDED)),
  };
}

/** Somebody's notebook goes between two classes; that of somebody in the next one is left without its launch role. */
async function endOfClass(stage: Stage): Promise<string> {
  const { context } = stage;
  await leaveNotebook(stage);
  const reset = await resetNotebooks(context, UNATTENDED);
  await leaveNotebook(stage);
  const { status: listed } = await listEverybodys(context);
  deleteLaunchRole(stage);
  return [reset.status, listed].join();
}

/** Another network, endpoints on instances, which come with alarms, and all that an auditor may ask for. */
function changedLab(context: ActionContext): ActionContext {
  const pipeline = { ...context.lab.pipeline, endpointInstanceType: 'ml.m5.large' };
  return { ...context, lab: { ...context.lab, network: { zones: 2 }, hardening: HARDENED, pipeline } };
}

/** A data set goes to production once somebody has approved its model. */
async function releaseData({ context }: Stage): Promise<Endings> {
  return {
    submitted: ending(await submit(context, UNATTENDED, WATCHED)),
    approved: ending(await approve(context, UNATTENDED, { reject: false })),
    released: ending(await watchPipeline(context, undefined)),
  };
}

/** A data set from which nothing can be learnt, and something that is no submission at all. */
async function failToRelease(stage: Stage): Promise<Endings> {
  const { context, scientist, outputs } = stage;
  const spoilt = { ...context, bundle: { ...context.bundle, training: shuffledLabels(context) } };
  const stopped = ending(await submit(spoilt, UNATTENDED, WATCHED));
  const input = { Bucket: outputs['SubmissionBucketName'], Key: SUBMISSION_KEY, Body: new Uint8Array([1]) };
  scientist.invoke('s3', 'PutObject', input);
  watch(stage);
  pass(stage, 60);
  return { stopped, malformed: ending(await watchPipeline(context, undefined)) };
}

/** As the observer, with the source identity that goes along. */
function watch({ sandbox, scientist, context }: Stage): void {
  const observer = assuming(sandbox, scientist, { RoleArn: observerRole(context.lab), RoleSessionName: 'ada' });
  observer.invoke('codepipeline', 'GetPipelineState', { name: pipelineName(context.lab) });
}

/** Whether all resources of all stacks were looked at, and found. */
async function conditionOf(context: ActionContext): Promise<string> {
  const { stacks = [] } = await status(context);
  return [...new Set(stacks.map(({ resources }) => resources))].join();
}

function ending({ status: state, release: released }: Outcome): string {
  return released ? `${state}: ${released.outcome}` : state;
}

/** Launches a notebook from the catalog, works in it, changes it and gives it back. */
async function useNotebook(stage: Stage): Promise<Endings> {
  const { invoke } = stage.scientist;
  const { id: ProvisionedProductId, status: launched, outputs } = launch(stage, 'ada');
  look(stage, outputs['CloudformationStackARN'], ProvisionedProductId);
  stopAndStart(stage, outputs['NotebookName']);
  const handedIn = await workInNotebook(stage, outputs);
  const changes = [
    { Key: 'IdleMinutes', Value: '30' },
    { Key: 'NotebookSize', Value: 'medium' },
  ];
  const changed = changes.map((change) => {
    const input = { ProvisionedProductId, ProvisioningParameters: [SAME_OWNER, change] };
    const { RecordDetail } = invoke<UpdateProvisionedProductOutput>(
      'servicecatalog',
      'UpdateProvisionedProduct',
      input,
    );
    return ended(stage, RecordDetail?.RecordId).status;
  });
  const input = { ProvisionedProductId };
  const gone = invoke<TerminateProvisionedProductOutput>('servicecatalog', 'TerminateProvisionedProduct', input);
  const returned = ended(stage, gone.RecordDetail?.RecordId).status;
  return { launched, ...handedIn, changed: changed.join(), returned, causes: causes(stage).join() };
}

function look({ scientist: { invoke } }: Stage, StackName: string | undefined, Id: string | undefined): void {
  for (const view of ['DescribeStacks', 'DescribeStackEvents', 'DescribeStackResources', 'ListStackResources']) {
    invoke('cloudformation', view, { StackName });
  }
  const own = { AccessLevelFilter: { Key: 'User', Value: 'self' } };
  for (const view of ['ScanProvisionedProducts', 'SearchProvisionedProducts', 'ListRecordHistory']) {
    invoke('servicecatalog', view, own);
  }
  invoke('servicecatalog', 'DescribeProvisionedProduct', { Id });
  invoke('sagemaker', 'ListNotebookInstances', {});
}

function stopAndStart(stage: Stage, NotebookInstanceName: string | undefined): void {
  const { invoke } = stage.scientist;
  const name = { NotebookInstanceName };
  invoke('sagemaker', 'DescribeNotebookInstance', name);
  invoke('sagemaker', 'CreatePresignedNotebookInstanceUrl', name);
  invoke('sagemaker', 'StopNotebookInstance', name);
  pass(stage, 300);
  invoke('sagemaker', 'StartNotebookInstance', name);
  pass(stage, 300);
}
