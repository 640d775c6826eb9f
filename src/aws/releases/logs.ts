import { DeleteLogGroupCommand, DeleteLogStreamCommand } from '@aws-sdk/client-cloudwatch-logs';
import { TRAINING_LOGS } from '../../lab/runtime-resources.ts';
import { unlessGone } from './gone.ts';
import type { ReleaseClients } from './clients.ts';

export function deleteLogGroup({ logs }: ReleaseClients, logGroupName: string): Promise<void> {
  return unlessGone(() => logs.send(new DeleteLogGroupCommand({ logGroupName })));
}

export function deleteLogStream(
  { logs }: ReleaseClients,
  logStreamName: string,
  logGroupName = TRAINING_LOGS,
): Promise<void> {
  return unlessGone(() => logs.send(new DeleteLogStreamCommand({ logGroupName, logStreamName })));
}
