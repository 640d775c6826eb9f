import type {
  CreatePortfolioShareInput,
  CreatePortfolioShareOutput,
  DeletePortfolioShareInput,
  DeletePortfolioShareOutput,
  DescribePortfolioSharesInput,
  DescribePortfolioSharesOutput,
  ListPortfolioAccessInput,
  ListPortfolioAccessOutput,
  UpdatePortfolioShareInput,
  UpdatePortfolioShareOutput,
} from '@aws-sdk/client-service-catalog';

import { own } from '../../../own.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import type { Call } from '../../kernel/service.ts';
import { invalidParameters, limitExceeded, notFound, notSupported } from './errors.ts';
import { aboutPortfolio, ownPortfolio } from './lookup.ts';
import { paged } from './paging.ts';
import { catalogOf, type ShareRecord } from './state.ts';
import { SETTLING_MS } from './status.ts';
import { endImport } from './withdrawal.ts';

/** AWS General Reference, Service Catalog endpoints and quotas. */
const MOST_SHARES = 5_000;
const LARGEST_PAGE_OF_SHARES = 100;

export const shareOperations = {
  CreatePortfolioShare(input: CreatePortfolioShareInput, call: Call): CreatePortfolioShareOutput {
    aboutPortfolio(call, input.PortfolioId);
    const { id: portfolioId } = ownPortfolio(call, input.PortfolioId);
    const accountId = recipient(input, call);
    if (shareWith(call, portfolioId, accountId)) return {};
    refuseSharedProducts(call, portfolioId);
    const { shares } = catalogOf(call);
    if (shares.filter((share) => share.portfolioId === portfolioId).length >= MOST_SHARES) {
      throw limitExceeded(`Portfolio ${portfolioId} cannot be shared with more than ${MOST_SHARES} accounts.`);
    }
    const availableAt = beginSharing(call);
    shares.push({ portfolioId, accountId, shareTagOptions: input.ShareTagOptions ?? false, availableAt });
    return {};
  },

  UpdatePortfolioShare(input: UpdatePortfolioShareInput, call: Call): UpdatePortfolioShareOutput {
    aboutPortfolio(call, input.PortfolioId);
    const share = existingShare(call, input);
    beginSharing(call);
    share.shareTagOptions = input.ShareTagOptions ?? share.shareTagOptions;
    return { Status: 'COMPLETED' };
  },

  DeletePortfolioShare(input: DeletePortfolioShareInput, call: Call): DeletePortfolioShareOutput {
    aboutPortfolio(call, input.PortfolioId);
    const { portfolioId, accountId } = existingShare(call, input);
    beginSharing(call);
    const catalog = catalogOf(call);
    catalog.shares = catalog.shares.filter((one) => one.portfolioId !== portfolioId || one.accountId !== accountId);
    endImport(call.cloud, call.region, accountId, portfolioId);
    return {};
  },

  DescribePortfolioShares(input: DescribePortfolioSharesInput, call: Call): DescribePortfolioSharesOutput {
    aboutPortfolio(call, input.PortfolioId);
    const shares = input.Type === 'ACCOUNT' ? sharesOf(call, input.PortfolioId) : [];
    const { items, next } = paged(shares, input, LARGEST_PAGE_OF_SHARES);
    const details = items.map(({ accountId, portfolioId, shareTagOptions }) => ({
      PrincipalId: accountId,
      Type: 'ACCOUNT' as const,
      Accepted: catalogOf({ cloud: call.cloud, account: accountId, region: call.region }).imports.includes(portfolioId),
      ShareTagOptions: shareTagOptions,
      SharePrincipals: false,
    }));
    return { PortfolioShareDetails: details, NextPageToken: next };
  },

  ListPortfolioAccess(input: ListPortfolioAccessInput, call: Call): ListPortfolioAccessOutput {
    aboutPortfolio(call, input.PortfolioId);
    const { items, next } = paged(sharesOf(call, input.PortfolioId), input);
    return { AccountIds: items.map(({ accountId }) => accountId), NextPageToken: next };
  },
};

type Recipient = Pick<UpdatePortfolioShareInput, 'PortfolioId' | 'AccountId' | 'OrganizationNode' | 'SharePrincipals'>;

function recipient({ AccountId, OrganizationNode, SharePrincipals }: Recipient, call: Call): string {
  if ((AccountId === undefined) === (OrganizationNode === undefined)) {
    throw invalidParameters('Exactly one of AccountId and OrganizationNode must be specified.');
  }
  if (OrganizationNode || SharePrincipals)
    throw notSupported('AWSOrganizationsAccess is not enabled for your account.');
  if (AccountId === call.account) throw invalidParameters('You cannot share a portfolio with your own account.');
  return AccountId ?? '';
}

function sharesOf(call: Call, id: string | undefined): ShareRecord[] {
  const portfolio = ownPortfolio(call, id);
  return catalogOf(call).shares.filter((share) => share.portfolioId === portfolio.id && share.availableAt <= call.now);
}

function shareWith(call: Call, portfolioId: string, accountId: string): ShareRecord | undefined {
  return catalogOf(call).shares.find((share) => share.portfolioId === portfolioId && share.accountId === accountId);
}

function existingShare(call: Call, input: Recipient): ShareRecord {
  const { id } = ownPortfolio(call, input.PortfolioId);
  const accountId = recipient(input, call);
  const share = shareWith(call, id, accountId);
  if (!share) throw notFound(`Portfolio ${id} is not shared with account ${accountId}.`);
  return share;
}

function refuseSharedProducts(call: Call, portfolioId: string): void {
  const { productAssociations, products } = catalogOf(call);
  const foreign = productAssociations.find((one) => one.portfolioId === portfolioId && !own(products, one.productId));
  if (foreign) throw notSupported(`Portfolio ${portfolioId} contains a shared product and cannot be shared.`);
}

/** Begins a share operation, of which an account can have one at a time, and says when it ends. */
function beginSharing(call: Call): number {
  const catalog = catalogOf(call);
  if (call.now < catalog.sharingUntil) {
    throw new AwsError(
      'InvalidStateException',
      'Cannot process more than one portfolio share action at the same time. Try again later.',
    );
  }
  catalog.sharingUntil = call.now + SETTLING_MS;
  return catalog.sharingUntil;
}
