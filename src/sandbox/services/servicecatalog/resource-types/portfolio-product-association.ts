import type {
  AssociateProductWithPortfolioInput,
  ListPortfoliosForProductInput,
} from '@aws-sdk/client-service-catalog';

import type { PropertiesOf } from '../../../kernel/resource-properties.ts';
import type { ResourceContext, ResourceType } from '../../../kernel/service.ts';
import { joined, unlessGone } from './associations.ts';

export const portfolioProductAssociationType: ResourceType<
  PropertiesOf<AssociateProductWithPortfolioInput, 'PortfolioId' | 'ProductId', 'AcceptLanguage' | 'SourcePortfolioId'>
> = {
  seconds: { create: 3, update: 3, delete: 3 },
  create({ AcceptLanguage, PortfolioId, ProductId, SourcePortfolioId }, context) {
    const input = { AcceptLanguage, PortfolioId, ProductId, SourcePortfolioId };
    context.invoke('servicecatalog', 'AssociateProductWithPortfolio', input);
    return { physicalId: `${PortfolioId}|${ProductId}` };
  },
  delete(physicalId, _properties, context) {
    const [PortfolioId, ProductId] = joined(physicalId);
    const input = { PortfolioId, ProductId };
    unlessGone(() => context.invoke('servicecatalog', 'DisassociateProductFromPortfolio', input));
  },
  settled(physicalId, phase, context) {
    const [portfolioId, ProductId] = joined(physicalId);
    return phase !== 'create' || portfoliosFor({ ProductId }, context).includes(portfolioId);
  },
};

function portfoliosFor(input: ListPortfoliosForProductInput, context: ResourceContext): (string | undefined)[] {
  const output = context.invoke('servicecatalog', 'ListPortfoliosForProduct', input);
  const held = (output.PortfolioDetails ?? []).map(({ Id }) => Id);
  if (!output.NextPageToken) return held;
  return [...held, ...portfoliosFor({ ...input, PageToken: output.NextPageToken }, context)];
}
