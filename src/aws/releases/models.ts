import { DeleteEndpointConfigCommand, DeleteModelCommand, DeleteModelPackageCommand } from '@aws-sdk/client-sagemaker';
import { unlessGone } from './gone.ts';
import type { ReleaseClients } from './clients.ts';

export function deleteConfiguration({ sagemaker }: ReleaseClients, name: string): Promise<void> {
  return unlessGone(() => sagemaker.send(new DeleteEndpointConfigCommand({ EndpointConfigName: name })));
}

export function deleteModel({ sagemaker }: ReleaseClients, name: string): Promise<void> {
  return unlessGone(() => sagemaker.send(new DeleteModelCommand({ ModelName: name })));
}

/** A version of a group has no name of its own, only an ARN. */
export function deleteModelPackage({ sagemaker }: ReleaseClients, arn: string): Promise<void> {
  return unlessGone(() => sagemaker.send(new DeleteModelPackageCommand({ ModelPackageName: arn })));
}
