import {
  paginateSearchProvisionedProducts,
  ScanProvisionedProductsCommand,
  type ProvisionedProductAttribute,
  type ProvisionedProductDetail,
  type ServiceCatalogClient,
} from '@aws-sdk/client-service-catalog';
import type { LabSettings } from '../../lab/accounts.ts';
import { launchRole } from '../../lab/names.ts';
import { isOwn } from '../../lab/owner.ts';
import { nameOf } from '../../lab/person.ts';
import type { OthersLaunch } from '../../ports/account-notebooks.ts';
import { launched } from './catalog.ts';

/** How to tell what was launched from the lab's product. */
export interface LabProduct {
  readonly lab: LabSettings;
  /** Its id, as the lab's own stack has it; undefined once that is gone. */
  readonly productId: string | undefined;
  /** Other holders of the lab's name in the account, whose launch role it may be. */
  readonly others: readonly string[];
}

/** Without it, only what the caller launched is listed (API reference, ScanProvisionedProducts). */
const OF_ALL = { AccessLevelFilter: { Key: 'Account' as const, Value: 'self' } };

/**
 * Everybody's launches of the lab's product. The scan says what there is. The search says who launched it, from an index
 * that may lag behind.
 */
export async function everybodysLaunches(client: ServiceCatalogClient, product: LabProduct): Promise<OthersLaunch[]> {
  const scanned = (await scan(client)).filter((each) => isOfProduct(each, product));
  if (scanned.length === 0) return [];
  const searched = await search(client);
  const { id: accountId } = product.lab.accounts.datascience;
  return scanned.map((each) => withOwner(each, searched.get(each.Id ?? ''), accountId));
}

/**
 * By the id of the product, also where it was taken out of the portfolio since; or by the role that it was launched
 * with, which no other product has. Names and tags of a launch are chosen by whoever launches.
 */
function isOfProduct({ ProductId, LaunchRoleArn }: ProvisionedProductDetail, product: LabProduct): boolean {
  const { lab, productId, others } = product;
  if (productId !== undefined && ProductId === productId) return true;
  return isOwn(lab, { made: LaunchRoleArn === launchRole(lab), others });
}

async function scan(client: ServiceCatalogClient): Promise<ProvisionedProductDetail[]> {
  const found: ProvisionedProductDetail[] = [];
  let PageToken: string | undefined;
  do {
    const page = await client.send(new ScanProvisionedProductsCommand({ ...OF_ALL, PageSize: 20, PageToken }));
    found.push(...(page.ProvisionedProducts ?? []));
    PageToken = page.NextPageToken;
  } while (PageToken);
  return found;
}

async function search(client: ServiceCatalogClient): Promise<Map<string, ProvisionedProductAttribute>> {
  const found = new Map<string, ProvisionedProductAttribute>();
  for await (const page of paginateSearchProvisionedProducts({ client, pageSize: 100 }, OF_ALL)) {
    for (const each of page.ProvisionedProducts ?? []) found.set(each.Id ?? '', each);
  }
  return found;
}

function withOwner(
  product: ProvisionedProductDetail,
  searched: ProvisionedProductAttribute | undefined,
  accountId: string,
): OthersLaunch {
  const { CreatedTime } = product;
  const { UserArnSession, UserArn, PhysicalId } = searched ?? {};
  const owner = nameOf(UserArnSession ?? UserArn ?? '');
  return {
    ...launched({ ...product, PhysicalId }, accountId),
    ...(owner && { owner }),
    ...(CreatedTime && { launchedAt: CreatedTime.toISOString() }),
  };
}
