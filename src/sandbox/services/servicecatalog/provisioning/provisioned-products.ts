import type {
  DescribeProvisionedProductInput,
  DescribeProvisionedProductOutput,
  ProvisionedProductAttribute,
  ScanProvisionedProductsInput,
  ScanProvisionedProductsOutput,
  SearchProvisionedProductsInput,
  SearchProvisionedProductsOutput,
} from '@aws-sdk/client-service-catalog';

import { principalArn } from '../../../kernel/principal.ts';
import type { Call } from '../../../kernel/service.ts';
import { tagList } from '../../../kernel/tags.ts';
import { invalidParameters } from '../errors.ts';
import { paged } from '../paging.ts';
import { catalogOf, type ProvisionedProduct } from '../state.ts';
import { withinLevel } from './access-level.ts';
import { observeRequests } from './progress.ts';
import { provisionedProduct } from './requests.ts';
import { provisionedProductDetail } from './views.ts';

const LARGEST_PAGE_OF_A_SEARCH = 100;
const SORT_KEYS = { arn: 'Arn', id: 'Id', name: 'Name', lastRecordId: 'LastRecordId' } as const;

export const provisionedProductOperations = {
  DescribeProvisionedProduct(input: DescribeProvisionedProductInput, call: Call): DescribeProvisionedProductOutput {
    const product = provisionedProduct(call, { id: input.Id, name: input.Name });
    return { ProvisionedProductDetail: provisionedProductDetail(call, product), CloudWatchDashboards: [] };
  },

  ScanProvisionedProducts(input: ScanProvisionedProductsInput, call: Call): ScanProvisionedProductsOutput {
    observeRequests(call);
    const isWithin = withinLevel(call, input.AccessLevelFilter, 'User');
    const products = Object.values(catalogOf(call).provisioned).filter(({ owner }) => isWithin(owner));
    const { items, next } = paged(products, input);
    return { ProvisionedProducts: items.map((one) => provisionedProductDetail(call, one)), NextPageToken: next };
  },

  SearchProvisionedProducts(input: SearchProvisionedProductsInput, call: Call): SearchProvisionedProductsOutput {
    observeRequests(call);
    const isWithin = withinLevel(call, input.AccessLevelFilter, 'Account');
    const queries = input.Filters?.SearchQuery ?? [];
    const found = Object.values(catalogOf(call).provisioned)
      .filter(({ owner }) => isWithin(owner))
      .map((product) => attributesOf(call, product))
      .filter((attributes) => queries.every((query) => answers(attributes, query)));
    const { items, next } = paged(sorted(found, input), input, LARGEST_PAGE_OF_A_SEARCH);
    return { ProvisionedProducts: items, TotalResultsCount: found.length, NextPageToken: next };
  },
};

function attributesOf(call: Call, product: ProvisionedProduct): ProvisionedProductAttribute {
  const { LaunchRoleArn: _, ...detail } = provisionedProductDetail(call, product);
  return {
    ...detail,
    Tags: tagList(product.tags),
    PhysicalId: product.stackId,
    ProductName: product.productName,
    ProvisioningArtifactName: product.artifactName,
    UserArn: principalArn(product.owner),
    UserArnSession: product.owner.arn,
  };
}

/** `attribute:value`, or words that any attribute may contain. */
function answers(attributes: ProvisionedProductAttribute, query: string): boolean {
  const [, name = '', value = ''] = /^(\w+):(.+)$/.exec(query) ?? [];
  const texts = Object.entries(attributes).map(([key, text]) => [key.toLowerCase(), String(text)] as const);
  if (!name) return texts.some(([, text]) => text.includes(query));
  return texts.some(([key, text]) => key === name.toLowerCase() && text === value);
}

function sorted(
  found: readonly ProvisionedProductAttribute[],
  { SortBy, SortOrder }: SearchProvisionedProductsInput,
): readonly ProvisionedProductAttribute[] {
  if (SortBy === undefined) return found;
  if (!isSortKey(SortBy)) throw invalidParameters(`Invalid sort field: ${SortBy}`);
  const key = SORT_KEYS[SortBy];
  const ascending = [...found].sort((one, other) => (one[key] ?? '').localeCompare(other[key] ?? ''));
  return SortOrder === 'DESCENDING' ? ascending.reverse() : ascending;
}

function isSortKey(name: string): name is keyof typeof SORT_KEYS {
  return Object.hasOwn(SORT_KEYS, name);
}
