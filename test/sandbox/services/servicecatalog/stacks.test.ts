import { describe, expect, it } from 'vitest';

import { cloudFormationService } from '../../../../src/sandbox/cloudformation/index.ts';
import { memoryBlobs } from '../../../../src/sandbox/kernel/blobs.ts';
import { SandboxCloud } from '../../../../src/sandbox/kernel/cloud.ts';
import { Faults } from '../../../../src/sandbox/kernel/faults.ts';
import { memoryTrail } from '../../../../src/sandbox/kernel/trail.ts';
import { World } from '../../../../src/sandbox/kernel/world.ts';
import { iamService } from '../../../../src/sandbox/services/iam/index.ts';
import { s3Service } from '../../../../src/sandbox/services/s3/index.ts';
import { serviceCatalogService } from '../../../../src/sandbox/services/servicecatalog/index.ts';
import { stsService } from '../../../../src/sandbox/services/sts/index.ts';
import { administrator, HUB, REGION, SPOKE, TEMPLATE_URL } from './catalog-lab.ts';

const HUB_TEMPLATE = `
Resources:
  Portfolio:
    Type: AWS::ServiceCatalog::Portfolio
    Properties: { DisplayName: Hub, ProviderName: IT }
  Product:
    Type: AWS::ServiceCatalog::CloudFormationProduct
    Properties:
      Name: Notebook
      Owner: IT
      ProvisioningArtifactParameters:
        - { Name: v1, Info: { LoadTemplateFromURL: '${TEMPLATE_URL}' } }
  Association:
    Type: AWS::ServiceCatalog::PortfolioProductAssociation
    Properties: { PortfolioId: !Ref Portfolio, ProductId: !Ref Product }
  Share:
    Type: AWS::ServiceCatalog::PortfolioShare
    DependsOn: Association
    Properties: { PortfolioId: !Ref Portfolio, AccountId: '${SPOKE}' }
Outputs:
  PortfolioId: { Value: !Ref Portfolio }
  ProductId: { Value: !Ref Product }
  Versions: { Value: !GetAtt Product.ProvisioningArtifactNames }
`;

const spokeTemplate = (dependsOn: string) => `
Parameters: { HubPortfolio: { Type: String }, Product: { Type: String } }
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - { Effect: Allow, Principal: { Service: servicecatalog.amazonaws.com }, Action: sts:AssumeRole }
  Accepted:
    Type: AWS::ServiceCatalog::AcceptedPortfolioShare
    Properties: { PortfolioId: !Ref HubPortfolio }
  Portfolio:
    Type: AWS::ServiceCatalog::Portfolio
    DependsOn: Role
    Properties: { DisplayName: Spoke, ProviderName: IT }
  Association:
    Type: AWS::ServiceCatalog::PortfolioProductAssociation
    DependsOn: Accepted
    Properties: { PortfolioId: !Ref Portfolio, ProductId: !Ref Product, SourcePortfolioId: !Ref HubPortfolio }
  Constraint:
    Type: AWS::ServiceCatalog::LaunchRoleConstraint
    ${dependsOn}
    Properties: { PortfolioId: !Ref Portfolio, ProductId: !Ref Product, RoleArn: !GetAtt Role.Arn }
  Users:
    Type: AWS::ServiceCatalog::PortfolioPrincipalAssociation
    Properties: { PortfolioId: !Ref Portfolio, PrincipalARN: !GetAtt Role.Arn, PrincipalType: IAM }
`;

/** The accounts with CloudFormation itself, and the product's template in the hub's bucket. */
function accounts() {
  const cloud = new SandboxCloud({
    world: World.begin(Date.UTC(2026, 0, 5)),
    services: [serviceCatalogService, iamService, stsService, s3Service, cloudFormationService],
    blobs: memoryBlobs(),
    trail: memoryTrail(),
    faults: new Faults([]),
  });
  const invoke = <Output = Record<string, unknown>>(
    account: string,
    service: string,
    operation: string,
    input: object,
  ) =>
    cloud.answer({ principal: administrator(account), account, region: REGION, service, operation, input }) as Output;
  invoke(HUB, 's3', 'CreateBucket', { Bucket: 'assets' });
  const Body = Buffer.from(
    'Resources: { Option: { Type: AWS::ServiceCatalog::TagOption, Properties: { Key: k, Value: v } } }',
  );
  invoke(HUB, 's3', 'PutObject', { Bucket: 'assets', Key: 'products/notebook.yaml', Body });
  return { cloud, invoke };
}

type Accounts = ReturnType<typeof accounts>;

function settledStack({ cloud, invoke }: Accounts, account: string, StackName: string) {
  cloud.advanceTo(cloud.world.now + 600_000);
  interface Described {
    readonly StackId: string;
    readonly StackStatus: string;
    readonly Outputs?: readonly { readonly OutputKey: string; readonly OutputValue: string }[];
  }
  const [stack] = invoke<{ Stacks: Described[] }>(account, 'cloudformation', 'DescribeStacks', { StackName }).Stacks;
  const outputs = Object.fromEntries(
    (stack?.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]),
  );
  return { id: stack?.StackId ?? '', status: stack?.StackStatus, outputs };
}

function deployHub(lab: Accounts) {
  lab.invoke(HUB, 'cloudformation', 'CreateStack', { StackName: 'hub', TemplateBody: HUB_TEMPLATE });
  return settledStack(lab, HUB, 'hub');
}

function deploySpoke(lab: Accounts, { PortfolioId, ProductId }: Record<string, string>, dependsOn = '') {
  lab.invoke(SPOKE, 'cloudformation', 'CreateStack', {
    StackName: 'spoke',
    TemplateBody: spokeTemplate(dependsOn),
    Capabilities: ['CAPABILITY_IAM'],
    OnFailure: 'DO_NOTHING',
    Parameters: [
      { ParameterKey: 'HubPortfolio', ParameterValue: PortfolioId },
      { ParameterKey: 'Product', ParameterValue: ProductId },
    ],
  });
  return settledStack(lab, SPOKE, 'spoke');
}

function remove(lab: Accounts, account: string, { id }: { readonly id: string }) {
  lab.invoke(account, 'cloudformation', 'DeleteStack', { StackName: id });
  return settledStack(lab, account, id).status;
}

describe('stacks of a hub and a spoke', () => {
  it('come up and go down without a trace', () => {
    const lab = accounts();
    const hub = deployHub(lab);
    expect(hub).toMatchObject({ status: 'CREATE_COMPLETE', outputs: { Versions: 'v1' } });
    const spoke = deploySpoke(lab, hub.outputs, 'DependsOn: Association');
    expect(spoke.status).toBe('CREATE_COMPLETE');
    expect(remove(lab, SPOKE, spoke)).toBe('DELETE_COMPLETE');
    expect(remove(lab, HUB, hub)).toBe('DELETE_COMPLETE');
    for (const account of [HUB, SPOKE]) {
      expect(lab.cloud.inventory(account).filter((arn) => !arn.startsWith('arn:aws:s3'))).toEqual([]);
    }
  });

  it('fail when the constraint does not wait for the product', () => {
    const lab = accounts();
    const { outputs } = deployHub(lab);
    expect(deploySpoke(lab, outputs).status).toBe('CREATE_FAILED');
    const { StackEvents } = lab.invoke<{ StackEvents: { LogicalResourceId: string; ResourceStatusReason?: string }[] }>(
      SPOKE,
      'cloudformation',
      'DescribeStackEvents',
      { StackName: 'spoke' },
    );
    const failed = StackEvents.find(({ ResourceStatusReason: reason }) => reason?.includes('is not associated with'));
    expect(failed?.LogicalResourceId).toBe('Constraint');
  });

  it('launch a product, which goes with its termination', () => {
    const lab = accounts();
    const hub = deployHub(lab);
    deploySpoke(lab, hub.outputs, 'DependsOn: Association');
    const { Roles } = lab.invoke<{ Roles: { RoleId: string; RoleName: string; Arn: string }[] }>(
      SPOKE,
      'iam',
      'ListRoles',
      {},
    );
    const [role] = Roles;
    const arn = `arn:aws:sts::${SPOKE}:assumed-role/${role?.RoleName}/scientist`;
    const principal = {
      kind: 'assumed-role',
      account: SPOKE,
      arn,
      roleArn: role?.Arn ?? '',
      userId: `${role?.RoleId}:scientist`,
    } as const;
    const asScientist = <Output>(operation: string, input: object) =>
      lab.cloud.answer({
        principal,
        account: SPOKE,
        region: REGION,
        service: 'servicecatalog',
        operation,
        input,
      }) as Output;
    interface Recorded {
      readonly RecordDetail: {
        readonly RecordId: string;
        readonly ProvisionedProductId: string;
        readonly Status: string;
      };
    }
    const status = ({ RecordDetail }: Recorded) => {
      lab.cloud.advanceTo(lab.cloud.world.now + 600_000);
      return asScientist<Recorded>('DescribeRecord', { Id: RecordDetail.RecordId }).RecordDetail.Status;
    };
    const launched = asScientist<Recorded>('ProvisionProduct', {
      ProductId: hub.outputs['ProductId'],
      ProvisioningArtifactName: 'v1',
      ProvisionedProductName: 'mine',
    });
    expect(status(launched)).toBe('SUCCEEDED');
    const { ProvisionedProductId } = launched.RecordDetail;
    expect(lab.cloud.inventory(SPOKE).join()).toContain(`SC-${SPOKE}-${ProvisionedProductId}`);
    expect(status(asScientist<Recorded>('TerminateProvisionedProduct', { ProvisionedProductId }))).toBe('SUCCEEDED');
    expect(lab.cloud.inventory(SPOKE).join()).not.toContain(ProvisionedProductId);
  });
});
