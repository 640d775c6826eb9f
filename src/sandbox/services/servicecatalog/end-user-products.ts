import type {
  DescribeProductInput,
  DescribeProductOutput,
  ListLaunchPathsInput,
  ListLaunchPathsOutput,
} from '@aws-sdk/client-service-catalog';

import type { Call } from '../../kernel/service.ts';
import { grantedProducts } from './access.ts';
import { notFound } from './errors.ts';
import { launchPathsTo, type LaunchPathTo } from './launch-paths.ts';
import { aboutProduct, type FoundProduct, withoutId } from './lookup.ts';
import { paged } from './paging.ts';
import { productViewSummary } from './product-views.ts';

/** What somebody sees of a product who may only launch it. */
export const endUserProductOperations = {
  DescribeProduct({ Id, Name }: DescribeProductInput, call: Call): DescribeProductOutput {
    const { product } = grantedProduct(call, { id: Id, name: Name });
    return {
      ProductViewSummary: productViewSummary(product),
      ProvisioningArtifacts: product.artifacts
        .filter(({ active }) => active)
        .map(({ id, name, description, createdAt, guidance }) => ({
          Id: id,
          Name: name,
          Description: description,
          CreatedTime: new Date(createdAt),
          Guidance: guidance,
        })),
      Budgets: [],
      LaunchPaths: launchPathsTo(call, product.id).map(({ id, name }) => ({ Id: id, Name: name })),
    };
  },

  ListLaunchPaths(input: ListLaunchPathsInput, call: Call): ListLaunchPathsOutput {
    const { product } = grantedProduct(call, { id: input.ProductId });
    const { items, next } = paged(launchPathsTo(call, product.id), input);
    return { LaunchPathSummaries: items.map(summaryOf), NextPageToken: next };
  },
};

interface Wanted {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
}

export function grantedProduct(call: Call, { id, name }: Wanted): FoundProduct {
  const found = grantedProducts(call).find(({ product }) =>
    id === undefined ? product.text.name === name : product.id === id,
  );
  aboutProduct(call, found?.product.id ?? id);
  if (found) return found;
  throw id === undefined && name === undefined ? withoutId('product') : notFound(`Product ${id ?? name} not found.`);
}

function summaryOf({ id, name, constraints, tags }: LaunchPathTo) {
  const ConstraintSummaries = constraints.map(({ type, description }) => ({ Type: type, Description: description }));
  return { Id: id, Name: name, ConstraintSummaries, Tags: tags };
}
