import { describe, expect, it } from 'vitest';

import { administrator, CatalogLab, HUB, SPOKE } from './catalog-lab.ts';

const spoke = administrator(SPOKE);

function names(output: Record<string, unknown>): (string | undefined)[] {
  return (output['ProductViewSummaries'] as { Name?: string }[]).map(({ Name }) => Name);
}

describe('principals of a portfolio', () => {
  it('must exist in the account', () => {
    const lab = new CatalogLab();
    const PortfolioId = lab.portfolio(spoke);
    const { roleArn } = lab.role(SPOKE, 'DataScientist');
    const refusal = (PrincipalARN: string) =>
      lab.refusal('AssociatePrincipalWithPortfolio', { PortfolioId, PrincipalARN, PrincipalType: 'IAM' }, spoke);
    expect(refusal(roleArn)).toBeUndefined();
    expect(refusal(`${roleArn}2`)).toBe('InvalidParametersException');
    expect(refusal('DataScientist')).toBe('InvalidParametersException');
    expect(refusal(roleArn.replace(SPOKE, HUB))).toBe('ResourceNotFoundException');
    expect(refusal(roleArn.replace(SPOKE, ''))).toBe('ResourceNotFoundException');
  });

  it('are associated once, and disassociated as the type they were associated as', () => {
    const lab = new CatalogLab();
    const PortfolioId = lab.portfolio(spoke);
    const association = { PortfolioId, PrincipalARN: lab.role(SPOKE, 'Scientist').roleArn, PrincipalType: 'IAM' };
    lab.invoke('AssociatePrincipalWithPortfolio', association, spoke);
    lab.invoke('AssociatePrincipalWithPortfolio', association, spoke);
    expect(lab.invoke('ListPrincipalsForPortfolio', { PortfolioId }, spoke).Principals).toEqual([
      { PrincipalARN: association.PrincipalARN, PrincipalType: 'IAM' },
    ]);
    const asPattern = { ...association, PrincipalType: 'IAM_PATTERN' };
    expect(lab.refusal('DisassociatePrincipalFromPortfolio', asPattern, spoke)).toBe('ResourceNotFoundException');
    expect(lab.refusal('DisassociatePrincipalFromPortfolio', association, spoke)).toBeUndefined();
    expect(lab.refusal('DisassociatePrincipalFromPortfolio', association, spoke)).toBe('ResourceNotFoundException');
  });

  it('by pattern need the type on the way out, and are ten at the most', () => {
    const lab = new CatalogLab();
    const PortfolioId = lab.portfolio(spoke);
    const pattern = (name: string) => ({
      PortfolioId,
      PrincipalARN: `arn:aws:iam:::role/${name}*`,
      PrincipalType: 'IAM_PATTERN',
    });
    for (let i = 0; i < 10; i += 1) lab.invoke('AssociatePrincipalWithPortfolio', pattern(`r${i}`), spoke);
    expect(lab.refusal('AssociatePrincipalWithPortfolio', pattern('r10'), spoke)).toBe('LimitExceededException');
    const wild = { PortfolioId, PrincipalARN: 'arn:aws:iam:::*', PrincipalType: 'IAM_PATTERN' };
    expect(lab.refusal('AssociatePrincipalWithPortfolio', wild, spoke)).toBe('InvalidParametersException');
    const { PrincipalARN } = pattern('r1');
    const refusal = (input: object) =>
      lab.refusal('DisassociatePrincipalFromPortfolio', { PortfolioId, ...input }, spoke);
    expect(refusal({ PrincipalARN })).toBe('ResourceNotFoundException');
    expect(refusal({ PrincipalARN, PrincipalType: 'IAM_PATTERN' })).toBeUndefined();
  });

  it('leave an anonymous identifier when they are deleted, even if they are made anew', () => {
    const lab = new CatalogLab();
    const PortfolioId = lab.portfolio(spoke);
    const { roleArn: PrincipalARN } = lab.role(SPOKE, 'Scientist');
    lab.invoke('AssociatePrincipalWithPortfolio', { PortfolioId, PrincipalARN, PrincipalType: 'IAM' }, spoke);
    lab.deleteRole(SPOKE, 'Scientist');
    lab.role(SPOKE, 'Scientist');
    const { Principals } = lab.invoke<{ Principals: { PrincipalARN: string }[] }>(
      'ListPrincipalsForPortfolio',
      { PortfolioId },
      spoke,
    );
    const [left] = Principals;
    expect(left?.PrincipalARN).toMatch(/^[A-Z0-9]{21}$/);
    const refusal = (arn?: string) =>
      lab.refusal('DisassociatePrincipalFromPortfolio', { PortfolioId, PrincipalARN: arn }, spoke);
    expect(refusal(PrincipalARN)).toBe('ResourceNotFoundException');
    expect(refusal(left?.PrincipalARN)).toBeUndefined();
  });
});

describe('end users', () => {
  it('see the products of the portfolios they were given, nobody else does', () => {
    const lab = new CatalogLab();
    const { portfolio: PortfolioId, product } = lab.localPortfolio();
    const scientist = lab.role(SPOKE, 'DataScientist');
    expect(names(lab.invoke('SearchProducts', {}, scientist))).toEqual([]);
    expect(lab.refusal('DescribeProduct', { Id: product }, scientist)).toBe('ResourceNotFoundException');
    const association = { PortfolioId, PrincipalARN: scientist.roleArn, PrincipalType: 'IAM' };
    lab.invoke('AssociatePrincipalWithPortfolio', association, spoke);
    expect(names(lab.invoke('SearchProducts', {}, scientist))).toEqual(['Notebook']);
    expect(names(lab.invoke('SearchProducts', {}, spoke))).toEqual([]);
    expect(names(lab.invoke('SearchProducts', {}, lab.role(SPOKE, 'Other')))).toEqual([]);
  });

  it('see them through an imported portfolio too, and once though two portfolios hold them', () => {
    const lab = new CatalogLab();
    const { hubPortfolio, portfolio } = lab.localPortfolio();
    const scientist = lab.role(SPOKE, 'DataScientist');
    for (const PortfolioId of [hubPortfolio, portfolio]) {
      const association = { PortfolioId, PrincipalARN: scientist.roleArn, PrincipalType: 'IAM' };
      lab.invoke('AssociatePrincipalWithPortfolio', association, spoke);
    }
    expect(names(lab.invoke('SearchProducts', {}, scientist))).toEqual(['Notebook']);
    const { product: ProductId } = {
      product: lab.invoke<Found>('SearchProducts', {}, scientist).ProductViewSummaries[0]?.ProductId,
    };
    expect(lab.invoke('ListLaunchPaths', { ProductId }, scientist).LaunchPathSummaries).toHaveLength(2);
  });

  interface Found {
    readonly ProductViewSummaries: { readonly ProductId: string }[];
  }

  it('may be given access by a pattern', () => {
    const lab = new CatalogLab();
    const { portfolio: PortfolioId } = lab.filledPortfolio();
    const pattern = { PortfolioId, PrincipalARN: 'arn:aws:iam:::role/Data*', PrincipalType: 'IAM_PATTERN' };
    lab.invoke('AssociatePrincipalWithPortfolio', pattern);
    expect(names(lab.invoke('SearchProducts', {}, lab.role(HUB, 'DataScientist')))).toEqual(['Notebook']);
    expect(names(lab.invoke('SearchProducts', {}, lab.role(HUB, 'Scientist')))).toEqual([]);
  });

  it('see active versions, and the paths by which they get at the product', () => {
    const lab = new CatalogLab();
    const { portfolio: PortfolioId, product: ProductId } = lab.localPortfolio();
    const scientist = lab.role(SPOKE, 'DataScientist');
    const association = { PortfolioId, PrincipalARN: scientist.roleArn, PrincipalType: 'IAM' };
    lab.invoke('AssociatePrincipalWithPortfolio', association, spoke);
    const Parameters = JSON.stringify({ RoleArn: lab.role(SPOKE, 'Launch').roleArn });
    lab.invoke(
      'CreateConstraint',
      { PortfolioId, ProductId, Type: 'LAUNCH', Parameters, Description: 'as Launch' },
      spoke,
    );
    const { ProvisioningArtifactDetails } = lab.invoke<{ ProvisioningArtifactDetails: { Id: string }[] }>(
      'ListProvisioningArtifacts',
      { ProductId },
    );
    const path = {
      Id: expect.stringMatching(/^lpv3-[a-z0-9]{13}$/) as string,
      Name: 'Data Scientists - Sample Portfolio',
    };
    expect(lab.invoke('DescribeProduct', { Name: 'Notebook' }, scientist)).toMatchObject({
      ProductViewSummary: { ProductId, ShortDescription: undefined },
      ProvisioningArtifacts: [{ Id: ProvisioningArtifactDetails[0]?.Id, Name: 'v1' }],
      LaunchPaths: [path],
    });
    const ProvisioningArtifactId = ProvisioningArtifactDetails[0]?.Id;
    lab.invoke('UpdateProvisioningArtifact', { ProductId, ProvisioningArtifactId, Active: false });
    expect(lab.invoke('DescribeProduct', { Id: ProductId }, scientist).ProvisioningArtifacts).toEqual([]);
    expect(lab.invoke('ListLaunchPaths', { ProductId }, scientist).LaunchPathSummaries).toEqual([
      { ...path, ConstraintSummaries: [{ Type: 'LAUNCH', Description: 'as Launch' }], Tags: [] },
    ]);
    expect(lab.refusal('ListLaunchPaths', { ProductId }, spoke)).toBe('ResourceNotFoundException');
  });
});
