import {
  DescribePortfolioCommand,
  DescribeProductAsAdminCommand,
  paginateListPortfolios,
  paginateSearchProductsAsAdmin,
  ScanProvisionedProductsCommand,
  ServiceCatalogClient,
  type Tag,
} from '@aws-sdk/client-service-catalog';
import type { LabSettings } from '../../lab/accounts.ts';
import { clientConfig } from '../clients.ts';
import { left, type Found, type Lister, type SoughtLab } from './index.ts';

/** Portfolios and products of the lab, and what was launched from them. */
export const leftCatalog: Lister = async (setup, lab) => {
  const client = new ServiceCatalogClient(clientConfig(setup));
  const lists = await Promise.all([portfolios(client, lab), products(client, lab), launched(client, lab)]);
  return lists.flat();
};

async function portfolios(client: ServiceCatalogClient, lab: LabSettings): Promise<Found[]> {
  const found: Found[] = [];
  for await (const { PortfolioDetails = [] } of paginateListPortfolios({ client }, {})) {
    for (const { Id = '', DisplayName = '' } of PortfolioDetails) {
      const { Tags } = await client.send(new DescribePortfolioCommand({ Id }));
      if (isOfLab(Tags, lab)) found.push(left('portfolio', `${Id} ${DisplayName}`));
    }
  }
  return found;
}

async function products(client: ServiceCatalogClient, lab: LabSettings): Promise<Found[]> {
  const found: Found[] = [];
  for await (const { ProductViewDetails = [] } of paginateSearchProductsAsAdmin(
    { client },
    { ProductSource: 'ACCOUNT' },
  )) {
    for (const { ProductViewSummary: { ProductId = '', Name = '' } = {} } of ProductViewDetails) {
      const { Tags } = await client.send(new DescribeProductAsAdminCommand({ Id: ProductId }));
      if (isOfLab(Tags, lab)) found.push(left('product', `${ProductId} ${Name}`));
    }
  }
  return found;
}

/** The access level counts: without it only the caller's own products are listed. */
async function launched(client: ServiceCatalogClient, lab: SoughtLab): Promise<Found[]> {
  const found: Found[] = [];
  const input = { AccessLevelFilter: { Key: 'Account' as const, Value: 'self' } };
  let PageToken: string | undefined;
  do {
    const page = await client.send(new ScanProvisionedProductsCommand({ ...input, PageToken }));
    for (const { Name = '', Status = '', LaunchRoleArn = '' } of page.ProvisionedProducts ?? []) {
      if (lab.named(LaunchRoleArn.split(':role/')[1] ?? '')) found.push(left('provisioned product', Name, Status));
    }
    PageToken = page.NextPageToken;
  } while (PageToken);
  return found;
}

function isOfLab(tags: readonly Tag[] | undefined, lab: LabSettings): boolean {
  return tags?.some(({ Key, Value }) => Key === 'mlops-lab:lab' && Value === lab.name) ?? false;
}
