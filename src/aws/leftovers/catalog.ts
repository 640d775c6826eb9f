import {
  DescribePortfolioCommand,
  DescribeProductAsAdminCommand,
  paginateSearchProductsAsAdmin,
  ScanProvisionedProductsCommand,
  ServiceCatalogClient,
} from '@aws-sdk/client-service-catalog';
import { PORTFOLIOS, PRODUCT } from '../../lab/catalog.ts';
import { launchRole } from '../../lab/names.ts';
import { clientOf, type ClientSetup } from '../clients.ts';
import { KnownTags } from '../known-tags.ts';
import { listed } from '../lists.ts';
import { ownPortfolios } from '../portfolios.ts';
import { tagRecord } from '../tag-records.ts';
import { left, type Candidate, type Listers, type SoughtLab } from './candidate.ts';

/** The lab's portfolios and products, and what was launched from them. */
export const leftCatalog: Listers = {
  portfolios,
  products,
  'provisioned products': (setup, lab) => launched(clientOf(ServiceCatalogClient, setup), lab),
};

async function portfolios(setup: ClientSetup): Promise<Candidate[]> {
  const client = clientOf(ServiceCatalogClient, setup);
  const { knownTags = new KnownTags() } = setup;
  const tagsOf = async (Id: string) => tagRecord((await client.send(new DescribePortfolioCommand({ Id }))).Tags);
  return (await ownPortfolios(setup)).map(({ Id: id = '', DisplayName = '' }) => ({
    ...left('portfolio', `${id} ${DisplayName}`),
    id,
    alike: PORTFOLIOS.includes(DisplayName),
    tags: () => knownTags.of(id, () => tagsOf(id)),
  }));
}

async function products(setup: ClientSetup): Promise<Candidate[]> {
  const client = clientOf(ServiceCatalogClient, setup);
  const { knownTags = new KnownTags() } = setup;
  const tagsOf = async (Id: string) => tagRecord((await client.send(new DescribeProductAsAdminCommand({ Id }))).Tags);
  const pages = () => paginateSearchProductsAsAdmin({ client }, { ProductSource: 'ACCOUNT' });
  const all = await listed(setup, 'products', pages, ({ ProductViewDetails }) => ProductViewDetails);
  return all.map(({ ProductViewSummary: { ProductId: id = '', Name = '' } = {} }) => ({
    ...left('product', `${id} ${Name}`),
    id,
    alike: Name === PRODUCT,
    tags: () => knownTags.of(id, () => tagsOf(id)),
  }));
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
