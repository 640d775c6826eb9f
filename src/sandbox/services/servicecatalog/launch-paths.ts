import { createHash } from 'node:crypto';

import { principalArn } from '../../kernel/principal.ts';
import type { Call } from '../../kernel/service.ts';
import { tagList } from '../../kernel/tags.ts';
import { grantedPortfolios } from './access.ts';
import { findPortfolio, holdsProduct } from './lookup.ts';
import { catalogOf, type ConstraintRecord } from './state.ts';

/** A way by which the caller gets at a product: a portfolio, with the constraints and tags that it adds. */
export interface LaunchPathTo {
  readonly id: string;
  /** The portfolio's. */
  readonly name: string;
  readonly portfolioId: string;
  readonly constraints: readonly ConstraintRecord[];
  readonly tags: { Key: string; Value: string }[];
}

export function launchPathsTo(call: Call, productId: string): LaunchPathTo[] {
  return grantedPortfolios(call)
    .filter((portfolioId) => holdsProduct(call, portfolioId, productId))
    .flatMap((portfolioId) => pathThrough(call, portfolioId, productId) ?? []);
}

function pathThrough(call: Call, portfolioId: string, productId: string): LaunchPathTo | undefined {
  const found = findPortfolio(call, portfolioId);
  if (!found) return undefined;
  const catalog = catalogOf({ cloud: call.cloud, account: found.owner, region: call.region });
  const constraints = Object.values(catalog.constraints).filter(
    (one) => one.portfolioId === portfolioId && one.productId === productId,
  );
  const { displayName: name, tags } = found.portfolio;
  return { id: pathId(call, portfolioId, productId), name, portfolioId, constraints, tags: tagList(tags) };
}

/** "A path is dependent on a specific product, portfolio, and principal" (API reference, ListLaunchPaths). */
function pathId(call: Call, portfolioId: string, productId: string): string {
  const parts = [portfolioId, productId, principalArn(call.principal)];
  return `lpv3-${createHash('sha256').update(parts.join('|')).digest('hex').slice(0, 13)}`;
}
