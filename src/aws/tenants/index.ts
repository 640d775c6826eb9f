import type { Tenants } from '../../ports/tenants.ts';
import type { LabSettings } from '../../lab/accounts.ts';
import { clientOf, type ClientSetup } from '../clients.ts';
import { translated, type CallSite } from '../errors.ts';
import { EC2Client } from '@aws-sdk/client-ec2';
import { ServiceCatalogClient } from '@aws-sdk/client-service-catalog';
import { ownPortfolios } from '../portfolios.ts';
import { tenantsOfNetwork } from './network.ts';
import { tenantsOfPortfolio } from './portfolio.ts';

export function awsTenants(setup: ClientSetup, site: CallSite, lab: LabSettings): Tenants {
  const [ec2, catalog] = [clientOf(EC2Client, setup), clientOf(ServiceCatalogClient, setup)];
  return {
    find: ({ stacks, held, own }) =>
      translated(site, async () => {
        const stackIds = new Set(stacks.map(({ id }) => id));
        const networks = [...held].filter((id) => id.startsWith('vpc-'));
        const ids = (await ownPortfolios(setup)).map(({ Id = '' }) => Id);
        const portfolios = ids.filter((id) => held.has(id));
        const found = await Promise.all([
          ...networks.map((vpc) => tenantsOfNetwork(ec2, vpc, { own, stackIds })),
          ...portfolios.map((portfolio) => tenantsOfPortfolio(catalog, portfolio, { own, lab })),
        ]);
        return found.flat();
      }),
  };
}
