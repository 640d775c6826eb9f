import type { CreatePortfolioInput } from '@aws-sdk/client-service-catalog';

import { removedKeys, resourceTags, type PropertiesOf } from '../../../kernel/resource-properties.ts';
import type { ResourceType } from '../../../kernel/service.ts';
import { tagList } from '../../../kernel/tags.ts';
import { unlessGone } from './associations.ts';

type PortfolioProperties = PropertiesOf<
  CreatePortfolioInput,
  'DisplayName' | 'ProviderName',
  'AcceptLanguage' | 'Description'
>;

export const portfolioType: ResourceType<PortfolioProperties> = {
  seconds: { create: 4, update: 4, delete: 3 },
  create(properties, context) {
    const { PortfolioDetail } = context.invoke('servicecatalog', 'CreatePortfolio', {
      ...textOf(properties),
      Tags: tagList(resourceTags(properties, context)),
    });
    return { physicalId: PortfolioDetail?.Id ?? '' };
  },
  update(id, properties, previous, context) {
    const tags = resourceTags(properties, context);
    context.invoke('servicecatalog', 'UpdatePortfolio', {
      Id: id,
      ...textOf(properties),
      Description: properties.Description ?? '',
      AddTags: tagList(tags),
      RemoveTags: removedKeys(resourceTags(previous, context), tags),
    });
  },
  delete(id, _properties, context) {
    unlessGone(() => context.invoke('servicecatalog', 'DeletePortfolio', { Id: id }));
  },
  attributes: (id, { DisplayName }) => ({ Id: id, PortfolioName: DisplayName }),
};

function textOf({ AcceptLanguage, DisplayName, ProviderName, Description }: PortfolioProperties) {
  return { AcceptLanguage, DisplayName, ProviderName, Description };
}
