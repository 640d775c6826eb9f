import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { SageMakerClient } from '@aws-sdk/client-sagemaker';
import type { ClientSetup } from '../clients.ts';

/** The clients for the services of a release. */
export interface ReleaseClients extends Pick<ClientSetup, 'clock'> {
  readonly sagemaker: SageMakerClient;
  readonly logs: CloudWatchLogsClient;
}
