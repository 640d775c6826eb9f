import type { Call } from '../../kernel/service.ts';
import { associationsOf, findProduct, type FoundProduct } from './lookup.ts';
import { grantsCaller } from './principal-identity.ts';
import { catalogOf } from './state.ts';

/** The portfolios, own or imported, that the caller was given access to as an end user. */
export function grantedPortfolios(call: Call): string[] {
  const granting = catalogOf(call).principals.filter((association) => grantsCaller(call, association));
  return [...new Set(granting.map(({ portfolioId }) => portfolioId))];
}

/** The products that the caller may launch, each once. */
export function grantedProducts(call: Call): FoundProduct[] {
  const associations = grantedPortfolios(call).flatMap((id) => associationsOf(call, id));
  const ids = new Set(associations.map(({ productId }) => productId));
  return [...ids].flatMap((id) => findProduct(call, id) ?? []);
}
