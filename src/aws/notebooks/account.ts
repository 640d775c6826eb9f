import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { IAMClient } from '@aws-sdk/client-iam';
import { S3Client } from '@aws-sdk/client-s3';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { ServiceCatalogClient } from '@aws-sdk/client-service-catalog';
import type { LabSettings } from '../../lab/accounts.ts';
import { stackName } from '../../lab/names.ts';
import { STACKS } from '../../lab/stacks.ts';
import type { AccountNotebooks } from '../../ports/account-notebooks.ts';
import type { Stacks } from '../../ports/stacks.ts';
import { clientOf, type ClientSetup } from '../clients.ts';
import { errorName, translated, type CallSite } from '../errors.ts';
import { namedStacks, otherHolders } from '../holders.ts';
import { terminate } from './catalog.ts';
import { contentOf } from './content.ts';
import { everybodysLaunches, type LabProduct } from './everybody.ts';
import { keptNotebooks } from './kept.ts';
import { deleteLaunchStack, deleteResource, remainsOf } from './remains.ts';

/** Reaches everybody's notebooks as an administrator of their account. `stacks` are those of the account. */
export function awsAccountNotebooks(
  setup: ClientSetup,
  site: CallSite,
  stacks: Stacks,
  lab: LabSettings,
): AccountNotebooks {
  const catalog = clientOf(ServiceCatalogClient, setup);
  const cloudformation = clientOf(CloudFormationClient, setup);
  const makers = {
    clock: setup.clock,
    iam: clientOf(IAMClient, setup),
    s3: clientOf(S3Client, setup),
    sagemaker: clientOf(SageMakerClient, setup),
  };
  const called = <T>(call: () => Promise<T>): Promise<T> => translated(site, call);
  return {
    ...keptNotebooks(setup, site),
    list: () => called(async () => everybodysLaunches(catalog, await labProduct(setup, stacks, lab))),
    content: (bucket) => called(() => contentOf(makers.s3, bucket)),
    terminate: (launched) => called(() => unlessGone(() => terminate(catalog, launched))),
    forget: (launched) => called(() => unlessGone(() => terminate(catalog, launched, { IgnoreErrors: true }))),
    remains: (launched) => called(() => remainsOf(cloudformation, launched)),
    deleteStack: (launched, how) => deleteLaunchStack(stacks, launched, how),
    deleteResource: (resource) => called(() => deleteResource(makers, resource)),
  };
}

/** Its owner may terminate it at the same time. */
async function unlessGone(call: () => Promise<string>): Promise<string | undefined> {
  try {
    return await call();
  } catch (error) {
    if (errorName(error) === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

async function labProduct(setup: ClientSetup, stacks: Stacks, lab: LabSettings): Promise<LabProduct> {
  const named = await namedStacks(stacks, lab, 'datascience');
  const stack = named.own.find(({ name }) => name === stackName(STACKS.selfService, lab));
  const others = await otherHolders(setup, named, lab, 'datascience');
  return { lab, productId: stack?.parameters.SagemakerProductID, others };
}
