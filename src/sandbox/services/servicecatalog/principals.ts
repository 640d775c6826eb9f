import type {
  AssociatePrincipalWithPortfolioInput,
  AssociatePrincipalWithPortfolioOutput,
  DisassociatePrincipalFromPortfolioInput,
  DisassociatePrincipalFromPortfolioOutput,
  ListPrincipalsForPortfolioInput,
  ListPrincipalsForPortfolioOutput,
} from '@aws-sdk/client-service-catalog';

import type { Call } from '../../kernel/service.ts';
import { limitExceeded, notFound } from './errors.ts';
import { aboutPortfolio, portfolioOf } from './lookup.ts';
import { paged } from './paging.ts';
import { identityOf, shownArn } from './principal-identity.ts';
import { catalogOf, type PrincipalAssociation } from './state.ts';

/** API reference, AssociatePrincipalWithPortfolio; AWS General Reference, Service Catalog endpoints and quotas. */
const MOST_PRINCIPALS = { IAM: 100, IAM_PATTERN: 10 } as const;

/** An account gives its own principals access to its portfolios and to those it imported. */
export const principalOperations = {
  AssociatePrincipalWithPortfolio(
    input: AssociatePrincipalWithPortfolioInput,
    call: Call,
  ): AssociatePrincipalWithPortfolioOutput {
    aboutPortfolio(call, input.PortfolioId);
    const { portfolio } = portfolioOf(call, input.PortfolioId);
    const arn = input.PrincipalARN ?? '';
    const type = input.PrincipalType ?? 'IAM';
    const identity = identityOf(call, arn, type);
    const { principals } = catalogOf(call);
    const others = principals.filter((one) => one.portfolioId === portfolio.id && one.type === type);
    if (others.some((one) => one.arn === arn && one.identity === identity)) return {};
    if (others.length >= MOST_PRINCIPALS[type]) {
      throw limitExceeded(
        `Portfolio ${portfolio.id} cannot have more than ${MOST_PRINCIPALS[type]} ${type} principals.`,
      );
    }
    principals.push({ portfolioId: portfolio.id, arn, type, ...(identity && { identity }) });
    return {};
  },

  DisassociatePrincipalFromPortfolio(
    input: DisassociatePrincipalFromPortfolioInput,
    call: Call,
  ): DisassociatePrincipalFromPortfolioOutput {
    aboutPortfolio(call, input.PortfolioId);
    const { portfolio } = portfolioOf(call, input.PortfolioId);
    const { PrincipalARN: arn, PrincipalType: type = 'IAM' } = input;
    const catalog = catalogOf(call);
    const association = catalog.principals.find(
      (one) => one.portfolioId === portfolio.id && one.type === type && shownArn(call, one) === arn,
    );
    if (!association) throw notFound(`Principal ${arn} is not associated with Portfolio ${portfolio.id}.`);
    catalog.principals = catalog.principals.filter((one) => one !== association);
    return {};
  },

  ListPrincipalsForPortfolio(input: ListPrincipalsForPortfolioInput, call: Call): ListPrincipalsForPortfolioOutput {
    aboutPortfolio(call, input.PortfolioId);
    const { portfolio } = portfolioOf(call, input.PortfolioId);
    const { items, next } = paged(principalsOf(call, portfolio.id), input);
    const shown = items.map((one) => ({ PrincipalARN: shownArn(call, one), PrincipalType: one.type }));
    return { Principals: shown, NextPageToken: next };
  },
};

function principalsOf(call: Call, id: string): PrincipalAssociation[] {
  return catalogOf(call).principals.filter(({ portfolioId }) => portfolioId === id);
}
