import type { CreatePortfolioShareInput, DescribePortfolioSharesInput } from '@aws-sdk/client-service-catalog';

import { isTrue, type PropertiesOf } from '../../../kernel/resource-properties.ts';
import type { ResourceContext, ResourceType } from '../../../kernel/service.ts';
import { joined, unlessGone } from './associations.ts';

type ShareProperties = PropertiesOf<
  CreatePortfolioShareInput,
  'PortfolioId' | 'AccountId',
  'AcceptLanguage' | 'ShareTagOptions'
>;

export const portfolioShareType: ResourceType<ShareProperties> = {
  seconds: { create: 10, update: 10, delete: 10 },
  create(properties, context) {
    context.invoke('servicecatalog', 'CreatePortfolioShare', shareOf(properties));
    return { physicalId: `${properties.PortfolioId}|${properties.AccountId}` };
  },
  update(_physicalId, properties, _previous, context) {
    context.invoke('servicecatalog', 'UpdatePortfolioShare', shareOf(properties));
  },
  delete(physicalId, _properties, context) {
    const [PortfolioId, AccountId] = joined(physicalId);
    unlessGone(() => context.invoke('servicecatalog', 'DeletePortfolioShare', { PortfolioId, AccountId }));
  },
  settled(physicalId, phase, context) {
    const [PortfolioId, account] = joined(physicalId);
    return phase !== 'create' || recipientsOf({ PortfolioId, Type: 'ACCOUNT' }, context).includes(account);
  },
};

function shareOf({ AcceptLanguage, PortfolioId, AccountId, ShareTagOptions }: ShareProperties) {
  return { AcceptLanguage, PortfolioId, AccountId, ShareTagOptions: isTrue(ShareTagOptions) };
}

function recipientsOf(input: DescribePortfolioSharesInput, context: ResourceContext): (string | undefined)[] {
  const output = context.invoke('servicecatalog', 'DescribePortfolioShares', input);
  const recipients = (output.PortfolioShareDetails ?? []).map(({ PrincipalId }) => PrincipalId);
  if (!output.NextPageToken) return recipients;
  return [...recipients, ...recipientsOf({ ...input, PageToken: output.NextPageToken }, context)];
}
