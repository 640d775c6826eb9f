import { describe, expect, it } from 'vitest';

import { administrator, CatalogLab, HUB, SPOKE } from './catalog-lab.ts';

const spoke = administrator(SPOKE);
const THIRD = '333333333333';

describe('sharing a portfolio', () => {
  it('is one operation at a time for an account', () => {
    const lab = new CatalogLab();
    const [one, other] = [lab.portfolio(), lab.portfolio()];
    lab.invoke('CreatePortfolioShare', { PortfolioId: one, AccountId: SPOKE });
    const second = { PortfolioId: other, AccountId: SPOKE };
    expect(() => lab.invoke('CreatePortfolioShare', second)).toThrow(
      'Cannot process more than one portfolio share action at the same time. Try again later.',
    );
    expect(lab.refusal('DeletePortfolioShare', { PortfolioId: one, AccountId: SPOKE })).toBe('InvalidStateException');
    lab.pass(10);
    expect(lab.refusal('CreatePortfolioShare', second)).toBeUndefined();
  });

  it('again with the same account does nothing, even while an operation is in progress', () => {
    const lab = new CatalogLab();
    const input = { PortfolioId: lab.portfolio(), AccountId: SPOKE };
    lab.invoke('CreatePortfolioShare', input);
    expect(lab.invoke('CreatePortfolioShare', input)).toEqual({});
    lab.pass(10);
    expect(lab.invoke('ListPortfolioAccess', { PortfolioId: input.PortfolioId }).AccountIds).toEqual([SPOKE]);
  });

  it('reaches the recipient when the operation is over', () => {
    const lab = new CatalogLab();
    const PortfolioId = lab.portfolio();
    lab.invoke('CreatePortfolioShare', { PortfolioId, AccountId: SPOKE });
    expect(() => lab.invoke('AcceptPortfolioShare', { PortfolioId }, spoke)).toThrow(
      `Portfolio not found: ${PortfolioId}`,
    );
    lab.pass(10);
    lab.invoke('AcceptPortfolioShare', { PortfolioId }, spoke);
    expect(lab.invoke('ListAcceptedPortfolioShares', {}, spoke).PortfolioDetails).toMatchObject([
      { Id: PortfolioId, ARN: `arn:aws:catalog:us-east-1:${HUB}:portfolio/${PortfolioId}` },
    ]);
  });

  it('shows whether the recipient imported the portfolio', () => {
    const lab = new CatalogLab();
    const { portfolio: PortfolioId } = lab.sharedPortfolio();
    const share = { PrincipalId: SPOKE, Type: 'ACCOUNT', ShareTagOptions: false, SharePrincipals: false };
    const shares = () => lab.invoke('DescribePortfolioShares', { PortfolioId, Type: 'ACCOUNT' }).PortfolioShareDetails;
    expect(shares()).toEqual([{ ...share, Accepted: true }]);
    lab.invoke('RejectPortfolioShare', { PortfolioId }, spoke);
    expect(shares()).toEqual([{ ...share, Accepted: false }]);
    lab.invoke('UpdatePortfolioShare', { PortfolioId, AccountId: SPOKE, ShareTagOptions: true });
    expect(shares()).toEqual([{ ...share, Accepted: false, ShareTagOptions: true }]);
    expect(lab.invoke('DescribePortfolioShares', { PortfolioId, Type: 'ORGANIZATION' }).PortfolioShareDetails).toEqual(
      [],
    );
  });

  it.each([
    ['nobody', {}, 'InvalidParametersException'],
    ['the own account', { AccountId: HUB }, 'InvalidParametersException'],
    ['what is no account', { AccountId: '1234' }, 'ValidationException'],
    [
      'an organization',
      { OrganizationNode: { Type: 'ORGANIZATION', Value: 'o-1234567890' } },
      'OperationNotSupportedException',
    ],
    ['principals by name', { AccountId: SPOKE, SharePrincipals: true }, 'OperationNotSupportedException'],
  ])('with %s is refused', (_whom, recipient, code) => {
    const lab = new CatalogLab();
    expect(lab.refusal('CreatePortfolioShare', { PortfolioId: lab.portfolio(), ...recipient })).toBe(code);
  });

  it('does not go further: what was shared cannot be shared again', () => {
    const lab = new CatalogLab();
    const { hubPortfolio, portfolio, product } = lab.localPortfolio();
    const refusal = (id: string) => lab.refusal('CreatePortfolioShare', { PortfolioId: id, AccountId: THIRD }, spoke);
    expect(refusal(hubPortfolio)).toBe('InvalidParametersException');
    expect(refusal(portfolio)).toBe('OperationNotSupportedException');
    const PortfolioId = lab.portfolio(spoke);
    lab.invoke('CreatePortfolioShare', { PortfolioId, AccountId: THIRD }, spoke);
    const association = { PortfolioId, ProductId: product, SourcePortfolioId: hubPortfolio };
    expect(lab.refusal('AssociateProductWithPortfolio', association, spoke)).toBe('InvalidParametersException');
  });

  it('is known only to those who share', () => {
    const lab = new CatalogLab();
    const { portfolio: PortfolioId } = lab.sharedPortfolio();
    expect(lab.refusal('AcceptPortfolioShare', { PortfolioId }, administrator(THIRD))).toBe(
      'ResourceNotFoundException',
    );
    expect(lab.refusal('RejectPortfolioShare', { PortfolioId }, administrator(THIRD))).toBe(
      'ResourceNotFoundException',
    );
    expect(lab.refusal('DeletePortfolioShare', { PortfolioId, AccountId: THIRD })).toBe('ResourceNotFoundException');
    const organizational = { PortfolioId, PortfolioShareType: 'AWS_ORGANIZATIONS' };
    expect(lab.refusal('AcceptPortfolioShare', organizational, spoke)).toBe('ResourceNotFoundException');
  });
});

describe('an imported portfolio', () => {
  it('is read but not changed by its recipient', () => {
    const lab = new CatalogLab();
    const { portfolio, product } = lab.sharedPortfolio();
    expect(lab.refusal('DescribePortfolio', { Id: portfolio }, spoke)).toBeUndefined();
    expect(lab.refusal('DescribeProductAsAdmin', { Id: product }, spoke)).toBeUndefined();
    const found = lab.invoke('SearchProductsAsAdmin', { PortfolioId: portfolio }, spoke);
    expect(found.ProductViewDetails).toMatchObject([{ ProductViewSummary: { ProductId: product } }]);
    expect(lab.invoke('ListPortfolios', {}, spoke).PortfolioDetails).toEqual([]);
    for (const [operation, input] of Object.entries({
      UpdatePortfolio: { Id: portfolio, DisplayName: 'Mine' },
      DeletePortfolio: { Id: portfolio },
      UpdateProduct: { Id: product, Name: 'Mine' },
      DeleteProduct: { Id: product },
      DisassociateProductFromPortfolio: { PortfolioId: portfolio, ProductId: product },
    })) {
      expect(lab.refusal(operation, input, spoke), operation).toBe('InvalidParametersException');
    }
  });

  it('gives its products to local portfolios only when it was accepted and holds them', () => {
    const lab = new CatalogLab();
    const { portfolio: SourcePortfolioId, product: ProductId } = lab.sharedPortfolio();
    const PortfolioId = lab.portfolio(spoke);
    const association = { PortfolioId, ProductId, SourcePortfolioId };
    const refusal = (input: object) => lab.refusal('AssociateProductWithPortfolio', input, spoke);
    lab.invoke('RejectPortfolioShare', { PortfolioId: SourcePortfolioId }, spoke);
    expect(refusal(association)).toBe('ResourceNotFoundException');
    lab.invoke('AcceptPortfolioShare', { PortfolioId: SourcePortfolioId }, spoke);
    expect(refusal({ ...association, ProductId: lab.product() })).toBe('ResourceNotFoundException');
    expect(refusal({ PortfolioId, ProductId })).toBe('ResourceNotFoundException');
    expect(refusal(association)).toBeUndefined();
    lab.pass(10);
    const { PortfolioDetails } = lab.invoke('ListPortfoliosForProduct', { ProductId }, spoke);
    expect(PortfolioDetails).toMatchObject([{ Id: PortfolioId }, { Id: SourcePortfolioId }]);
  });

  const endings: Record<string, (lab: CatalogLab, ids: { hubPortfolio: string; product: string }) => void> = {
    'the hub stops sharing it': (lab, { hubPortfolio }) =>
      lab.invoke('DeletePortfolioShare', { PortfolioId: hubPortfolio, AccountId: SPOKE }),
    'the hub takes the product out of it': (lab, { hubPortfolio, product }) =>
      lab.invoke('DisassociateProductFromPortfolio', { PortfolioId: hubPortfolio, ProductId: product }),
    'the spoke rejects it': (lab, { hubPortfolio }) =>
      lab.invoke('RejectPortfolioShare', { PortfolioId: hubPortfolio }, spoke),
  };

  it.each(Object.keys(endings))('takes its products and their constraints along when %s', (ending) => {
    const lab = new CatalogLab();
    const { hubPortfolio, portfolio: PortfolioId, product: ProductId } = lab.localPortfolio();
    const Parameters = JSON.stringify({ RoleArn: lab.role(SPOKE, 'Launch').roleArn });
    lab.invoke('CreateConstraint', { PortfolioId, ProductId, Type: 'LAUNCH', Parameters }, spoke);
    endings[ending]?.(lab, { hubPortfolio, product: ProductId });
    expect(lab.invoke('SearchProductsAsAdmin', { PortfolioId }, spoke).ProductViewDetails).toEqual([]);
    expect(lab.invoke('ListConstraintsForPortfolio', { PortfolioId }, spoke).ConstraintDetails).toEqual([]);
    expect(lab.refusal('DescribeProductAsAdmin', { Id: ProductId }, spoke)).toBe('ResourceNotFoundException');
    expect(lab.refusal('DeletePortfolio', { Id: PortfolioId }, spoke)).toBeUndefined();
  });

  it('counts among what the recipient has', () => {
    const lab = new CatalogLab();
    const { portfolio } = lab.sharedPortfolio();
    expect(lab.cloud.inventory(SPOKE)).toEqual([`accepted share of ${portfolio}`]);
  });
});
