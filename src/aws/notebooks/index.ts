import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { ServiceCatalogClient } from '@aws-sdk/client-service-catalog';
import { nameOf } from '../../lab/person.ts';
import type { Notebooks } from '../../ports/notebooks.ts';
import { clientOf } from '../clients.ts';
import type { CredentialsProvider } from '../credentials.ts';
import { translated } from '../errors.ts';
import { awsObjects } from '../objects.ts';
import { scientistCredentials } from '../scientist.ts';
import { callerIdentity, type SessionOptions } from '../sessions.ts';
import { describeRecord, ownProducts, provision, terminate } from './catalog.ts';
import { notebookState, presignedUrl, startNotebook, stopNotebook } from './instance.ts';
import { notebookOffer } from './offer.ts';
import { failureOf, partsOf } from './stack.ts';

/** Reaches notebooks with only the permissions of the data scientists' role. */
export function awsNotebooks(options: SessionOptions, base: CredentialsProvider, as?: string): Notebooks {
  const { lab, clock, requestHandler } = options;
  const { id: accountId } = lab.accounts.datascience;
  const credentials = scientistCredentials(options, base, { as, lasting: true });
  const setup = { region: lab.region, credentials, requestHandler, clock };
  const site = { accountId, region: lab.region };
  const catalog = clientOf(ServiceCatalogClient, setup);
  const stacks = clientOf(CloudFormationClient, setup);
  const sagemaker = clientOf(SageMakerClient, setup);
  const called = <T>(call: () => Promise<T>): Promise<T> => translated(site, call);
  return {
    person: async () => nameOf((await callerIdentity(options, lab.accounts.datascience, credentials)).arn),
    offer: () => called(() => notebookOffer(catalog)),
    list: () => called(() => ownProducts(catalog, accountId)),
    launch: (launch) => called(() => provision(catalog, launch)),
    terminate: (launched) => called(() => terminate(catalog, launched)),
    record: (id) => called(() => describeRecord(catalog, id)),
    parts: (launched) => called(() => partsOf(stacks, launched)),
    failure: (launched) => called(() => failureOf(stacks, launched)),
    state: (notebook) => called(() => notebookState(sagemaker, notebook)),
    start: (notebook) => called(() => startNotebook(sagemaker, notebook)),
    stop: (notebook) => called(() => stopNotebook(sagemaker, notebook)),
    presignedUrl: (notebook) => called(() => presignedUrl(sagemaker, notebook)),
    empty: (bucket) => awsObjects(setup, site).empty(bucket),
  };
}
