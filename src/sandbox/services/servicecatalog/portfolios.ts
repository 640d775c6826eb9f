import type {
  CreatePortfolioInput,
  CreatePortfolioOutput,
  DeletePortfolioInput,
  DeletePortfolioOutput,
  DescribePortfolioInput,
  DescribePortfolioOutput,
  ListPortfoliosInput,
  ListPortfoliosOutput,
  PortfolioDetail,
  UpdatePortfolioInput,
  UpdatePortfolioOutput,
} from '@aws-sdk/client-service-catalog';

import { put } from '../../../own.ts';
import { defined } from '../../kernel/defined.ts';
import { quotaOf } from '../../kernel/places/quotas.ts';
import type { Call } from '../../kernel/service.ts';
import { tagList } from '../../kernel/tags.ts';
import { portfolioArn } from './arns.ts';
import { inUse, limitExceeded } from './errors.ts';
import { aboutPortfolio, ownPortfolio, portfolioOf, type FoundPortfolio } from './lookup.ts';
import { paged } from './paging.ts';
import { once } from './requests.ts';
import { catalogOf, type PortfolioRecord } from './state.ts';
import { tagOptionsOf } from './tag-option-associations.ts';
import { changedTags, requestedTags } from './tags.ts';

export const portfolioOperations = {
  CreatePortfolio(input: CreatePortfolioInput, call: Call): CreatePortfolioOutput {
    call.about(portfolioArn(call, '*'));
    const id = once(call, 'CreatePortfolio', input.IdempotencyToken, () => create(input, call));
    const found = portfolioOf(call, id);
    return { PortfolioDetail: portfolioDetail(found, call.region), Tags: tagList(found.portfolio.tags) };
  },

  DescribePortfolio({ Id }: DescribePortfolioInput, call: Call): DescribePortfolioOutput {
    aboutPortfolio(call, Id);
    const found = portfolioOf(call, Id);
    return {
      PortfolioDetail: portfolioDetail(found, call.region),
      Tags: tagList(found.portfolio.tags),
      TagOptions: tagOptionsOf(call, found.owner, found.portfolio.id),
      Budgets: [],
    };
  },

  UpdatePortfolio(input: UpdatePortfolioInput, call: Call): UpdatePortfolioOutput {
    aboutPortfolio(call, input.Id);
    const portfolio = ownPortfolio(call, input.Id);
    portfolio.displayName = input.DisplayName ?? portfolio.displayName;
    portfolio.providerName = input.ProviderName ?? portfolio.providerName;
    if (input.Description !== undefined) portfolio.description = input.Description;
    portfolio.tags = changedTags(portfolio.tags, input, call);
    return {
      PortfolioDetail: portfolioDetail({ portfolio, owner: call.account }, call.region),
      Tags: tagList(portfolio.tags),
    };
  },

  DeletePortfolio({ Id }: DeletePortfolioInput, call: Call): DeletePortfolioOutput {
    aboutPortfolio(call, Id);
    const { id } = ownPortfolio(call, Id);
    const left = whatIsLeftIn(call, id);
    if (left) throw inUse(`Portfolio ${id} still has associated ${left}`);
    delete catalogOf(call).portfolios[id];
    return {};
  },

  ListPortfolios(input: ListPortfoliosInput, call: Call): ListPortfoliosOutput {
    const { items, next } = paged(Object.values(catalogOf(call).portfolios), input);
    const details = items.map((portfolio) => portfolioDetail({ portfolio, owner: call.account }, call.region));
    return { PortfolioDetails: details, NextPageToken: next };
  },
};

export function portfolioDetail({ portfolio, owner }: FoundPortfolio, region: string): PortfolioDetail {
  return {
    Id: portfolio.id,
    ARN: portfolioArn({ account: owner, region }, portfolio.id),
    DisplayName: portfolio.displayName,
    Description: portfolio.description,
    CreatedTime: new Date(portfolio.createdAt),
    ProviderName: portfolio.providerName,
  };
}

function create(input: CreatePortfolioInput, call: Call): string {
  const { portfolios } = catalogOf(call);
  const most = quotaOf('servicecatalog:portfolios', call);
  if (Object.keys(portfolios).length >= most) {
    throw limitExceeded(`You cannot have more than ${most} portfolios in a region.`);
  }
  const portfolio: PortfolioRecord = {
    id: `port-${call.cloud.world.identifier(13)}`,
    displayName: input.DisplayName ?? '',
    providerName: input.ProviderName ?? '',
    ...defined({ description: input.Description }),
    createdAt: call.now,
    tags: requestedTags(input.Tags, call),
  };
  put(portfolios, portfolio.id, portfolio);
  return portfolio.id;
}

/** API reference, DeletePortfolio; the administrator guide ("Managing portfolios") adds TagOptions to the list. */
function whatIsLeftIn(call: Call, portfolioId: string): string | undefined {
  const catalog = catalogOf(call);
  const belongs = (one: { readonly portfolioId: string }) => one.portfolioId === portfolioId;
  if (Object.values(catalog.constraints).some(belongs)) return 'Constraints';
  if (catalog.productAssociations.some(belongs)) return 'Products';
  if (catalog.principals.some(belongs)) return 'Principals';
  if (catalog.shares.some(belongs)) return 'Shares';
  return catalog.tagOptionAssociations.some(({ resourceId }) => resourceId === portfolioId) ? 'TagOptions' : undefined;
}
