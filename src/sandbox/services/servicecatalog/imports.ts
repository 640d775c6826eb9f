import type {
  AcceptPortfolioShareInput,
  AcceptPortfolioShareOutput,
  ListAcceptedPortfolioSharesInput,
  ListAcceptedPortfolioSharesOutput,
  PortfolioShareType,
  RejectPortfolioShareInput,
  RejectPortfolioShareOutput,
} from '@aws-sdk/client-service-catalog';

import type { Call } from '../../kernel/service.ts';
import { notFound } from './errors.ts';
import { aboutPortfolio, findPortfolio, portfolioOf } from './lookup.ts';
import { paged } from './paging.ts';
import { portfolioDetail } from './portfolios.ts';
import { catalogOf } from './state.ts';
import { endImport } from './withdrawal.ts';

export const importOperations = {
  AcceptPortfolioShare(input: AcceptPortfolioShareInput, call: Call): AcceptPortfolioShareOutput {
    aboutPortfolio(call, input.PortfolioId);
    const id = offeredPortfolio(call, input);
    const { imports } = catalogOf(call);
    if (!imports.includes(id)) imports.push(id);
    return {};
  },

  /** Ends the import but not the share, which the owner goes on listing as not accepted. */
  RejectPortfolioShare(input: RejectPortfolioShareInput, call: Call): RejectPortfolioShareOutput {
    aboutPortfolio(call, input.PortfolioId);
    endImport(call.cloud, call.region, call.account, offeredPortfolio(call, input));
    return {};
  },

  ListAcceptedPortfolioShares(input: ListAcceptedPortfolioSharesInput, call: Call): ListAcceptedPortfolioSharesOutput {
    const imports = isAccountShare(input.PortfolioShareType) ? catalogOf(call).imports : [];
    const { items, next } = paged(imports, input);
    const details = items.map((id) => portfolioDetail(portfolioOf(call, id), call.region));
    return { PortfolioDetails: details, NextPageToken: next };
  },
};

function offeredPortfolio(
  call: Call,
  { PortfolioId, PortfolioShareType }: AcceptPortfolioShareInput | RejectPortfolioShareInput,
): string {
  const found = findPortfolio(call, PortfolioId);
  const { shares } = catalogOf({ cloud: call.cloud, account: found?.owner ?? call.account, region: call.region });
  const offered = shares.some(
    ({ portfolioId, accountId, availableAt }) =>
      portfolioId === PortfolioId && accountId === call.account && availableAt <= call.now,
  );
  if (!found || !offered || !isAccountShare(PortfolioShareType)) throw notFound(`Portfolio not found: ${PortfolioId}`);
  return found.portfolio.id;
}

/** The sandbox's accounts belong to no organization. */
function isAccountShare(type: PortfolioShareType | undefined): boolean {
  return type === undefined || type === 'IMPORTED';
}
