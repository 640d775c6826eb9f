import type {
  ProductViewFilterBy,
  ProductViewSortBy,
  SearchProductsAsAdminInput,
  SearchProductsAsAdminOutput,
  SearchProductsInput,
  SearchProductsOutput,
  SortOrder,
} from '@aws-sdk/client-service-catalog';

import type { Call } from '../../kernel/service.ts';
import { grantedProducts } from './access.ts';
import { associationsOf, findProduct, portfolioOf, type FoundProduct } from './lookup.ts';
import { paged } from './paging.ts';
import { productViewDetail, productViewSummary } from './product-views.ts';
import { catalogOf, type ProductRecord } from './state.ts';

export const productSearchOperations = {
  SearchProductsAsAdmin(input: SearchProductsAsAdminInput, call: Call): SearchProductsAsAdminOutput {
    const { items, next } = paged(matching(administered(call, input.PortfolioId), input), input);
    return { ProductViewDetails: items.map((found) => productViewDetail(found, call.region)), NextPageToken: next };
  },

  SearchProducts(input: SearchProductsInput, call: Call): SearchProductsOutput {
    const found = matching(grantedProducts(call), input);
    const { items, next } = paged(found, input);
    return {
      ProductViewSummaries: items.map(({ product }) => productViewSummary(product)),
      ProductViewAggregations: {
        Owner: counted(found.map(({ product }) => product.text.owner)),
        ProductType: counted(found.map(() => PRODUCT_TYPE)),
      },
      NextPageToken: next,
    };
  },
};

const PRODUCT_TYPE = 'CLOUD_FORMATION_TEMPLATE';

interface Criteria {
  readonly Filters?: Partial<Record<ProductViewFilterBy, string[]>> | undefined;
  readonly SortBy?: ProductViewSortBy | undefined;
  readonly SortOrder?: SortOrder | undefined;
}

function administered(call: Call, portfolioId: string | undefined): FoundProduct[] {
  if (portfolioId === undefined) {
    return Object.values(catalogOf(call).products).map((product) => ({ product, owner: call.account }));
  }
  const { portfolio } = portfolioOf(call, portfolioId);
  return associationsOf(call, portfolio.id).flatMap(({ productId }) => findProduct(call, productId) ?? []);
}

function matching(found: readonly FoundProduct[], { Filters = {}, SortBy, SortOrder }: Criteria): FoundProduct[] {
  const kept = found.filter(({ product }) =>
    Object.entries(Filters).every(([by, values]) => passes(product, by as ProductViewFilterBy, values)),
  );
  if (!SortBy) return kept;
  const sorted = kept.sort((one, other) => compare(SORT_KEYS[SortBy](one.product), SORT_KEYS[SortBy](other.product)));
  return SortOrder === 'DESCENDING' ? sorted.reverse() : sorted;
}

const SORT_KEYS: Readonly<Record<ProductViewSortBy, (product: ProductRecord) => string | number>> = {
  Title: ({ text }) => text.name,
  VersionCount: ({ artifacts }) => artifacts.length,
  CreationDate: ({ createdAt }) => createdAt,
};

function compare(one: string | number, other: string | number): number {
  return one < other ? -1 : Number(one > other);
}

function passes({ id, text }: ProductRecord, by: ProductViewFilterBy, values: readonly string[]): boolean {
  switch (by) {
    case 'FullTextSearch':
      return values.every((words) => Object.values(text).join('\n').toLowerCase().includes(words.toLowerCase()));
    case 'Owner':
      return values.includes(text.owner);
    case 'ProductType':
      return values.includes(PRODUCT_TYPE);
    case 'SourceProductId':
      return values.includes(id);
  }
}

function counted(values: readonly string[]): { Value: string; ApproximateCount: number }[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([Value, ApproximateCount]) => ({ Value, ApproximateCount }));
}
