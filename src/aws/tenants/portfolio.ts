import {
  paginateListPortfolioAccess,
  paginateListPrincipalsForPortfolio,
  paginateSearchProductsAsAdmin,
  type ServiceCatalogClient,
} from '@aws-sdk/client-service-catalog';
import type { LabSettings } from '../../lab/accounts.ts';
import type { Tenant } from '../../ports/tenants.ts';
import { errorName } from '../errors.ts';

interface Family {
  readonly own: ReadonlySet<string>;
  readonly lab: LabSettings;
}

/**
 * Products, principals and shares that somebody else added to a portfolio of the lab: they have to be removed first.
 */
export async function tenantsOfPortfolio(
  client: ServiceCatalogClient,
  PortfolioId: string,
  { own, lab }: Family,
): Promise<Tenant[]> {
  const found: Omit<Tenant, 'host'>[] = [];
  const accounts = new Set(Object.values(lab.accounts).map(({ id }) => id));
  try {
    for await (const { ProductViewDetails = [] } of paginateSearchProductsAsAdmin({ client }, { PortfolioId })) {
      const ids = ProductViewDetails.map(({ ProductViewSummary }) => ProductViewSummary?.ProductId ?? '');
      found.push(...ids.filter((id) => !own.has(id)).map((name) => ({ kind: 'product', name })));
    }
    for await (const { Principals = [] } of paginateListPrincipalsForPortfolio({ client }, { PortfolioId })) {
      const others = Principals.map(({ PrincipalARN = '' }) => PrincipalARN).filter((arn) => isForeign(arn, own));
      found.push(...others.map((name) => ({ kind: 'principal', name })));
    }
    for await (const { AccountIds = [] } of paginateListPortfolioAccess({ client }, { PortfolioId })) {
      const others = AccountIds.filter((id) => !accounts.has(id));
      found.push(...others.map((id) => ({ kind: 'share', name: `with account ${id}` })));
    }
  } catch (error) {
    if (errorName(error) !== 'ResourceNotFoundException') throw error;
  }
  return found.map((tenant) => ({ ...tenant, host: `portfolio ${PortfolioId}` }));
}

/** A deleted role appears only as an id, and may well have been the lab's. */
function isForeign(arn: string, own: ReadonlySet<string>): boolean {
  return arn.startsWith('arn:') && !own.has(arn.split('/').at(-1) ?? '');
}
