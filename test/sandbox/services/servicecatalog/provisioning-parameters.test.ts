import type { DescribeProvisioningParametersOutput } from '@aws-sdk/client-service-catalog';
import { describe, expect, it } from 'vitest';

import { administrator, CatalogLab, HUB, SPOKE } from './catalog-lab.ts';

const spoke = administrator(SPOKE);

const TEMPLATE = `
Parameters:
  Size: { Type: String, Default: small, AllowedValues: [small, large], ConstraintDescription: small or large. }
  Volume: { Type: Number, Default: 5, MinValue: 5, MaxValue: 100, Description: in GB }
  Team: { Type: String, MinLength: 2, MaxLength: 20, AllowedPattern: '^[a-z]+$', NoEcho: true }
Resources: { Topic: { Type: AWS::SNS::Topic } }
`;

/** A product of the hub that a data scientist of the spoke may launch. */
function catalog() {
  const lab = new CatalogLab();
  lab.objects.set('assets/products/notebook.yaml', TEMPLATE);
  const { portfolio: PortfolioId, product: ProductId } = lab.localPortfolio();
  const scientist = lab.role(SPOKE, 'DataScientist');
  const Parameters = JSON.stringify({ RoleArn: lab.role(SPOKE, 'Launch').roleArn });
  const constraint = { PortfolioId, ProductId, Type: 'LAUNCH', Parameters, Description: 'with a role' };
  lab.invoke('CreateConstraint', constraint, spoke);
  const association = { PortfolioId, PrincipalARN: scientist.roleArn, PrincipalType: 'IAM' };
  lab.invoke('AssociatePrincipalWithPortfolio', association, spoke);
  lab.pass(10);
  const input = { ProductId, ProvisioningArtifactName: 'v1' };
  const describeParameters = () =>
    lab.invoke<DescribeProvisioningParametersOutput>('DescribeProvisioningParameters', input, scientist);
  return { lab, PortfolioId, ProductId, describeParameters };
}

function offerTag({ lab }: ReturnType<typeof catalog>, ResourceId: string, Value: string, account = HUB): string {
  const owner = administrator(account);
  const { TagOptionDetail } = lab.invoke<{ TagOptionDetail: { Id: string } }>(
    'CreateTagOption',
    { Key: 'cost-center', Value },
    owner,
  );
  lab.invoke('AssociateTagOptionWithResource', { ResourceId, TagOptionId: TagOptionDetail.Id }, owner);
  return TagOptionDetail.Id;
}

describe('DescribeProvisioningParameters', () => {
  it('tells what a launch can decide, and by which rules', () => {
    const { ProvisioningArtifactParameters, ConstraintSummaries, TagOptions } = catalog().describeParameters();
    expect(ProvisioningArtifactParameters).toMatchObject([
      {
        ParameterKey: 'Size',
        ParameterType: 'String',
        DefaultValue: 'small',
        ParameterConstraints: { AllowedValues: ['small', 'large'], ConstraintDescription: 'small or large.' },
      },
      {
        ParameterKey: 'Volume',
        DefaultValue: '5',
        Description: 'in GB',
        ParameterConstraints: { AllowedValues: [], MinValue: '5', MaxValue: '100' },
      },
      {
        ParameterKey: 'Team',
        IsNoEcho: true,
        ParameterConstraints: { MinLength: '2', MaxLength: '20', AllowedPattern: '^[a-z]+$' },
      },
    ]);
    expect(ConstraintSummaries).toEqual([{ Type: 'LAUNCH', Description: 'with a role' }]);
    expect(TagOptions).toEqual([]);
  });

  it('offers the active TagOptions of the product, of which the portfolio may leave some', () => {
    const made = catalog();
    offerTag(made, made.ProductId, 'research');
    offerTag(made, made.ProductId, 'production');
    const Id = offerTag(made, made.ProductId, 'old');
    made.lab.invoke('UpdateTagOption', { Id, Active: false });
    expect(made.describeParameters().TagOptions).toEqual([{ Key: 'cost-center', Values: ['research', 'production'] }]);
    offerTag(made, made.PortfolioId, 'production', SPOKE);
    expect(made.describeParameters().TagOptions).toEqual([{ Key: 'cost-center', Values: ['production'] }]);
  });

  it('is for those who may launch the product', () => {
    const { lab, ProductId } = catalog();
    const input = { ProductId, ProvisioningArtifactName: 'v1' };
    const stranger = lab.role(SPOKE, 'Stranger');
    expect(lab.refusal('DescribeProvisioningParameters', input, stranger)).toBe('ResourceNotFoundException');
  });
});
