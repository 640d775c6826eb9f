import type { Cloud } from '../../kernel/service.ts';
import { catalogsIn, type CatalogState, type ProductAssociation } from './state.ts';

interface Withdrawal {
  /** The portfolio through which the products came. */
  readonly sourcePortfolioId: string;
  /** All its products, unless one is named. */
  readonly productId?: string;
  /** All recipients, unless one is named. */
  readonly account?: string;
}

/**
 * Takes products out of the local portfolios that imported them, with the constraints they had there. What was already
 * launched stays. Source: administrator guide, "Sharing portfolios" (catalogs_portfolios_sharing).
 */
export function withdraw(cloud: Cloud, region: string, withdrawal: Withdrawal): void {
  for (const { account, catalog } of catalogsIn(cloud, region)) {
    if (withdrawal.account !== undefined && withdrawal.account !== account) continue;
    const gone = catalog.productAssociations.filter((association) => concerns(withdrawal, association));
    for (const association of gone) removeAssociation(catalog, association);
  }
}

/** Ends an account's import of a portfolio: its products and the local principals of the import go with it. */
export function endImport(cloud: Cloud, region: string, account: string, portfolioId: string): void {
  for (const { catalog } of catalogsIn(cloud, region).filter((one) => one.account === account)) {
    catalog.imports = catalog.imports.filter((id) => id !== portfolioId);
    catalog.principals = catalog.principals.filter((principal) => principal.portfolioId !== portfolioId);
  }
  withdraw(cloud, region, { sourcePortfolioId: portfolioId, account });
}

function concerns({ sourcePortfolioId, productId }: Withdrawal, association: ProductAssociation): boolean {
  return (
    association.sourcePortfolioId === sourcePortfolioId &&
    (productId === undefined || association.productId === productId)
  );
}

function removeAssociation(catalog: CatalogState, { portfolioId, productId }: ProductAssociation): void {
  catalog.productAssociations = catalog.productAssociations.filter(
    (one) => one.portfolioId !== portfolioId || one.productId !== productId,
  );
  for (const constraint of Object.values(catalog.constraints)) {
    if (constraint.portfolioId === portfolioId && constraint.productId === productId) {
      delete catalog.constraints[constraint.id];
    }
  }
}
