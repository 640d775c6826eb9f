import type { Cloud } from '../../kernel/service.ts';
import { portfolioArn, productArn, provisionedProductArn } from './arns.ts';
import { observeRequests } from './provisioning/progress.ts';
import { catalogSlice, type CatalogState } from './state.ts';

/** What the account's catalogs hold in all regions; associations count as part of what they join. */
export function inventory(cloud: Cloud, account: string): string[] {
  return [...cloud.world.each(catalogSlice)]
    .filter((entry) => entry.account === account)
    .flatMap(({ region, value }) => {
      observeRequests({ cloud, account, region });
      return heldIn(value, { account, region });
    });
}

function heldIn(catalog: CatalogState, owner: { readonly account: string; readonly region: string }): string[] {
  return [
    ...Object.keys(catalog.portfolios).map((id) => portfolioArn(owner, id)),
    ...Object.keys(catalog.products).map((id) => productArn(owner, id)),
    ...Object.keys(catalog.tagOptions),
    ...Object.keys(catalog.constraints),
    ...Object.keys(catalog.provisioned).map((id) => provisionedProductArn(owner, id)),
    ...catalog.imports.map((id) => `accepted share of ${id}`),
  ];
}
