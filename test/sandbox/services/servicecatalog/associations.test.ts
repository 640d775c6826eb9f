import { describe, expect, it } from 'vitest';

import { administrator, CatalogLab, HUB, SPOKE } from './catalog-lab.ts';

const spoke = administrator(SPOKE);

function launchConstraint(PortfolioId: string, ProductId: string, role: object) {
  return { PortfolioId, ProductId, Type: 'LAUNCH', Parameters: JSON.stringify(role) };
}

describe('products in portfolios', () => {
  it('are seen only some time after they were put there', () => {
    const lab = new CatalogLab();
    const [PortfolioId, ProductId] = [lab.portfolio(), lab.product()];
    const constraint = launchConstraint(PortfolioId, ProductId, { RoleArn: lab.role(HUB, 'Launch').roleArn });
    lab.invoke('AssociateProductWithPortfolio', { PortfolioId, ProductId });
    expect(lab.invoke('ListPortfoliosForProduct', { ProductId }).PortfolioDetails).toEqual([]);
    expect(lab.refusal('CreateConstraint', constraint)).toBe('ResourceNotFoundException');
    lab.pass(10);
    expect(lab.invoke('ListPortfoliosForProduct', { ProductId }).PortfolioDetails).toMatchObject([{ Id: PortfolioId }]);
    expect(lab.refusal('CreateConstraint', constraint)).toBeUndefined();
  });

  it('may be put there twice', () => {
    const lab = new CatalogLab();
    const { portfolio: PortfolioId, product: ProductId } = lab.filledPortfolio();
    lab.invoke('AssociateProductWithPortfolio', { PortfolioId, ProductId });
    lab.invoke('DisassociateProductFromPortfolio', { PortfolioId, ProductId });
    expect(lab.refusal('DisassociateProductFromPortfolio', { PortfolioId, ProductId })).toBe(
      'ResourceNotFoundException',
    );
  });

  it('stay while they have constraints', () => {
    const lab = new CatalogLab();
    const { portfolio: PortfolioId, product: ProductId } = lab.filledPortfolio();
    const role = { LocalRoleName: 'Launch' };
    lab.role(HUB, 'Launch');
    const { ConstraintDetail } = lab.invoke<{ ConstraintDetail: { ConstraintId: string } }>(
      'CreateConstraint',
      launchConstraint(PortfolioId, ProductId, role),
    );
    expect(lab.refusal('DisassociateProductFromPortfolio', { PortfolioId, ProductId })).toBe('ResourceInUseException');
    expect(() => lab.invoke('DeletePortfolio', { Id: PortfolioId })).toThrow('still has associated Constraints');
    lab.invoke('DeleteConstraint', { Id: ConstraintDetail.ConstraintId });
    expect(lab.refusal('DisassociateProductFromPortfolio', { PortfolioId, ProductId })).toBeUndefined();
  });
});

describe('constraints', () => {
  it('on a local portfolio name the role that launches', () => {
    const lab = new CatalogLab();
    const { portfolio, product } = lab.localPortfolio();
    const { roleArn } = lab.role(SPOKE, 'Launch');
    const input = launchConstraint(portfolio, product, { RoleArn: roleArn });
    const created = lab.invoke<{ ConstraintDetail: { ConstraintId: string } }>('CreateConstraint', input, spoke);
    const { ConstraintId } = created.ConstraintDetail;
    expect(ConstraintId).toMatch(/^cons-[a-z0-9]{13}$/);
    expect(created).toMatchObject({ ConstraintParameters: input.Parameters, Status: 'CREATING' });
    lab.pass(10);
    expect(lab.invoke('DescribeConstraint', { Id: ConstraintId }, spoke)).toMatchObject({
      ConstraintDetail: { Type: 'LAUNCH', Owner: SPOKE, ProductId: product, PortfolioId: portfolio },
      Status: 'AVAILABLE',
    });
    expect(lab.refusal('CreateConstraint', input, spoke)).toBe('DuplicateResourceException');
    expect(lab.cloud.inventory(SPOKE)).toContain(ConstraintId);
  });

  it('hand the role over', () => {
    const lab = new CatalogLab();
    const { portfolio, product } = lab.filledPortfolio();
    const { roleArn } = lab.role(HUB, 'Launch');
    lab.invoke('CreateConstraint', launchConstraint(portfolio, product, { RoleArn: roleArn }));
    expect(lab.cloud.trail.entries().find(({ operation }) => operation === 'PassRole')).toMatchObject({
      principal: administrator(HUB),
      resources: [roleArn],
      context: { 'iam:PassedToService': 'servicecatalog.amazonaws.com' },
    });
  });

  it('are refused on an imported portfolio', () => {
    const lab = new CatalogLab();
    const { portfolio, product } = lab.sharedPortfolio();
    const input = launchConstraint(portfolio, product, { RoleArn: lab.role(SPOKE, 'Launch').roleArn });
    expect(lab.refusal('CreateConstraint', input, spoke)).toBe('InvalidParametersException');
  });

  it.each([
    ['both ways to name the role', 'LAUNCH', { RoleArn: `arn:aws:iam::${HUB}:role/Launch`, LocalRoleName: 'Launch' }],
    ['no role', 'LAUNCH', {}],
    ['a role that does not exist', 'LAUNCH', { LocalRoleName: 'None' }],
    ['no topic', 'NOTIFICATION', { NotificationArns: [] }],
    ['no rule', 'TEMPLATE', {}],
    ['a type that does not exist', 'WISH', {}],
  ])('are refused with %s', (_case, Type, parameters) => {
    const lab = new CatalogLab();
    const { portfolio: PortfolioId, product: ProductId } = lab.filledPortfolio();
    lab.role(HUB, 'Launch');
    const input = { PortfolioId, ProductId, Type, Parameters: JSON.stringify(parameters) };
    expect(lab.refusal('CreateConstraint', input)).toBe('InvalidParametersException');
    expect(lab.refusal('CreateConstraint', { ...input, Parameters: 'no JSON' })).toBe('InvalidParametersException');
  });

  it('of several types stand side by side, and are listed and updated', () => {
    const lab = new CatalogLab();
    const { portfolio: PortfolioId, product: ProductId } = lab.filledPortfolio();
    lab.role(HUB, 'Launch');
    lab.invoke('CreateConstraint', launchConstraint(PortfolioId, ProductId, { LocalRoleName: 'Launch' }));
    const topics = JSON.stringify({ NotificationArns: [`arn:aws:sns:us-east-1:${HUB}:news`] });
    lab.invoke('CreateConstraint', { PortfolioId, ProductId, Type: 'NOTIFICATION', Parameters: topics });
    const listed = lab.invoke<{ ConstraintDetails: { ConstraintId: string; Type: string }[] }>(
      'ListConstraintsForPortfolio',
      { PortfolioId, ProductId },
    ).ConstraintDetails;
    expect(listed.map(({ Type }) => Type)).toEqual(['LAUNCH', 'NOTIFICATION']);
    const [launch] = listed;
    lab.role(HUB, 'Other');
    const Parameters = JSON.stringify({ LocalRoleName: 'Other' });
    const changed = lab.invoke('UpdateConstraint', { Id: launch?.ConstraintId, Parameters, Description: 'Other role' });
    expect(changed).toMatchObject({
      ConstraintDetail: { Description: 'Other role' },
      ConstraintParameters: Parameters,
    });
    const wrong = { Id: launch?.ConstraintId, Parameters: JSON.stringify({ LocalRoleName: 'None' }) };
    expect(lab.refusal('UpdateConstraint', wrong)).toBe('InvalidParametersException');
  });
});

describe('tag options', () => {
  interface Option {
    readonly TagOptionDetail: { readonly Id: string };
  }

  function option(lab: CatalogLab, Value: string): string {
    return lab.invoke<Option>('CreateTagOption', { Key: 'cost-center', Value }).TagOptionDetail.Id;
  }

  it('are unique by key and value', () => {
    const lab = new CatalogLab();
    const [first, second] = [option(lab, '8457'), option(lab, '6534')];
    expect(first).toMatch(/^tag-[a-z0-9]{13}$/);
    expect(lab.refusal('CreateTagOption', { Key: 'cost-center', Value: '8457' })).toBe('DuplicateResourceException');
    expect(lab.refusal('UpdateTagOption', { Id: second, Value: '8457' })).toBe('DuplicateResourceException');
    lab.invoke('UpdateTagOption', { Id: second, Active: false });
    expect(lab.invoke('DescribeTagOption', { Id: second }).TagOptionDetail).toEqual({
      Id: second,
      Key: 'cost-center',
      Value: '6534',
      Active: false,
      Owner: HUB,
    });
    expect(lab.invoke('ListTagOptions', { Filters: { Active: true } }).TagOptionDetails).toMatchObject([{ Id: first }]);
  });

  it('are put on portfolios and products, which keeps them from being deleted', () => {
    const lab = new CatalogLab();
    const [TagOptionId, portfolio, product] = [option(lab, '8457'), lab.portfolio(), lab.product()];
    for (const ResourceId of [portfolio, product]) {
      lab.invoke('AssociateTagOptionWithResource', { ResourceId, TagOptionId });
    }
    const onPortfolio = { ResourceId: portfolio, TagOptionId };
    expect(lab.refusal('AssociateTagOptionWithResource', onPortfolio)).toBe('DuplicateResourceException');
    expect(lab.refusal('AssociateTagOptionWithResource', { ...onPortfolio, ResourceId: 'port-none' })).toBe(
      'ResourceNotFoundException',
    );
    expect(lab.invoke('DescribePortfolio', { Id: portfolio }).TagOptions).toMatchObject([{ Id: TagOptionId }]);
    expect(lab.invoke('DescribeProductAsAdmin', { Id: product }).TagOptions).toMatchObject([{ Id: TagOptionId }]);
    expect(
      lab.invoke('ListResourcesForTagOption', { TagOptionId, ResourceType: 'Product' }).ResourceDetails,
    ).toMatchObject([{ Id: product, Name: 'Notebook' }]);
    expect(lab.refusal('DeleteTagOption', { Id: TagOptionId })).toBe('ResourceInUseException');
    lab.invoke('DeleteProduct', { Id: product });
    lab.invoke('DisassociateTagOptionFromResource', onPortfolio);
    expect(lab.refusal('DisassociateTagOptionFromResource', onPortfolio)).toBe('ResourceNotFoundException');
    lab.invoke('DeleteTagOption', { Id: TagOptionId });
    expect(lab.refusal('DescribeTagOption', { Id: TagOptionId })).toBe('ResourceNotFoundException');
  });
});
