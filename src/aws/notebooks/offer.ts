import {
  DescribeProductCommand,
  DescribeProvisioningParametersCommand,
  paginateListLaunchPaths,
  paginateSearchProducts,
  type LaunchPathSummary,
  type ProductViewSummary,
  type ProvisioningArtifact,
  type ProvisioningArtifactParameter,
  type ServiceCatalogClient,
} from '@aws-sdk/client-service-catalog';
import { LabError } from '../../errors.ts';
import { PRODUCT_NAME } from '../../lab/notebook.ts';
import type { Offer, OfferedParameter } from '../../ports/notebooks.ts';
import { mlopsLab } from '../../steps.ts';

/** The path through the console: product, latest version, launch path, parameters. */
export async function notebookOffer(client: ServiceCatalogClient): Promise<Offer> {
  const productId = await product(client);
  const [{ Id: artifactId = '', Name: version = '' }, pathId] = await Promise.all([
    latestVersion(client, productId),
    launchPath(client, productId),
  ]);
  const { ProvisioningArtifactParameters = [], TagOptions = [] } = await client.send(
    new DescribeProvisioningParametersCommand({
      ProductId: productId,
      ProvisioningArtifactId: artifactId,
      PathId: pathId,
    }),
  );
  return {
    productId,
    version,
    artifactId,
    pathId,
    parameters: ProvisioningArtifactParameters.map(offered),
    tagOptions: Object.fromEntries(TagOptions.map(({ Key = '', Values = [] }) => [Key, Values])),
  };
}

async function product(client: ServiceCatalogClient): Promise<string> {
  const found: ProductViewSummary[] = [];
  for await (const page of paginateSearchProducts({ client }, {})) found.push(...(page.ProductViewSummaries ?? []));
  const id = found.find(({ Name }) => Name === PRODUCT_NAME)?.ProductId;
  if (id) return id;
  throw notOffered(`the catalog offers no product "${PRODUCT_NAME}"${others(found)}`);
}

function others(found: readonly ProductViewSummary[]): string {
  const names = found.map(({ Name = '' }) => `"${Name}"`);
  return names.length === 0 ? ' nor any other' : `, but ${names.join(', ')}`;
}

/** Only active versions can be launched, and only those are shown to end users. */
async function latestVersion(client: ServiceCatalogClient, Id: string): Promise<ProvisioningArtifact> {
  const { ProvisioningArtifacts = [] } = await client.send(new DescribeProductCommand({ Id }));
  const current = ProvisioningArtifacts.filter(({ Guidance }) => Guidance !== 'DEPRECATED');
  const [latest] = [...current].sort((one, other) => createdAt(other) - createdAt(one));
  if (latest) return latest;
  throw notOffered(`product ${Id} has no version that is active and not deprecated`);
}

function createdAt({ CreatedTime }: ProvisioningArtifact): number {
  return CreatedTime?.getTime() ?? 0;
}

async function launchPath(client: ServiceCatalogClient, ProductId: string): Promise<string> {
  const paths: LaunchPathSummary[] = [];
  for await (const page of paginateListLaunchPaths({ client }, { ProductId })) {
    paths.push(...(page.LaunchPathSummaries ?? []));
  }
  // Without a launch constraint a launch would use the user's own permissions, which do not suffice.
  const constrained = paths.find(({ ConstraintSummaries = [] }) =>
    ConstraintSummaries.some(({ Type }) => Type === 'LAUNCH'),
  );
  const id = (constrained ?? paths[0])?.Id;
  if (id) return id;
  throw notOffered(`no portfolio leads to product ${ProductId} any more`);
}

function notOffered(message: string): LabError {
  const hint = [
    { say: 'let central IT put it back', command: mlopsLab('tools') },
    { say: 'and into the account of the data scientists', command: mlopsLab('datascience') },
  ];
  return new LabError({ code: 'no-product', message, hint });
}

function offered(parameter: ProvisioningArtifactParameter): OfferedParameter {
  const { ParameterKey: key = '', ParameterType: type = 'String', DefaultValue, ParameterConstraints = {} } = parameter;
  const { AllowedValues: allowed = [], AllowedPattern, ConstraintDescription, ...limits } = ParameterConstraints;
  return {
    key,
    type,
    allowed,
    ...(DefaultValue !== undefined && { default: DefaultValue }),
    ...(AllowedPattern && { pattern: AllowedPattern }),
    ...(ConstraintDescription && { rule: ConstraintDescription }),
    ...(limits.MinLength && { minLength: Number(limits.MinLength) }),
    ...(limits.MaxLength && { maxLength: Number(limits.MaxLength) }),
    ...(limits.MinValue && { min: Number(limits.MinValue) }),
    ...(limits.MaxValue && { max: Number(limits.MaxValue) }),
  };
}
