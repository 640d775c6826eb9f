import type { AssociatePrincipalWithPortfolioInput } from '@aws-sdk/client-service-catalog';

import type { PropertiesOf } from '../../../kernel/resource-properties.ts';
import type { ResourceType } from '../../../kernel/service.ts';
import { unlessGone } from './associations.ts';

export const portfolioPrincipalAssociationType: ResourceType<
  PropertiesOf<AssociatePrincipalWithPortfolioInput, 'PortfolioId' | 'PrincipalARN' | 'PrincipalType', 'AcceptLanguage'>
> = {
  seconds: { create: 4, update: 4, delete: 4 },
  create({ AcceptLanguage, PortfolioId, PrincipalARN, PrincipalType }, context) {
    const input = { AcceptLanguage, PortfolioId, PrincipalARN, PrincipalType };
    context.invoke('servicecatalog', 'AssociatePrincipalWithPortfolio', input);
    return { physicalId: `${PortfolioId}|${PrincipalARN}` };
  },
  delete(_physicalId, { PortfolioId, PrincipalARN, PrincipalType }, context) {
    const input = { PortfolioId, PrincipalARN: withoutPath(PrincipalARN), PrincipalType };
    unlessGone(() => context.invoke('servicecatalog', 'DisassociatePrincipalFromPortfolio', input));
  },
};

/**
 * CloudFormation never ends the association of a principal that has a path and calls that success, so that the
 * portfolio's deletion fails (cloudformation-coverage-roadmap, issue 2430): as if it looked for the path-less ARN.
 */
function withoutPath(arn: string): string {
  return arn.replace(/^(arn:aws:iam::\d{12}:\w+\/).*\//, '$1');
}
