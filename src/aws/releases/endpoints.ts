import { DeleteEndpointCommand, DescribeEndpointCommand, EndpointStatus } from '@aws-sdk/client-sagemaker';
import { isGone, isRefusal, untilGone } from './gone.ts';
import type { ReleaseClients } from './clients.ts';

/** An endpoint in creation or update refuses deletion; it is asked again. */
export async function deleteEndpoint({ sagemaker, clock }: ReleaseClients, name: string): Promise<void> {
  await untilGone(clock, `endpoint ${name}`, async () => {
    try {
      const { EndpointStatus: status = '' } = await sagemaker.send(new DescribeEndpointCommand({ EndpointName: name }));
      if (status !== EndpointStatus.DELETING) await sagemaker.send(new DeleteEndpointCommand({ EndpointName: name }));
      return status;
    } catch (error) {
      if (isGone(error)) return undefined;
      if (isRefusal(error)) return (error as Error).message;
      throw error;
    }
  });
}
