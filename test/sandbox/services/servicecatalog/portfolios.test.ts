import { describe, expect, it } from 'vitest';

import { administrator, CatalogLab, HUB, SPOKE } from './catalog-lab.ts';

describe('portfolios', () => {
  it('keep what they are created with, under ids and ARNs as AWS makes them', () => {
    const lab = new CatalogLab();
    const id = lab.portfolio();
    expect(id).toMatch(/^port-[a-z0-9]{13}$/);
    const { PortfolioDetail, Tags } = lab.invoke('DescribePortfolio', { Id: id });
    expect(PortfolioDetail).toMatchObject({
      ARN: `arn:aws:catalog:us-east-1:${HUB}:portfolio/${id}`,
      DisplayName: 'Data Scientists - Sample Portfolio',
      ProviderName: 'AWS',
      CreatedTime: new Date(Date.UTC(2026, 0, 5)),
    });
    expect(Tags).toEqual([]);
  });

  it('are created once however often a request with the same token comes', () => {
    const lab = new CatalogLab();
    const input = { DisplayName: 'One', ProviderName: 'IT', IdempotencyToken: 'token' };
    const first = lab.invoke('CreatePortfolio', input);
    expect(lab.invoke('CreatePortfolio', input)).toEqual(first);
    expect(lab.invoke('ListPortfolios', {}).PortfolioDetails).toHaveLength(1);
  });

  it('are updated in part', () => {
    const lab = new CatalogLab();
    const id = lab.portfolio();
    const added = lab.invoke('UpdatePortfolio', { Id: id, Description: 'New', AddTags: [{ Key: 'a', Value: '1' }] });
    expect(added).toMatchObject({
      PortfolioDetail: { DisplayName: 'Data Scientists - Sample Portfolio', Description: 'New' },
      Tags: [{ Key: 'a', Value: '1' }],
    });
    expect(lab.invoke('UpdatePortfolio', { Id: id, RemoveTags: ['a'] }).Tags).toEqual([]);
  });

  it('are listed in pages of at most twenty', () => {
    const lab = new CatalogLab();
    for (let i = 0; i < 21; i += 1) lab.portfolio();
    const first = lab.invoke('ListPortfolios', {});
    expect(first.PortfolioDetails).toHaveLength(20);
    const second = lab.invoke('ListPortfolios', { PageToken: first.NextPageToken });
    expect(second.PortfolioDetails).toHaveLength(1);
    expect(second.NextPageToken).toBeUndefined();
    expect(lab.refusal('ListPortfolios', { PageSize: 21 })).toBe('ValidationException');
  });

  it('need a name and a provider', () => {
    const lab = new CatalogLab();
    expect(lab.refusal('CreatePortfolio', { ProviderName: 'IT' })).toBe('ValidationException');
    expect(lab.refusal('CreatePortfolio', { DisplayName: 'x'.repeat(101), ProviderName: 'IT' })).toBe(
      'ValidationException',
    );
  });

  it('are a hundred at the most in a region', () => {
    const lab = new CatalogLab();
    for (let i = 0; i < 100; i += 1) lab.portfolio();
    expect(lab.refusal('CreatePortfolio', { DisplayName: 'One more', ProviderName: 'IT' })).toBe(
      'LimitExceededException',
    );
  });

  it('of other accounts do not exist', () => {
    const lab = new CatalogLab();
    const id = lab.portfolio();
    expect(lab.refusal('DescribePortfolio', { Id: id }, administrator(SPOKE))).toBe('ResourceNotFoundException');
    expect(lab.refusal('DeletePortfolio', { Id: id }, administrator(SPOKE))).toBe('ResourceNotFoundException');
  });

  describe('are not deleted', () => {
    const uses: Record<string, (lab: CatalogLab, id: string) => void> = {
      Products: (lab, id) => lab.invoke('AssociateProductWithPortfolio', { PortfolioId: id, ProductId: lab.product() }),
      Principals: (lab, id) => {
        const { roleArn } = lab.role(HUB, 'User');
        lab.invoke('AssociatePrincipalWithPortfolio', { PortfolioId: id, PrincipalARN: roleArn, PrincipalType: 'IAM' });
      },
      Shares: (lab, id) => lab.invoke('CreatePortfolioShare', { PortfolioId: id, AccountId: SPOKE }),
      TagOptions: (lab, id) => {
        const { TagOptionDetail } = lab.invoke<{ TagOptionDetail: { Id: string } }>('CreateTagOption', {
          Key: 'k',
          Value: 'v',
        });
        lab.invoke('AssociateTagOptionWithResource', { ResourceId: id, TagOptionId: TagOptionDetail.Id });
      },
    };

    it.each(Object.keys(uses))('while %s remain', (left) => {
      const lab = new CatalogLab();
      const id = lab.portfolio();
      uses[left]?.(lab, id);
      expect(() => lab.invoke('DeletePortfolio', { Id: id })).toThrow(`Portfolio ${id} still has associated ${left}`);
      expect(lab.refusal('DeletePortfolio', { Id: id })).toBe('ResourceInUseException');
    });
  });

  it('are deleted when empty', () => {
    const lab = new CatalogLab();
    const id = lab.portfolio();
    expect(lab.cloud.inventory(HUB)).toEqual([`arn:aws:catalog:us-east-1:${HUB}:portfolio/${id}`]);
    lab.invoke('DeletePortfolio', { Id: id });
    expect(lab.refusal('DescribePortfolio', { Id: id })).toBe('ResourceNotFoundException');
    expect(lab.cloud.inventory(HUB)).toEqual([]);
  });

  it('are named to the trail by the ARN that IAM checks', () => {
    const lab = new CatalogLab();
    const id = lab.portfolio();
    lab.invoke('DescribePortfolio', { Id: id });
    expect(lab.cloud.trail.entries().map(({ operation, resources }) => [operation, resources])).toEqual([
      ['CreatePortfolio', [`arn:aws:catalog:us-east-1:${HUB}:portfolio/*`]],
      ['DescribePortfolio', [`arn:aws:catalog:us-east-1:${HUB}:portfolio/${id}`]],
    ]);
  });
});
