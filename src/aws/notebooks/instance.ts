import {
  CreatePresignedNotebookInstanceUrlCommand,
  DescribeNotebookInstanceCommand,
  StartNotebookInstanceCommand,
  StopNotebookInstanceCommand,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import type { NotebookState } from '../../ports/notebooks.ts';

export async function notebookState(
  client: SageMakerClient,
  NotebookInstanceName: string,
): Promise<NotebookState | undefined> {
  try {
    const described = await client.send(new DescribeNotebookInstanceCommand({ NotebookInstanceName }));
    const { NotebookInstanceStatus: status = 'Pending', FailureReason: failure, LastModifiedTime } = described;
    return {
      status,
      ...(failure && { failure }),
      ...(described.InstanceType && { instanceType: described.InstanceType }),
      ...(LastModifiedTime && { since: LastModifiedTime.getTime() }),
    };
  } catch (error) {
    // SageMaker's message for a missing notebook; it has no error code of its own.
    if (error instanceof Error && error.message.includes('RecordNotFound')) return undefined;
    throw error;
  }
}

export async function startNotebook(client: SageMakerClient, NotebookInstanceName: string): Promise<void> {
  await client.send(new StartNotebookInstanceCommand({ NotebookInstanceName }));
}

export async function stopNotebook(client: SageMakerClient, NotebookInstanceName: string): Promise<void> {
  await client.send(new StopNotebookInstanceCommand({ NotebookInstanceName }));
}

export async function presignedUrl(client: SageMakerClient, NotebookInstanceName: string): Promise<string> {
  const { AuthorizedUrl = '' } = await client.send(
    new CreatePresignedNotebookInstanceUrlCommand({ NotebookInstanceName }),
  );
  return AuthorizedUrl;
}
