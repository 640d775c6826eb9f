import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import type { AccountRole, LabSettings } from '../../lab/accounts.ts';
import { NOTEBOOK_LOGS, type RuntimeKind } from '../../lab/runtime-resources.ts';
import type { Releases } from '../../ports/releases.ts';
import { clientOf, type ClientSetup } from '../clients.ts';
import { translated, type CallSite } from '../errors.ts';
import { namedStacks, otherHolders } from '../holders.ts';
import { stackRecord } from '../stack-record.ts';
import type { AwsStacks } from '../stacks.ts';
import type { ReleaseClients } from './clients.ts';
import { deleteEndpoint } from './endpoints.ts';
import { findReleased } from './find.ts';
import { haltPipeline } from './halt.ts';
import { deleteLogGroup, deleteLogStream } from './logs.ts';
import { deleteConfiguration, deleteModel, deleteModelPackage } from './models.ts';
import { deleteTrainingJob } from './training-jobs.ts';

const DELETERS: Readonly<Record<RuntimeKind, (clients: ReleaseClients, name: string) => Promise<void>>> = {
  endpoint: deleteEndpoint,
  'endpoint configuration': deleteConfiguration,
  model: deleteModel,
  'training job': deleteTrainingJob,
  'model package': deleteModelPackage,
  'log group': deleteLogGroup,
  'log stream': deleteLogStream,
  'notebook log stream': (clients, name) => deleteLogStream(clients, name, NOTEBOOK_LOGS),
};

/** `stacks` are those of the account. */
export function awsReleases(
  setup: ClientSetup,
  site: CallSite,
  stacks: AwsStacks,
  lab: LabSettings,
  role: AccountRole,
): Releases {
  const clients: ReleaseClients = {
    clock: setup.clock,
    sagemaker: clientOf(SageMakerClient, setup),
    logs: clientOf(CloudWatchLogsClient, setup),
  };
  return {
    halt: () => translated(site, () => haltPipeline(setup, lab)),
    find: () =>
      translated(site, async () => {
        const named = await namedStacks(stacks, lab, role);
        const others = await otherHolders(setup, named, lab, role);
        return findReleased(clients, { lab, role, others, record: stackRecord(setup, stacks, named, lab, role) });
      }),
    delete: ({ kind, name }) => translated(site, () => DELETERS[kind](clients, name)),
  };
}
