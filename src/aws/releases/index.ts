import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import type { AccountRole, LabSettings } from '../../lab/accounts.ts';
import {
  isNotebooksName,
  isReleasedName,
  NOTEBOOK_KINDS,
  RELEASED_KINDS,
  type ReleasedKind,
} from '../../lab/released.ts';
import type { Releases } from '../../ports/releases.ts';
import { clientConfig, type ClientSetup } from '../clients.ts';
import { translated, type CallSite } from '../errors.ts';
import { deleteEndpoint } from './endpoints.ts';
import { findReleased } from './find.ts';
import { haltPipeline } from './halt.ts';
import { deleteLogGroup, deleteLogStream } from './logs.ts';
import { deleteConfiguration, deleteModel, deleteModelPackage } from './models.ts';
import { deleteTrainingJob } from './training-jobs.ts';

/** What the services of a release are reached with. */
export interface ReleaseClients extends Pick<ClientSetup, 'clock'> {
  readonly sagemaker: SageMakerClient;
  readonly logs: CloudWatchLogsClient;
}

const DELETERS: Readonly<Record<ReleasedKind, (clients: ReleaseClients, name: string) => Promise<void>>> = {
  endpoint: deleteEndpoint,
  'endpoint configuration': deleteConfiguration,
  model: deleteModel,
  'training job': deleteTrainingJob,
  'model package': deleteModelPackage,
  'log group': deleteLogGroup,
  'log stream': deleteLogStream,
};

/** The pipeline works in the other accounts, and notebooks in this one. */
export function awsReleases(setup: ClientSetup, site: CallSite, lab: LabSettings, role: AccountRole): Releases {
  const sought =
    role === 'datascience'
      ? { kinds: NOTEBOOK_KINDS, isOurs: isNotebooksName }
      : { kinds: RELEASED_KINDS, isOurs: isReleasedName };
  const config = clientConfig(setup);
  const clients: ReleaseClients = {
    clock: setup.clock,
    sagemaker: new SageMakerClient(config),
    logs: new CloudWatchLogsClient(config),
  };
  return {
    halt: () => translated(site, () => haltPipeline(setup, lab)),
    find: () => translated(site, () => findReleased(clients, lab, sought)),
    delete: ({ kind, name }) => translated(site, () => DELETERS[kind](clients, name)),
  };
}
