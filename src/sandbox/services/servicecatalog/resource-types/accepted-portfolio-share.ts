import type { AcceptPortfolioShareInput } from '@aws-sdk/client-service-catalog';

import type { PropertiesOf } from '../../../kernel/resource-properties.ts';
import type { ResourceType } from '../../../kernel/service.ts';
import { unlessGone } from './associations.ts';

export const acceptedPortfolioShareType: ResourceType<
  PropertiesOf<AcceptPortfolioShareInput, 'PortfolioId', 'AcceptLanguage'>
> = {
  seconds: { create: 5, update: 5, delete: 5 },
  create({ AcceptLanguage, PortfolioId }, context) {
    context.invoke('servicecatalog', 'AcceptPortfolioShare', { AcceptLanguage, PortfolioId });
    return { physicalId: PortfolioId };
  },
  delete(id, _properties, context) {
    unlessGone(() => context.invoke('servicecatalog', 'RejectPortfolioShare', { PortfolioId: id }));
  },
  attributes: (id) => ({ Id: id }),
};
