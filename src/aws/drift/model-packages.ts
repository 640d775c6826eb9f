import { paginateListModelPackageGroups, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { clientOf, type ClientSetup } from '../clients.ts';
import { commonPrefix, type Readers } from './reader.ts';

export function modelPackageReaders(setup: ClientSetup): Readers {
  const client = clientOf(SageMakerClient, setup);
  return { 'AWS::SageMaker::ModelPackageGroup': { all: (arns) => groups(client, arns) } };
}

/** Lists groups, since SageMaker reports describing a missing one as an invalid request. */
async function groups(client: SageMakerClient, arns: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  const NameContains = commonPrefix(arns.map((arn) => arn.split('/').at(-1) ?? arn));
  for await (const page of paginateListModelPackageGroups({ client }, { NameContains })) {
    for (const { ModelPackageGroupArn = '' } of page.ModelPackageGroupSummaryList ?? [])
      found.add(ModelPackageGroupArn);
  }
  return found;
}
