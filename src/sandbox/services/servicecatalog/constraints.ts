import type {
  ConstraintDetail,
  CreateConstraintInput,
  CreateConstraintOutput,
  DeleteConstraintInput,
  DeleteConstraintOutput,
  DescribeConstraintInput,
  DescribeConstraintOutput,
  ListConstraintsForPortfolioInput,
  ListConstraintsForPortfolioOutput,
  UpdateConstraintInput,
  UpdateConstraintOutput,
} from '@aws-sdk/client-service-catalog';

import { own, put } from '../../../own.ts';
import { defined } from '../../kernel/defined.ts';
import type { Call } from '../../kernel/service.ts';
import { checkedParameters } from './constraint-parameters.ts';
import { duplicate, notFound } from './errors.ts';
import { aboutProduct, holdsProduct, ownPortfolio, portfolioOf } from './lookup.ts';
import { paged } from './paging.ts';
import { once } from './requests.ts';
import { catalogOf, type ConstraintRecord } from './state.ts';
import { statusOf } from './status.ts';

export const constraintOperations = {
  CreateConstraint(input: CreateConstraintInput, call: Call): CreateConstraintOutput {
    aboutProduct(call, input.ProductId);
    const id = once(call, 'CreateConstraint', input.IdempotencyToken, () => create(input, call));
    return described(call, constraintOf(call, id));
  },

  DescribeConstraint({ Id }: DescribeConstraintInput, call: Call): DescribeConstraintOutput {
    return described(call, constraintOf(call, Id));
  },

  UpdateConstraint({ Id, Description, Parameters }: UpdateConstraintInput, call: Call): UpdateConstraintOutput {
    call.about('*');
    const constraint = constraintOf(call, Id);
    if (Parameters !== undefined) constraint.parameters = checkedParameters(call, constraint.type, Parameters);
    if (Description !== undefined) constraint.description = Description;
    return described(call, constraint);
  },

  DeleteConstraint({ Id }: DeleteConstraintInput, call: Call): DeleteConstraintOutput {
    // Constraints are no resources of IAM: "Actions defined by AWS Service Catalog".
    call.about('*');
    delete catalogOf(call).constraints[constraintOf(call, Id).id];
    return {};
  },

  ListConstraintsForPortfolio(input: ListConstraintsForPortfolioInput, call: Call): ListConstraintsForPortfolioOutput {
    const { portfolio, owner } = portfolioOf(call, input.PortfolioId);
    const catalog = catalogOf({ cloud: call.cloud, account: owner, region: call.region });
    const constraints = Object.values(catalog.constraints).filter(
      ({ portfolioId, productId }) =>
        portfolioId === portfolio.id && (input.ProductId === undefined || productId === input.ProductId),
    );
    const { items, next } = paged(constraints, input);
    return { ConstraintDetails: items.map((one) => constraintDetail(one, owner)), NextPageToken: next };
  },
};

function create(input: CreateConstraintInput, call: Call): string {
  const { id: portfolioId } = ownPortfolio(call, input.PortfolioId);
  const productId = input.ProductId ?? '';
  if (!holdsProduct(call, portfolioId, productId)) {
    throw notFound(`Product ${productId} is not associated with Portfolio ${portfolioId}.`);
  }
  const { constraints } = catalogOf(call);
  const type = input.Type ?? '';
  const parameters = checkedParameters(call, type, input.Parameters);
  const same = Object.values(constraints).find(
    (one) => one.portfolioId === portfolioId && one.productId === productId && one.type === type,
  );
  if (same) throw duplicate(`Constraint ${same.id} of type ${type} already exists for the product and portfolio.`);
  const id = `cons-${call.cloud.world.identifier(13)}`;
  put(constraints, id, {
    id,
    portfolioId,
    productId,
    type,
    createdAt: call.now,
    parameters,
    ...defined({ description: input.Description }),
  });
  return id;
}

function constraintOf(call: Call, id: string | undefined): ConstraintRecord {
  const constraint = own(catalogOf(call).constraints, id ?? '');
  if (!constraint) throw notFound(`Constraint ${id} not found.`);
  return constraint;
}

function described(call: Call, constraint: ConstraintRecord): DescribeConstraintOutput {
  return {
    ConstraintDetail: constraintDetail(constraint, call.account),
    ConstraintParameters: constraint.parameters,
    Status: statusOf(constraint, call.now),
  };
}

function constraintDetail(constraint: ConstraintRecord, owner: string): ConstraintDetail {
  return {
    ConstraintId: constraint.id,
    Type: constraint.type,
    Description: constraint.description,
    Owner: owner,
    ProductId: constraint.productId,
    PortfolioId: constraint.portfolioId,
  };
}
