import { paginateListModelPackageGroups, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { clientConfig, type ClientSetup } from '../clients.ts';
import { commonPrefix, type Readers } from './reader.ts';

export function modelPackageReaders(setup: ClientSetup): Readers {
  const client = new SageMakerClient(clientConfig(setup));
  return { 'AWS::SageMaker::ModelPackageGroup': { all: (arns) => groups(client, arns) } };
}

/** Listed, since to a description of a group that is not there SageMaker answers as to a mistake. */
async function groups(client: SageMakerClient, arns: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  const NameContains = commonPrefix(arns.map((arn) => arn.split('/').at(-1) ?? arn));
  for await (const page of paginateListModelPackageGroups({ client }, { NameContains })) {
    for (const { ModelPackageGroupArn = '' } of page.ModelPackageGroupSummaryList ?? [])
      found.add(ModelPackageGroupArn);
  }
  return found;
}
