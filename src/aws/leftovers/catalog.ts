import {
  DescribePortfolioCommand,
  DescribeProductAsAdminCommand,
  paginateListPortfolios,
  paginateSearchProductsAsAdmin,
  ScanProvisionedProductsCommand,
  ServiceCatalogClient,
} from '@aws-sdk/client-service-catalog';
import { PORTFOLIOS, PRODUCT } from '../../lab/catalog.ts';
import { launchRole } from '../../lab/names.ts';
import { clientOf } from '../clients.ts';
import { KnownTags } from '../known-tags.ts';
import { tagRecord } from '../tag-records.ts';
import { left, type Candidate, type Listers, type SoughtLab } from './candidate.ts';

/** The lab's portfolios and products, and what was launched from them. */
export const leftCatalog: Listers = {
  portfolios: (setup) => portfolios(clientOf(ServiceCatalogClient, setup), setup.knownTags),
  products: (setup) => products(clientOf(ServiceCatalogClient, setup), setup.knownTags),
  'provisioned products': (setup, lab) => launched(clientOf(ServiceCatalogClient, setup), lab),
};

async function portfolios(client: ServiceCatalogClient, knownTags = new KnownTags()): Promise<Candidate[]> {
  const found: Candidate[] = [];
  for await (const { PortfolioDetails = [] } of paginateListPortfolios({ client }, {})) {
    for (const { Id = '', DisplayName = '' } of PortfolioDetails) {
      const read = await knownTags.of(Id, async () =>
        tagRecord((await client.send(new DescribePortfolioCommand({ Id }))).Tags),
      );
      const alike = PORTFOLIOS.includes(DisplayName);
      const tags = () => Promise.resolve(read);
      found.push({ ...left('portfolio', `${Id} ${DisplayName}`), id: Id, alike, tags });
    }
  }
  return found;
}

async function products(client: ServiceCatalogClient, knownTags = new KnownTags()): Promise<Candidate[]> {
  const found: Candidate[] = [];
  for await (const { ProductViewDetails = [] } of paginateSearchProductsAsAdmin(
    { client },
    { ProductSource: 'ACCOUNT' },
  )) {
    for (const { ProductViewSummary: { ProductId = '', Name = '' } = {} } of ProductViewDetails) {
      const read = await knownTags.of(ProductId, async () =>
        tagRecord((await client.send(new DescribeProductAsAdminCommand({ Id: ProductId }))).Tags),
      );
      const alike = Name === PRODUCT;
      const tags = () => Promise.resolve(read);
      found.push({ ...left('product', `${ProductId} ${Name}`), id: ProductId, alike, tags });
    }
  }
  return found;
}

/**
 * Launched products carry tags chosen by whoever launched them, so they are recognized by their launch role. The access
 * level matters: without it, only the caller's own products are listed.
 */
async function launched(client: ServiceCatalogClient, lab: SoughtLab): Promise<Candidate[]> {
  const found: Candidate[] = [];
  const input = { AccessLevelFilter: { Key: 'Account' as const, Value: 'self' } };
  let PageToken: string | undefined;
  do {
    const page = await client.send(new ScanProvisionedProductsCommand({ ...input, PageToken }));
    for (const { Name = '', Status = '', LaunchRoleArn = '' } of page.ProvisionedProducts ?? []) {
      if (LaunchRoleArn === launchRole(lab)) {
        found.push({ ...left('provisioned product', Name, Status), given: true, alike: true });
      }
    }
    PageToken = page.NextPageToken;
  } while (PageToken);
  return found;
}
