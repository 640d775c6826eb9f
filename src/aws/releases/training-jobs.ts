import {
  DeleteTrainingJobCommand,
  DescribeTrainingJobCommand,
  StopTrainingJobCommand,
  TrainingJobStatus,
} from '@aws-sdk/client-sagemaker';
import { isGone, isRefusal, untilGone } from './gone.ts';
import type { ReleaseClients } from './clients.ts';

/** Only a job that has come to its end can be deleted. */
export async function deleteTrainingJob(clients: ReleaseClients, name: string): Promise<void> {
  const job = { TrainingJobName: name };
  const { sagemaker, clock } = clients;
  await untilGone(clock, `training job ${name}`, async () => {
    try {
      const { TrainingJobStatus: status = '' } = await sagemaker.send(new DescribeTrainingJobCommand(job));
      if (status === TrainingJobStatus.IN_PROGRESS) await sagemaker.send(new StopTrainingJobCommand(job));
      else if (isOver(status)) await sagemaker.send(new DeleteTrainingJobCommand(job));
      return status;
    } catch (error) {
      if (isGone(error)) return undefined;
      if (isRefusal(error)) return (error as Error).message;
      throw error;
    }
  });
}

function isOver(status: string): boolean {
  return status !== TrainingJobStatus.STOPPING && status !== TrainingJobStatus.DELETING;
}
