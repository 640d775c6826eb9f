import { AwsError } from '../../../../src/sandbox/kernel/aws-error.ts';
import { memoryBlobs } from '../../../../src/sandbox/kernel/blobs.ts';
import { SandboxCloud } from '../../../../src/sandbox/kernel/cloud.ts';
import { Faults } from '../../../../src/sandbox/kernel/faults.ts';
import type { Principal } from '../../../../src/sandbox/kernel/principal.ts';
import type { ResourceContext, ResourceType } from '../../../../src/sandbox/kernel/service.ts';
import { memoryTrail } from '../../../../src/sandbox/kernel/trail.ts';
import { World } from '../../../../src/sandbox/kernel/world.ts';
import { iamService } from '../../../../src/sandbox/services/iam/index.ts';
import { serviceCatalogService } from '../../../../src/sandbox/services/servicecatalog/index.ts';
import { stsService } from '../../../../src/sandbox/services/sts/index.ts';
import { fakeCloudFormation, fakeS3 } from './fake-services.ts';

export const HUB = '111111111111';
export const SPOKE = '222222222222';
export const REGION = 'us-east-1';
export const TEMPLATE_URL = 'https://assets.s3.us-east-1.amazonaws.com/products/notebook.yaml';
export const TEMPLATE = 'Resources: { Topic: { Type: AWS::SNS::Topic } }';

/** Two accounts, a hub and a spoke, with a template in the hub's bucket. */
export class CatalogLab {
  readonly objects = new Map([['assets/products/notebook.yaml', TEMPLATE]]);
  readonly cloud: SandboxCloud;

  constructor() {
    const s3 = fakeS3(this.objects);
    this.cloud = new SandboxCloud({
      world: World.begin(Date.UTC(2026, 0, 5)),
      services: [serviceCatalogService, iamService, stsService, s3, fakeCloudFormation(s3)],
      blobs: memoryBlobs(),
      trail: memoryTrail(),
      faults: new Faults([]),
    });
  }

  invoke<Output = Record<string, unknown>>(
    operation: string,
    input: object,
    principal: Principal = administrator(HUB),
    service = 'servicecatalog',
  ): Output {
    const { account } = principal;
    return this.cloud.answer({ principal, account, region: REGION, service, operation, input }) as Output;
  }

  /** The code of the error that a call is refused with. */
  refusal(operation: string, input: object, principal: Principal = administrator(HUB)): string | undefined {
    try {
      this.invoke(operation, input, principal);
      return undefined;
    } catch (error) {
      return error instanceof AwsError ? error.code : String(error);
    }
  }

  pass(seconds: number): void {
    this.cloud.world.moveTo(this.cloud.world.now + seconds * 1000);
  }

  portfolio(principal = administrator(HUB)): string {
    const input = { DisplayName: 'Data Scientists - Sample Portfolio', ProviderName: 'AWS' };
    const output = this.invoke<{ PortfolioDetail: { Id: string } }>('CreatePortfolio', input, principal);
    return output.PortfolioDetail.Id;
  }

  product(principal = administrator(HUB), name = 'Notebook'): string {
    const output = this.invoke<{ ProductViewDetail: { ProductViewSummary: { ProductId: string } } }>(
      'CreateProduct',
      {
        Name: name,
        Owner: 'IT',
        ProductType: 'CLOUD_FORMATION_TEMPLATE',
        ProvisioningArtifactParameters: { Name: 'v1', Info: { LoadTemplateFromURL: TEMPLATE_URL } },
      },
      principal,
    );
    return output.ProductViewDetail.ProductViewSummary.ProductId;
  }

  /** A portfolio with a product that can be seen in it. */
  filledPortfolio(principal = administrator(HUB)): { portfolio: string; product: string } {
    const [portfolio, product] = [this.portfolio(principal), this.product(principal)];
    this.invoke('AssociateProductWithPortfolio', { PortfolioId: portfolio, ProductId: product }, principal);
    this.pass(10);
    return { portfolio, product };
  }

  /** The hub's portfolio, imported by the spoke. */
  sharedPortfolio(): { portfolio: string; product: string } {
    const filled = this.filledPortfolio();
    this.invoke('CreatePortfolioShare', { PortfolioId: filled.portfolio, AccountId: SPOKE });
    this.pass(10);
    this.invoke('AcceptPortfolioShare', { PortfolioId: filled.portfolio }, administrator(SPOKE));
    return filled;
  }

  /** The spoke's own portfolio, which holds the product of the hub's. */
  localPortfolio(): { hubPortfolio: string; portfolio: string; product: string } {
    const { portfolio: hubPortfolio, product } = this.sharedPortfolio();
    const spoke = administrator(SPOKE);
    const portfolio = this.portfolio(spoke);
    const input = { PortfolioId: portfolio, ProductId: product, SourcePortfolioId: hubPortfolio };
    this.invoke('AssociateProductWithPortfolio', input, spoke);
    this.pass(10);
    return { hubPortfolio, portfolio, product };
  }

  /** A role that Service Catalog may assume, as a session of it sees itself. */
  role(account: string, name: string, path = '/'): Principal & { readonly roleArn: string } {
    const statement = {
      Effect: 'Allow',
      Principal: { Service: 'servicecatalog.amazonaws.com' },
      Action: 'sts:AssumeRole',
    };
    const trust = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    const input = { RoleName: name, Path: path, AssumeRolePolicyDocument: trust };
    const { Role } = this.invoke<{ Role: { Arn: string; RoleId: string } }>(
      'CreateRole',
      input,
      administrator(account),
      'iam',
    );
    const arn = `arn:aws:sts::${account}:assumed-role/${name}/session`;
    return { kind: 'assumed-role', account, arn, roleArn: Role.Arn, userId: `${Role.RoleId}:session` };
  }

  deleteRole(account: string, name: string): void {
    this.invoke('DeleteRole', { RoleName: name }, administrator(account), 'iam');
  }

  resourceType(name: string): ResourceType {
    const type = this.cloud.resourceType(name);
    if (!type) throw new Error(`no resource type ${name}`);
    return type;
  }

  /** What CloudFormation's engine gives a resource type's handler. */
  stackOf(account: string): ResourceContext {
    return {
      cloud: this.cloud,
      account,
      region: REGION,
      stackName: 'lab',
      stackId: `arn:aws:cloudformation:${REGION}:${account}:stack/lab/1`,
      logicalId: 'Resource',
      stackTags: { 'mlops-lab': 'lab', 'aws:cloudformation:stack-name': 'lab' },
      now: this.cloud.world.now,
      generatedName: (maxLength) => 'lab-Resource-1'.slice(0, maxLength),
      invoke: (service, operation, input) =>
        this.cloud.invoke({
          principal: administrator(account),
          account,
          region: REGION,
          service,
          operation,
          input,
          via: 'cloudformation',
        }),
    };
  }
}

export function administrator(account: string): Principal {
  return { kind: 'user', account, arn: `arn:aws:iam::${account}:user/admin`, userId: `AIDAADMIN${account}` };
}
