import type {
  DescribeRecordOutput,
  ProvisionProductOutput,
  ScanProvisionedProductsOutput,
  TerminateProvisionedProductOutput,
  UpdateProvisionedProductOutput,
} from '@aws-sdk/client-service-catalog';
import { describe, expect, it } from 'vitest';

import type { Principal } from '../../../../src/sandbox/kernel/principal.ts';
import { administrator, CatalogLab, SPOKE, TEMPLATE } from './catalog-lab.ts';

const spoke = administrator(SPOKE);
const OBJECT = 'assets/products/notebook.yaml';

/** A data scientist who may launch the hub's product from the spoke's portfolio. */
function launchable(description = 'works') {
  const lab = new CatalogLab();
  lab.objects.set(OBJECT, `Description: ${description}\n${TEMPLATE}`);
  const { portfolio: PortfolioId, product: ProductId } = lab.localPortfolio();
  const scientist = lab.role(SPOKE, 'DataScientist');
  const Parameters = JSON.stringify({ RoleArn: lab.role(SPOKE, 'Launch').roleArn });
  lab.invoke('CreateConstraint', { PortfolioId, ProductId, Type: 'LAUNCH', Parameters }, spoke);
  const association = { PortfolioId, PrincipalARN: scientist.roleArn, PrincipalType: 'IAM' };
  lab.invoke('AssociatePrincipalWithPortfolio', association, spoke);
  lab.pass(10);
  return { lab, scientist, ProductId };
}

type Launchable = ReturnType<typeof launchable>;

function provision({ lab, scientist, ProductId }: Launchable, more: object = {}) {
  const input = { ProductId, ProvisioningArtifactName: 'v1', ProvisionedProductName: 'mine', ...more };
  return lab.invoke<ProvisionProductOutput>('ProvisionProduct', input, scientist).RecordDetail ?? {};
}

function record(lab: CatalogLab, Id: string | undefined) {
  return lab.invoke<DescribeRecordOutput>('DescribeRecord', { Id }, spoke);
}

function scan(lab: CatalogLab, Key: string | undefined, principal: Principal = spoke) {
  const input = Key === undefined ? {} : { AccessLevelFilter: { Key, Value: 'self' } };
  return (
    lab.invoke<ScanProvisionedProductsOutput>('ScanProvisionedProducts', input, principal).ProvisionedProducts ?? []
  );
}

describe('launching a product', () => {
  it('makes a stack as the launch role, which the record follows', () => {
    const made = launchable();
    const { lab } = made;
    const { RecordId, ProvisionedProductId, Status, RecordType } = provision(made);
    expect([Status, RecordType]).toEqual(['CREATED', 'PROVISION_PRODUCT']);
    expect(ProvisionedProductId).toMatch(/^pp-[a-z0-9]{13}$/);
    expect(record(lab, RecordId).RecordDetail?.Status).toBe('IN_PROGRESS');
    expect(scan(lab, 'Account')).toMatchObject([{ Id: ProvisionedProductId, Name: 'mine', Status: 'UNDER_CHANGE' }]);

    const created = lab.cloud.trail.entries().find(({ operation }) => operation === 'CreateStack');
    expect(created?.principal.arn).toBe(`arn:aws:sts::${SPOKE}:assumed-role/Launch/servicecatalog`);

    lab.pass(70);
    const StackArn = `arn:aws:cloudformation:us-east-1:${SPOKE}:stack/SC-${SPOKE}-${ProvisionedProductId}/1`;
    expect(record(lab, RecordId)).toMatchObject({
      RecordDetail: { Status: 'SUCCEEDED', RecordErrors: [] },
      RecordOutputs: [
        { OutputKey: 'CloudformationStackARN', OutputValue: StackArn },
        { OutputKey: 'Url', OutputValue: 'https://notebook' },
      ],
    });
    expect(scan(lab, 'Account')).toMatchObject([{ Status: 'AVAILABLE', LastSuccessfulProvisioningRecordId: RecordId }]);
    expect(lab.cloud.inventory(SPOKE)).toContain(
      `arn:aws:servicecatalog:us-east-1:${SPOKE}:stack/${ProvisionedProductId}`,
    );
  });

  it('happens once for a token, and once for a name', () => {
    const made = launchable();
    const first = provision(made, { ProvisionToken: 'token' });
    expect(provision(made, { ProvisionToken: 'token' }).RecordId).toBe(first.RecordId);
    expect(() => provision(made)).toThrow('A provisioned product named mine already exists.');
  });

  it('needs a path, an active version and a name', () => {
    const { lab, scientist, ProductId } = launchable();
    const refusal = (more: object, principal: Principal = scientist) =>
      lab.refusal(
        'ProvisionProduct',
        { ProductId, ProvisioningArtifactName: 'v1', ProvisionedProductName: 'mine', ...more },
        principal,
      );
    expect(refusal({}, spoke)).toBe('ResourceNotFoundException');
    expect(refusal({ PathId: 'lpv3-none' })).toBe('ResourceNotFoundException');
    expect(refusal({ ProvisioningArtifactName: 'v2' })).toBe('ResourceNotFoundException');
    expect(refusal({ ProvisionedProductName: 'not a name' })).toBe('ValidationException');
  });

  it('fails in the record when CloudFormation refuses, and can be cleared away', () => {
    const made = launchable('invalid');
    const { RecordId, ProvisionedProductId } = provision(made);
    expect(record(made.lab, RecordId).RecordDetail).toMatchObject({
      Status: 'FAILED',
      RecordErrors: [{ Description: 'Parameters: [A] must have values' }],
    });
    expect(scan(made.lab, 'Account')).toMatchObject([{ Status: 'ERROR' }]);
    made.lab.invoke('TerminateProvisionedProduct', { ProvisionedProductId }, spoke);
    expect(scan(made.lab, 'Account')).toEqual([]);
  });

  it('fails in the record when the stack rolls back', () => {
    const made = launchable('fails to CREATE');
    const { RecordId } = provision(made);
    made.lab.pass(70);
    expect(record(made.lab, RecordId).RecordDetail?.Status).toBe('IN_PROGRESS_IN_ERROR');
    made.lab.pass(60);
    expect(record(made.lab, RecordId).RecordDetail?.Status).toBe('FAILED');
  });
});

describe('a provisioned product', () => {
  function provisioned(description?: string) {
    const made = launchable(description);
    const { ProvisionedProductId } = provision(made);
    made.lab.pass(70);
    return { ...made, ProvisionedProductId };
  }

  it('is listed at the level asked for, which is the user unless said otherwise', () => {
    const { lab, scientist } = provisioned();
    const colleague = { ...scientist, arn: `${scientist.arn}-2` };
    expect([undefined, 'User', 'Role', 'Account'].map((level) => scan(lab, level, colleague).length)).toEqual([
      0, 0, 1, 1,
    ]);
    expect([undefined, 'Role', 'Account'].map((level) => scan(lab, level).length)).toEqual([0, 0, 1]);
    expect(scan(lab, undefined, scientist)).toHaveLength(1);
    expect(lab.refusal('ScanProvisionedProducts', { AccessLevelFilter: { Key: 'User', Value: 'other' } })).toBe(
      'InvalidParametersException',
    );
    expect(lab.cloud.trail.entries().at(-2)?.context).toMatchObject({ 'servicecatalog:userLevel': 'self' });
  });

  it('is found by what is known of it', () => {
    const { lab, ProvisionedProductId, scientist } = provisioned();
    const search = (query: string) =>
      lab.invoke('SearchProvisionedProducts', { Filters: { SearchQuery: [query] } }, spoke).ProvisionedProducts;
    expect(search('status:AVAILABLE')).toMatchObject([
      { Id: ProvisionedProductId, ProductName: 'Notebook', UserArn: scientist.roleArn, UserArnSession: scientist.arn },
    ]);
    expect(search('status:TAINTED')).toEqual([]);
    expect(search('min')).toHaveLength(1);
    expect(lab.invoke('DescribeProvisionedProduct', { Name: 'mine' }, spoke)).toMatchObject({
      ProvisionedProductDetail: { Id: ProvisionedProductId, LaunchRoleArn: `arn:aws:iam::${SPOKE}:role/Launch` },
    });
    expect(lab.refusal('DescribeProvisionedProduct', {}, spoke)).toBe('InvalidParametersException');
    expect(lab.refusal('DescribeProvisionedProduct', { Name: 'other' }, spoke)).toBe('ResourceNotFoundException');
  });

  it('is updated, and tainted when that fails', () => {
    const { lab, ProvisionedProductId, scientist } = provisioned('fails to UPDATE');
    const update = { ProvisionedProductId, ProvisioningParameters: [{ Key: 'Size', Value: 'Large' }] };
    const { RecordDetail } = lab.invoke<UpdateProvisionedProductOutput>('UpdateProvisionedProduct', update, scientist);
    expect(lab.refusal('UpdateProvisionedProduct', update, scientist)).toBe('InvalidParametersException');
    lab.pass(130);
    expect(record(lab, RecordDetail?.RecordId).RecordDetail?.Status).toBe('FAILED');
    expect(scan(lab, 'Account')).toMatchObject([{ Status: 'TAINTED' }]);
  });

  it('is gone when its stack is, its records stay', () => {
    const { lab, ProvisionedProductId, scientist } = provisioned();
    const input = { ProvisionedProductId };
    const { RecordDetail } = lab.invoke<TerminateProvisionedProductOutput>('TerminateProvisionedProduct', input, spoke);
    expect(scan(lab, 'Account')).toMatchObject([{ Status: 'UNDER_CHANGE' }]);
    lab.pass(70);
    expect(lab.cloud.inventory(SPOKE).join()).not.toContain(':stack/');
    expect(scan(lab, 'Account')).toEqual([]);
    expect(record(lab, RecordDetail?.RecordId).RecordDetail?.Status).toBe('SUCCEEDED');
    expect(lab.refusal('TerminateProvisionedProduct', input, spoke)).toBe('ResourceNotFoundException');
    const history = (filter: object, principal: Principal) =>
      lab.invoke('ListRecordHistory', filter, principal).RecordDetails as { RecordType: string }[];
    const all = { AccessLevelFilter: { Key: 'Account', Value: 'self' } };
    expect(history(all, spoke).map(({ RecordType }) => RecordType)).toEqual([
      'TERMINATE_PROVISIONED_PRODUCT',
      'PROVISION_PRODUCT',
    ]);
    expect(history({}, scientist)).toHaveLength(1);
    expect(history({ ...all, SearchFilter: { Key: 'provisionedproduct', Value: 'pp-other' } }, spoke)).toEqual([]);
  });

  it('is not terminated when the launch role is gone, unless errors are ignored', () => {
    const { lab, ProvisionedProductId } = provisioned();
    lab.deleteRole(SPOKE, 'Launch');
    const terminate = (more: object) =>
      lab.invoke<TerminateProvisionedProductOutput>(
        'TerminateProvisionedProduct',
        { ProvisionedProductId, ...more },
        spoke,
      ).RecordDetail?.RecordId;
    expect(record(lab, terminate({})).RecordDetail).toMatchObject({
      Status: 'FAILED',
      RecordErrors: [{ Description: `Access denied while assuming the role arn:aws:iam::${SPOKE}:role/Launch` }],
    });
    expect(scan(lab, 'Account')).toMatchObject([{ Status: 'TAINTED' }]);
    expect(record(lab, terminate({ IgnoreErrors: true })).RecordDetail?.Status).toBe('SUCCEEDED');
    expect(scan(lab, 'Account')).toEqual([]);
  });

  it('is tainted when the launch role goes while it is terminated', () => {
    const { lab, ProvisionedProductId } = provisioned();
    lab.invoke('TerminateProvisionedProduct', { ProvisionedProductId }, spoke);
    lab.deleteRole(SPOKE, 'Launch');
    expect(scan(lab, 'Account')).toMatchObject([
      { Status: 'TAINTED', StatusMessage: expect.stringContaining('Access denied while assuming the role') as string },
    ]);
  });

  it('that is terminated stays so when the launch role goes before anybody looks', () => {
    const { lab, ProvisionedProductId } = provisioned();
    lab.invoke('TerminateProvisionedProduct', { ProvisionedProductId }, spoke);
    lab.pass(130);
    lab.deleteRole(SPOKE, 'Launch');
    expect(scan(lab, 'Account')).toEqual([]);
  });

  it('can be given up without its stack', () => {
    const { lab, ProvisionedProductId } = provisioned();
    lab.invoke('TerminateProvisionedProduct', { ProvisionedProductId, RetainPhysicalResources: true }, spoke);
    expect(scan(lab, 'Account')).toEqual([]);
    expect(lab.cloud.trail.entries().map(({ operation }) => operation)).not.toContain('DeleteStack');
  });

  it('outlives the portfolio it came from', () => {
    const { lab, ProvisionedProductId } = provisioned();
    const [hubPortfolio] = lab.invoke<{ PortfolioDetails: { Id: string }[] }>('ListPortfolios', {}).PortfolioDetails;
    lab.invoke('DeletePortfolioShare', { PortfolioId: hubPortfolio?.Id, AccountId: SPOKE });
    expect(scan(lab, 'Account')).toMatchObject([{ Id: ProvisionedProductId, Status: 'AVAILABLE' }]);
  });
});
