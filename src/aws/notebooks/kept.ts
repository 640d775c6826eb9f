import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { ServiceCatalogClient } from '@aws-sdk/client-service-catalog';
import type { KeptNotebooks } from '../../ports/notebooks.ts';
import { clientOf, type ClientSetup } from '../clients.ts';
import { translated, type CallSite } from '../errors.ts';
import { awsObjects } from '../objects.ts';
import { describeRecord, terminate } from './catalog.ts';
import { notebookState, startNotebook, stopNotebook } from './instance.ts';
import { failureOf, partsOf } from './stack.ts';

/** What can be done with launches by whoever has the credentials of the setup. */
export function keptNotebooks(setup: ClientSetup, site: CallSite): KeptNotebooks {
  const catalog = clientOf(ServiceCatalogClient, setup);
  const stacks = clientOf(CloudFormationClient, setup);
  const sagemaker = clientOf(SageMakerClient, setup);
  const called = <T>(call: () => Promise<T>): Promise<T> => translated(site, call);
  return {
    terminate: (launched) => called(() => terminate(catalog, launched)),
    record: (id) => called(() => describeRecord(catalog, id)),
    parts: (launched) => called(() => partsOf(stacks, launched)),
    failure: (launched) => called(() => failureOf(stacks, launched)),
    state: (notebook) => called(() => notebookState(sagemaker, notebook)),
    start: (notebook) => called(() => startNotebook(sagemaker, notebook)),
    stop: (notebook) => called(() => stopNotebook(sagemaker, notebook)),
    empty: (bucket) => awsObjects(setup, site).empty(bucket),
  };
}
