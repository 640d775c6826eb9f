import type { ResourceType } from '../../../kernel/service.ts';
import { acceptedPortfolioShareType } from './accepted-portfolio-share.ts';
import { launchRoleConstraintType } from './launch-role-constraint.ts';
import { portfolioPrincipalAssociationType } from './portfolio-principal-association.ts';
import { portfolioProductAssociationType } from './portfolio-product-association.ts';
import { portfolioShareType } from './portfolio-share.ts';
import { portfolioType } from './portfolio.ts';
import { productType } from './product.ts';
import { tagOptionAssociationType } from './tag-option-association.ts';
import { tagOptionType } from './tag-option.ts';

export const resourceTypes: Readonly<Record<string, ResourceType>> = {
  'AWS::ServiceCatalog::Portfolio': portfolioType,
  'AWS::ServiceCatalog::CloudFormationProduct': productType,
  'AWS::ServiceCatalog::PortfolioProductAssociation': portfolioProductAssociationType,
  'AWS::ServiceCatalog::PortfolioShare': portfolioShareType,
  'AWS::ServiceCatalog::AcceptedPortfolioShare': acceptedPortfolioShareType,
  'AWS::ServiceCatalog::PortfolioPrincipalAssociation': portfolioPrincipalAssociationType,
  'AWS::ServiceCatalog::LaunchRoleConstraint': launchRoleConstraintType,
  'AWS::ServiceCatalog::TagOption': tagOptionType,
  'AWS::ServiceCatalog::TagOptionAssociation': tagOptionAssociationType,
};
