import { paginateListPortfolios, ServiceCatalogClient, type PortfolioDetail } from '@aws-sdk/client-service-catalog';
import { clientOf, type ClientSetup } from './clients.ts';
import { listed } from './lists.ts';

/** The account's own portfolios: of those shared with it, it sees only what the sharer permits. */
export function ownPortfolios(setup: ClientSetup): Promise<readonly PortfolioDetail[]> {
  const client = clientOf(ServiceCatalogClient, setup);
  const pages = () => paginateListPortfolios({ client }, {});
  return listed(setup, 'portfolios', pages, ({ PortfolioDetails }) => PortfolioDetails);
}
