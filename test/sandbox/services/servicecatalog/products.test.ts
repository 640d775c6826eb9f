import { describe, expect, it } from 'vitest';

import { administrator, CatalogLab, HUB, SPOKE, TEMPLATE, TEMPLATE_URL } from './catalog-lab.ts';

const PRODUCT = { Name: 'Notebook', Owner: 'IT', ProductType: 'CLOUD_FORMATION_TEMPLATE' };

function versionOf(Info: Record<string, string>) {
  return { ...PRODUCT, ProvisioningArtifactParameters: { Name: 'v1', Info } };
}

interface Artifacts {
  readonly ProvisioningArtifactDetails: readonly {
    readonly Id: string;
    readonly Name: string;
    readonly Active: boolean;
  }[];
}

describe('products', () => {
  it('keep a copy of their template, whatever becomes of the original', () => {
    const lab = new CatalogLab();
    const id = lab.product();
    lab.objects.clear();
    expect(id).toMatch(/^prod-[a-z0-9]{13}$/);
    const { ProvisioningArtifactDetails: artifacts } = lab.invoke<Artifacts>('ListProvisioningArtifacts', {
      ProductId: id,
    });
    expect(artifacts).toMatchObject([
      { Id: expect.stringMatching(/^pa-[a-z0-9]{13}$/) as string, Name: 'v1', Active: true },
    ]);
    expect(lab.cloud.world.snapshot()).toContain(lab.cloud.blobs.put(Buffer.from(TEMPLATE)));
  });

  it('read their template as the caller', () => {
    const lab = new CatalogLab();
    lab.product();
    const read = lab.cloud.trail.entries().find(({ operation }) => operation === 'GetObject');
    expect(read).toMatchObject({
      principal: administrator(HUB),
      resources: ['arn:aws:s3:::assets/products/notebook.yaml'],
      via: 'servicecatalog',
    });
  });

  it.each([
    ['does not exist', 'https://assets.s3.amazonaws.com/none.yaml', 'S3 error: The specified key does not exist.'],
    ['is not in S3', 'https://example.com/product.yaml', 'Invalid template URL: https://example.com/product.yaml'],
  ])('are refused when the template %s', (_case, url, message) => {
    const lab = new CatalogLab();
    const input = versionOf({ LoadTemplateFromURL: url });
    expect(() => lab.invoke('CreateProduct', input)).toThrow(message);
    expect(lab.refusal('CreateProduct', input)).toBe('InvalidParametersException');
    expect(lab.cloud.inventory(HUB)).toEqual([]);
  });

  it('are refused when CloudFormation does not take the template, unless told not to ask', () => {
    const lab = new CatalogLab();
    lab.objects.set('assets/products/notebook.yaml', 'Parameters: {}');
    const input = versionOf({ LoadTemplateFromURL: TEMPLATE_URL });
    expect(() => lab.invoke('CreateProduct', input)).toThrow(
      'Invalid templateBody. Please make sure that your template is valid',
    );
    const parameters = { ...input.ProvisioningArtifactParameters, DisableTemplateValidation: true };
    expect(lab.refusal('CreateProduct', { ...input, ProvisioningArtifactParameters: parameters })).toBeUndefined();
  });

  it('may come from a stack', () => {
    const lab = new CatalogLab();
    const stack = `arn:aws:cloudformation:us-east-1:${HUB}:stack/made/1`;
    expect(lab.refusal('CreateProduct', versionOf({ ImportFromPhysicalId: stack }))).toBeUndefined();
    expect(lab.refusal('CreateProduct', versionOf({ ImportFromPhysicalId: 'none' }))).toBe(
      'InvalidParametersException',
    );
  });

  it('need exactly one source', () => {
    const lab = new CatalogLab();
    const both = { LoadTemplateFromURL: TEMPLATE_URL, ImportFromPhysicalId: 'stack' };
    expect(lab.refusal('CreateProduct', versionOf(both))).toBe('InvalidParametersException');
    expect(lab.refusal('CreateProduct', versionOf({}))).toBe('ValidationException');
    expect(lab.refusal('CreateProduct', PRODUCT)).toBe('InvalidParametersException');
  });

  it('are created once however often a request with the same token comes', () => {
    const lab = new CatalogLab();
    const input = { ...versionOf({ LoadTemplateFromURL: TEMPLATE_URL }), IdempotencyToken: 'token' };
    expect(lab.invoke('CreateProduct', input)).toEqual(lab.invoke('CreateProduct', input));
    expect(lab.cloud.inventory(HUB)).toHaveLength(1);
  });

  it('are described and updated by administrators', () => {
    const lab = new CatalogLab();
    const id = lab.product();
    lab.invoke('UpdateProduct', { Id: id, SupportEmail: 'help@example.com', AddTags: [{ Key: 'a', Value: '1' }] });
    const byName = lab.invoke('DescribeProductAsAdmin', { Name: 'Notebook' });
    expect(byName).toMatchObject({
      ProductViewDetail: {
        ProductARN: `arn:aws:catalog:us-east-1:${HUB}:product/${id}`,
        ProductViewSummary: { ProductId: id, Name: 'Notebook', Owner: 'IT', SupportEmail: 'help@example.com' },
      },
      ProvisioningArtifactSummaries: [{ Name: 'v1' }],
      Tags: [{ Key: 'a', Value: '1' }],
    });
    expect(lab.invoke('DescribeProductAsAdmin', { Id: id })).toEqual(byName);
  });

  it('have versions, the last of which stays', () => {
    const lab = new CatalogLab();
    const ProductId = lab.product();
    const Parameters = { Name: 'v2', Info: { LoadTemplateFromURL: TEMPLATE_URL } };
    const created = lab.invoke<{ ProvisioningArtifactDetail: { Id: string }; Status: string }>(
      'CreateProvisioningArtifact',
      { ProductId, Parameters },
    );
    expect(created).toMatchObject({ Info: { TemplateUrl: TEMPLATE_URL }, Status: 'CREATING' });
    const second = { ProductId, ProvisioningArtifactId: created.ProvisioningArtifactDetail.Id };
    lab.pass(10);
    expect(lab.invoke('DescribeProvisioningArtifact', second).Status).toBe('AVAILABLE');
    lab.invoke('UpdateProvisioningArtifact', { ...second, Active: false });
    expect(lab.invoke('DescribeProvisioningArtifact', second)).toMatchObject({
      ProvisioningArtifactDetail: { Name: 'v2', Active: false },
    });
    const [first] = lab.invoke<Artifacts>('ListProvisioningArtifacts', { ProductId }).ProvisioningArtifactDetails;
    lab.invoke('DeleteProvisioningArtifact', { ProductId, ProvisioningArtifactId: first?.Id });
    expect(lab.refusal('DeleteProvisioningArtifact', second)).toBe('ResourceInUseException');
    expect(lab.refusal('DescribeProvisioningArtifact', { ProductId, ProvisioningArtifactId: first?.Id })).toBe(
      'ResourceNotFoundException',
    );
  });

  it('are not deleted while they are in a portfolio', () => {
    const lab = new CatalogLab();
    const { portfolio, product } = lab.filledPortfolio();
    expect(lab.refusal('DeleteProduct', { Id: product })).toBe('ResourceInUseException');
    lab.invoke('DisassociateProductFromPortfolio', { PortfolioId: portfolio, ProductId: product });
    lab.invoke('DeleteProduct', { Id: product });
    expect(lab.refusal('DescribeProductAsAdmin', { Id: product })).toBe('ResourceNotFoundException');
  });

  it('are searched by administrators', () => {
    const lab = new CatalogLab();
    const { portfolio } = lab.filledPortfolio();
    lab.product(administrator(HUB), 'Another');
    const names = (input: object) =>
      lab
        .invoke<{ ProductViewDetails: { ProductViewSummary: { Name: string } }[] }>('SearchProductsAsAdmin', input)
        .ProductViewDetails.map(({ ProductViewSummary }) => ProductViewSummary.Name);
    expect(names({})).toEqual(['Notebook', 'Another']);
    expect(names({ SortBy: 'Title', SortOrder: 'ASCENDING' })).toEqual(['Another', 'Notebook']);
    expect(names({ PortfolioId: portfolio })).toEqual(['Notebook']);
    expect(names({ Filters: { FullTextSearch: ['anoth'] } })).toEqual(['Another']);
    expect(names({ Filters: { Owner: ['nobody'] } })).toEqual([]);
    expect(lab.refusal('SearchProductsAsAdmin', { PortfolioId: 'port-none' })).toBe('ResourceNotFoundException');
  });

  it('of other accounts do not exist', () => {
    const lab = new CatalogLab();
    expect(lab.refusal('DescribeProductAsAdmin', { Id: lab.product() }, administrator(SPOKE))).toBe(
      'ResourceNotFoundException',
    );
  });
});
