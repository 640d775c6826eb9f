import { describe, expect, it } from 'vitest';

import type { Properties } from '../../../../src/sandbox/kernel/service.ts';
import { administrator, CatalogLab, HUB, SPOKE, TEMPLATE_URL } from './catalog-lab.ts';

const spoke = administrator(SPOKE);

/** A resource as a stack manages it. */
function managed(lab: CatalogLab, name: string, properties: Properties, account = SPOKE) {
  const type = lab.resourceType(`AWS::ServiceCatalog::${name}`);
  const context = lab.stackOf(account);
  const { physicalId } = type.create(properties, context);
  return {
    id: physicalId,
    settled: () => type.settled?.(physicalId, 'create', context) ?? true,
    attributes: () => type.attributes?.(physicalId, properties, context) ?? {},
    update: (wanted: Properties) => type.update?.(physicalId, wanted, properties, context),
    delete: () => type.delete(physicalId, properties, context),
  };
}

describe('AWS::ServiceCatalog::Portfolio', () => {
  const properties = { DisplayName: 'Spoke', ProviderName: 'CCOE', Tags: [{ Key: 'own', Value: '1' }] };

  it('carries its own tags and those of the stack', () => {
    const lab = new CatalogLab();
    const portfolio = managed(lab, 'Portfolio', properties);
    expect(portfolio.attributes()).toEqual({ Id: portfolio.id, PortfolioName: 'Spoke' });
    portfolio.update({ DisplayName: 'Renamed', ProviderName: 'CCOE' });
    const described = lab.invoke('DescribePortfolio', { Id: portfolio.id }, spoke);
    expect(described).toMatchObject({ PortfolioDetail: { DisplayName: 'Renamed' } });
    expect(described.Tags).toEqual([
      { Key: 'mlops-lab', Value: 'lab' },
      { Key: 'aws:cloudformation:stack-name', Value: 'lab' },
    ]);
  });

  it('fails to go while it is in use, and may be gone already', () => {
    const lab = new CatalogLab();
    const portfolio = managed(lab, 'Portfolio', properties);
    const association = managed(lab, 'PortfolioPrincipalAssociation', {
      PortfolioId: portfolio.id,
      PrincipalARN: lab.role(SPOKE, 'Scientist').roleArn,
      PrincipalType: 'IAM',
    });
    expect(() => portfolio.delete()).toThrow('still has associated Principals');
    association.delete();
    portfolio.delete();
    portfolio.delete();
    association.delete();
  });
});

describe('AWS::ServiceCatalog::CloudFormationProduct', () => {
  const version = (Name: string, url = TEMPLATE_URL) => ({ Name, Info: { LoadTemplateFromURL: url } });
  const OTHER_URL = 'https://s3.amazonaws.com/assets/other.yaml';

  function product(lab: CatalogLab, properties: Properties) {
    lab.objects.set('assets/other.yaml', 'Resources: { Other: { Type: AWS::SNS::Topic } }');
    return managed(lab, 'CloudFormationProduct', { Name: 'Notebook', Owner: 'IT', ...properties }, HUB);
  }

  it('gives the ids and names of its versions', () => {
    const lab = new CatalogLab();
    const made = product(lab, { ProvisioningArtifactParameters: [version('v1'), version('v2')] });
    expect(made.attributes()).toEqual({
      Id: made.id,
      ProductName: 'Notebook',
      ProvisioningArtifactIds: expect.stringMatching(/^pa-[a-z0-9]{13},pa-[a-z0-9]{13}$/) as string,
      ProvisioningArtifactNames: 'v1,v2',
    });
    made.delete();
    expect(lab.cloud.inventory(HUB)).toEqual([]);
    made.delete();
  });

  it('leaves nothing behind when a later version fails', () => {
    const lab = new CatalogLab();
    const broken = [version('v1'), version('v2', 'https://assets.s3.amazonaws.com/none.yaml')];
    expect(() => product(lab, { ProvisioningArtifactParameters: broken })).toThrow('S3 error');
    expect(lab.cloud.inventory(HUB)).toEqual([]);
  });

  it('keeps versions of the same URL and name, and makes others anew', () => {
    const lab = new CatalogLab();
    const made = product(lab, { ProvisioningArtifactParameters: [version('v1'), version('v2')] });
    const [before] = String(made.attributes()['ProvisioningArtifactIds']).split(',');
    const wanted = [version('v2', OTHER_URL), { ...version('v1'), Description: 'first' }];
    made.update({ Name: 'Renamed', Owner: 'IT', ProvisioningArtifactParameters: wanted });
    expect(made.attributes()['ProvisioningArtifactNames']).toBe('v1,v2');
    expect(String(made.attributes()['ProvisioningArtifactIds']).split(',')[0]).toBe(before);
    expect(
      lab.invoke('DescribeProvisioningArtifact', { ProductId: made.id, ProvisioningArtifactId: before }),
    ).toMatchObject({ ProvisioningArtifactDetail: { Description: 'first' } });
    expect(lab.invoke('DescribeProductAsAdmin', { Name: 'Renamed' })).toMatchObject({
      Tags: [{ Key: 'mlops-lab' }, {}],
    });
  });

  it('gives all versions new ids when told to replace them', () => {
    const lab = new CatalogLab();
    const properties = { ProvisioningArtifactParameters: [version('v1')] };
    const made = product(lab, properties);
    const before = made.attributes()['ProvisioningArtifactIds'];
    made.update({ Name: 'Notebook', Owner: 'IT', ReplaceProvisioningArtifacts: 'true', ...properties });
    expect(made.attributes()).toMatchObject({ ProvisioningArtifactNames: 'v1' });
    expect(made.attributes()['ProvisioningArtifactIds']).not.toBe(before);
  });
});

describe('the stack of the hub', () => {
  it('shares a portfolio, and takes all of it back', () => {
    const lab = new CatalogLab();
    const portfolio = managed(lab, 'Portfolio', { DisplayName: 'Hub', ProviderName: 'IT' }, HUB);
    const ids = { PortfolioId: portfolio.id, ProductId: lab.product() };
    const association = managed(lab, 'PortfolioProductAssociation', ids, HUB);
    expect(association.id).toBe(`${ids.PortfolioId}|${ids.ProductId}`);
    expect(association.settled()).toBe(false);
    lab.pass(10);
    expect(association.settled()).toBe(true);

    const share = managed(lab, 'PortfolioShare', { PortfolioId: portfolio.id, AccountId: SPOKE }, HUB);
    expect(share.id).toBe(`${portfolio.id}|${SPOKE}`);
    expect(share.settled()).toBe(false);
    lab.pass(10);
    expect(share.settled()).toBe(true);
    share.update({ PortfolioId: portfolio.id, AccountId: SPOKE, ShareTagOptions: true });
    expect(() => share.delete()).toThrow('Cannot process more than one portfolio share action');
    lab.pass(10);
    share.delete();
    share.delete();
    association.delete();
    association.delete();
    portfolio.delete();
    expect(lab.cloud.inventory(HUB)).toEqual([expect.stringContaining(':product/')]);
  });
});

describe('the stack of the spoke', () => {
  function deployed(lab: CatalogLab) {
    const { portfolio: hub, product: ProductId } = lab.filledPortfolio();
    lab.invoke('CreatePortfolioShare', { PortfolioId: hub, AccountId: SPOKE });
    lab.pass(10);
    const accepted = managed(lab, 'AcceptedPortfolioShare', { PortfolioId: hub });
    const portfolio = managed(lab, 'Portfolio', { DisplayName: 'Spoke', ProviderName: 'CCOE' });
    const ids = { PortfolioId: portfolio.id, ProductId };
    const association = managed(lab, 'PortfolioProductAssociation', { ...ids, SourcePortfolioId: hub });
    return { hub, accepted, portfolio, association, ids };
  }

  it('constrains the launch when the product is there, not a moment earlier', () => {
    const lab = new CatalogLab();
    const { ids, association } = deployed(lab);
    const properties = { ...ids, RoleArn: lab.role(SPOKE, 'Launch').roleArn };
    expect(() => managed(lab, 'LaunchRoleConstraint', properties)).toThrow('is not associated with Portfolio');
    lab.pass(10);
    expect(association.settled()).toBe(true);
    const constraint = managed(lab, 'LaunchRoleConstraint', properties);
    expect(constraint.id).toMatch(/^cons-/);
    expect(constraint.settled()).toBe(false);
    lab.pass(10);
    expect(constraint.settled()).toBe(true);
    lab.role(SPOKE, 'Other');
    constraint.update({ ...ids, LocalRoleName: 'Other' });
    expect(lab.invoke('DescribeConstraint', { Id: constraint.id }, spoke).ConstraintParameters).toBe(
      '{"LocalRoleName":"Other"}',
    );
  });

  it('is taken down in reverse, whether or not the hub went first', () => {
    for (const hubFirst of [false, true]) {
      const lab = new CatalogLab();
      const { hub, accepted, portfolio, association, ids } = deployed(lab);
      lab.pass(10);
      const constraint = managed(lab, 'LaunchRoleConstraint', { ...ids, RoleArn: lab.role(SPOKE, 'Launch').roleArn });
      if (hubFirst) lab.invoke('DeletePortfolioShare', { PortfolioId: hub, AccountId: SPOKE });
      for (const resource of [constraint, association, portfolio, accepted]) resource.delete();
      lab.deleteRole(SPOKE, 'Launch');
      expect(lab.cloud.inventory(SPOKE)).toEqual([]);
    }
  });

  it('offers tag options', () => {
    const lab = new CatalogLab();
    const { portfolio } = deployed(lab);
    const option = managed(lab, 'TagOption', { Key: 'cost-center', Value: '8457' });
    const association = managed(lab, 'TagOptionAssociation', { TagOptionId: option.id, ResourceId: portfolio.id });
    expect(association.id).toBe(`${option.id}|${portfolio.id}`);
    expect(() => option.delete()).toThrow('cannot be deleted');
    option.update({ Key: 'cost-center', Value: '8457', Active: false });
    expect(lab.invoke('DescribePortfolio', { Id: portfolio.id }, spoke).TagOptions).toMatchObject([{ Active: false }]);
    for (const resource of [association, association, option, option]) resource.delete();
    expect(lab.invoke('ListTagOptions', {}, spoke).TagOptionDetails).toEqual([]);
  });

  it('cannot end the association of a role with a path, and so not delete the portfolio', () => {
    const lab = new CatalogLab();
    const { portfolio } = deployed(lab);
    const { roleArn: PrincipalARN } = lab.role(SPOKE, 'Scientist', '/lab/');
    const properties = { PortfolioId: portfolio.id, PrincipalARN, PrincipalType: 'IAM' };
    managed(lab, 'PortfolioPrincipalAssociation', properties).delete();
    expect(lab.invoke('ListPrincipalsForPortfolio', { PortfolioId: portfolio.id }, spoke).Principals).toHaveLength(1);
    lab.invoke('DisassociatePrincipalFromPortfolio', { PortfolioId: portfolio.id, PrincipalARN }, spoke);
    expect(lab.invoke('ListPrincipalsForPortfolio', { PortfolioId: portfolio.id }, spoke).Principals).toEqual([]);
  });
});
