import {
  DescribeConstraintCommand,
  DescribePortfolioCommand,
  DescribeProductAsAdminCommand,
  DescribeTagOptionCommand,
  paginateDescribePortfolioShares,
  paginateListAcceptedPortfolioShares,
  paginateListPortfoliosForProduct,
  paginateListPrincipalsForPortfolio,
  paginateListResourcesForTagOption,
  ServiceCatalogClient,
} from '@aws-sdk/client-service-catalog';
import { clientOf, type ClientSetup } from '../clients.ts';
import { errorName } from '../errors.ts';
import { joined, unlessGone, type Condition, type Reader, type Readers } from './reader.ts';

const GONE = ['ResourceNotFoundException'];

export function catalogReaders(setup: ClientSetup): Readers {
  const client = clientOf(ServiceCatalogClient, setup);
  return {
    'AWS::ServiceCatalog::Portfolio': byId((Id) => client.send(new DescribePortfolioCommand({ Id }))),
    'AWS::ServiceCatalog::CloudFormationProduct': byId((Id) => client.send(new DescribeProductAsAdminCommand({ Id }))),
    'AWS::ServiceCatalog::TagOption': byId((Id) => client.send(new DescribeTagOptionCommand({ Id }))),
    'AWS::ServiceCatalog::LaunchRoleConstraint': byId((Id) => client.send(new DescribeConstraintCommand({ Id }))),
    'AWS::ServiceCatalog::AcceptedPortfolioShare': { all: () => acceptedShares(client) },
    'AWS::ServiceCatalog::PortfolioShare': connecting((PortfolioId, account) =>
      some(
        paginateDescribePortfolioShares({ client }, { PortfolioId, Type: 'ACCOUNT' }),
        ({ PortfolioShareDetails = [] }) => PortfolioShareDetails.some(({ PrincipalId }) => PrincipalId === account),
      ),
    ),
    'AWS::ServiceCatalog::PortfolioProductAssociation': connecting((portfolio, ProductId) =>
      some(paginateListPortfoliosForProduct({ client }, { ProductId }), ({ PortfolioDetails = [] }) =>
        PortfolioDetails.some(({ Id }) => Id === portfolio),
      ),
    ),
    'AWS::ServiceCatalog::PortfolioPrincipalAssociation': connecting((PortfolioId, principal) =>
      some(paginateListPrincipalsForPortfolio({ client }, { PortfolioId }), ({ Principals = [] }) =>
        Principals.some(({ PrincipalARN }) => PrincipalARN === principal),
      ),
    ),
    'AWS::ServiceCatalog::TagOptionAssociation': connecting((TagOptionId, resource) =>
      some(paginateListResourcesForTagOption({ client }, { TagOptionId }), ({ ResourceDetails = [] }) =>
        ResourceDetails.some(({ Id }) => Id === resource),
      ),
    ),
  };
}

function byId(describe: (id: string) => Promise<unknown>): Reader {
  return { one: (id) => unlessGone(GONE, () => describe(id)) };
}

/** An association is gone once either end is. */
function connecting(connects: (one: string, other: string) => Promise<boolean>): Reader {
  return {
    one: async (id): Promise<Condition> => {
      const [one, other] = joined(id);
      try {
        return (await connects(one, other)) ? 'present' : 'deleted';
      } catch (error) {
        if (GONE.includes(errorName(error))) return 'deleted';
        throw error;
      }
    },
  };
}

async function some<Page>(pages: AsyncIterable<Page>, holds: (page: Page) => boolean): Promise<boolean> {
  for await (const page of pages) if (holds(page)) return true;
  return false;
}

async function acceptedShares(client: ServiceCatalogClient): Promise<Set<string>> {
  const found = new Set<string>();
  for await (const { PortfolioDetails = [] } of paginateListAcceptedPortfolioShares({ client }, {})) {
    for (const { Id = '' } of PortfolioDetails) found.add(Id);
  }
  return found;
}
