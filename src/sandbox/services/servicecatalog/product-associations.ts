import type {
  AssociateProductWithPortfolioInput,
  AssociateProductWithPortfolioOutput,
  DisassociateProductFromPortfolioInput,
  DisassociateProductFromPortfolioOutput,
  ListPortfoliosForProductInput,
  ListPortfoliosForProductOutput,
} from '@aws-sdk/client-service-catalog';

import type { Call } from '../../kernel/service.ts';
import { invalidParameters, inUse, notFound } from './errors.ts';
import {
  aboutBoth,
  aboutProduct,
  associationsOf,
  holdsProduct,
  ownPortfolio,
  portfolioOf,
  productOf,
} from './lookup.ts';
import { paged } from './paging.ts';
import { portfolioDetail } from './portfolios.ts';
import { catalogOf } from './state.ts';
import { SETTLING_MS } from './status.ts';
import { withdraw } from './withdrawal.ts';

export const productAssociationOperations = {
  AssociateProductWithPortfolio(
    input: AssociateProductWithPortfolioInput,
    call: Call,
  ): AssociateProductWithPortfolioOutput {
    aboutBoth(call, input);
    const { id: portfolioId } = ownPortfolio(call, input.PortfolioId);
    const productId = associable(call, input);
    const { productAssociations } = catalogOf(call);
    if (productAssociations.some((one) => one.portfolioId === portfolioId && one.productId === productId)) return {};
    productAssociations.push({
      portfolioId,
      productId,
      ...(input.SourcePortfolioId && { sourcePortfolioId: input.SourcePortfolioId }),
      visibleAt: call.now + SETTLING_MS,
    });
    return {};
  },

  DisassociateProductFromPortfolio(
    { PortfolioId, ProductId }: DisassociateProductFromPortfolioInput,
    call: Call,
  ): DisassociateProductFromPortfolioOutput {
    aboutBoth(call, { PortfolioId, ProductId });
    const { id } = ownPortfolio(call, PortfolioId);
    const catalog = catalogOf(call);
    const kept = catalog.productAssociations.filter((one) => one.portfolioId !== id || one.productId !== ProductId);
    if (kept.length === catalog.productAssociations.length) {
      throw notFound(`Product ${ProductId} is not associated with Portfolio ${id}.`);
    }
    if (Object.values(catalog.constraints).some((one) => one.portfolioId === id && one.productId === ProductId)) {
      throw inUse(`Product ${ProductId} still has associated Constraints in Portfolio ${id}`);
    }
    catalog.productAssociations = kept;
    withdraw(call.cloud, call.region, { sourcePortfolioId: id, ...(ProductId && { productId: ProductId }) });
    return {};
  },

  ListPortfoliosForProduct(input: ListPortfoliosForProductInput, call: Call): ListPortfoliosForProductOutput {
    aboutProduct(call, input.ProductId);
    const { product } = productOf(call, input.ProductId);
    const { portfolios, imports } = catalogOf(call);
    const holders = [...Object.keys(portfolios), ...imports].filter((id) => holdsProduct(call, id, product.id));
    const { items, next } = paged(holders, input);
    const details = items.map((id) => portfolioDetail(portfolioOf(call, id), call.region));
    return { PortfolioDetails: details, NextPageToken: next };
  },
};

/** The product, if it may go into the portfolio: one of the account's own, or one of the source portfolio. */
function associable(call: Call, input: AssociateProductWithPortfolioInput): string {
  if (!input.SourcePortfolioId) return ownProductId(call, input.ProductId);
  const { portfolio: source, owner } = portfolioOf(call, input.SourcePortfolioId);
  const association = associationsOf(call, source.id).find(({ productId }) => productId === input.ProductId);
  if (!association) throw notFound(`Product ${input.ProductId} not found in Portfolio ${source.id}.`);
  const shared = catalogOf(call).shares.some(({ portfolioId }) => portfolioId === input.PortfolioId);
  // API reference, CreatePortfolioShare: "You can't share a shared resource, including portfolios that contain [one]".
  if (shared && owner !== call.account) {
    throw invalidParameters(
      `Portfolio ${input.PortfolioId} is shared and cannot contain a product that was shared with you.`,
    );
  }
  return association.productId;
}

function ownProductId(call: Call, id: string | undefined): string {
  const { product, owner } = productOf(call, id);
  if (owner !== call.account) throw notFound(`Product ${id} not found.`);
  return product.id;
}
