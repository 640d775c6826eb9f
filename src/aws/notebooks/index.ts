import { ServiceCatalogClient } from '@aws-sdk/client-service-catalog';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { nameOf } from '../../lab/person.ts';
import type { Notebooks } from '../../ports/notebooks.ts';
import { clientOf } from '../clients.ts';
import type { CredentialsProvider } from '../credentials.ts';
import { translated } from '../errors.ts';
import { scientistCredentials } from '../scientist.ts';
import { callerIdentity, type SessionOptions } from '../sessions.ts';
import { ownProducts, provision } from './catalog.ts';
import { presignedUrl } from './instance.ts';
import { keptNotebooks } from './kept.ts';
import { notebookOffer } from './offer.ts';

/** Reaches notebooks with only the permissions of the data scientists' role. */
export function awsNotebooks(options: SessionOptions, base: CredentialsProvider, as?: string): Notebooks {
  const { lab, clock, requestHandler } = options;
  const { id: accountId } = lab.accounts.datascience;
  const credentials = scientistCredentials(options, base, { as, lasting: true });
  const setup = { region: lab.region, credentials, requestHandler, clock };
  const site = { accountId, region: lab.region };
  const catalog = clientOf(ServiceCatalogClient, setup);
  const sagemaker = clientOf(SageMakerClient, setup);
  const called = <T>(call: () => Promise<T>): Promise<T> => translated(site, call);
  return {
    ...keptNotebooks(setup, site),
    person: async () => nameOf((await callerIdentity(options, lab.accounts.datascience, credentials)).arn),
    offer: () => called(() => notebookOffer(catalog)),
    list: () => called(() => ownProducts(catalog, accountId)),
    launch: (launch) => called(() => provision(catalog, launch)),
    presignedUrl: (notebook) => called(() => presignedUrl(sagemaker, notebook)),
  };
}
