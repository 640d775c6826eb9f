import { randomUUID } from 'node:crypto';
import {
  DescribeRecordCommand,
  paginateSearchProvisionedProducts,
  ProvisionProductCommand,
  TerminateProvisionedProductCommand,
  type ProvisionedProductAttribute,
  type RecordDetail,
  type ServiceCatalogClient,
} from '@aws-sdk/client-service-catalog';
import { usageError } from '../../errors.ts';
import { PRODUCT_NAME } from '../../lab/notebook.ts';
import type { CatalogRecord, Launch, Launched } from '../../ports/notebooks.ts';
import { errorName } from '../errors.ts';

/** The caller's launches of the product. Searching for a name would not match exactly. */
export async function ownProducts(client: ServiceCatalogClient, accountId: string): Promise<Launched[]> {
  const input = { AccessLevelFilter: { Key: 'User', Value: 'self' } } as const;
  const found: ProvisionedProductAttribute[] = [];
  for await (const page of paginateSearchProvisionedProducts({ client }, input)) {
    found.push(...(page.ProvisionedProducts ?? []));
  }
  return found
    .filter(({ ProductName = PRODUCT_NAME }) => ProductName === PRODUCT_NAME)
    .map((each) => launched(each, accountId));
}

/** What listings of two kinds have in common. */
type Product = Pick<
  ProvisionedProductAttribute,
  'Id' | 'Name' | 'Status' | 'StatusMessage' | 'LastRecordId' | 'PhysicalId'
>;

export function launched(product: Product, accountId: string): Launched {
  const { Id: id = '', Name: name = '', Status = 'AVAILABLE', StatusMessage, LastRecordId = '', PhysicalId } = product;
  return {
    id,
    name,
    status: Status,
    ...(StatusMessage && { message: StatusMessage }),
    recordId: LastRecordId,
    stack: PhysicalId?.startsWith('arn:') ? PhysicalId : launchStack(accountId, id),
  };
}

/** Administrator guide, "Launch constraints": end users' policies refer to this name, too. */
function launchStack(accountId: string, id: string): string {
  return `SC-${accountId}-${id}`;
}

/** With the token, a request sent again after a lost response finds the launch that it began. */
export async function provision(client: ServiceCatalogClient, launch: Launch): Promise<string> {
  const { name, offer, parameters, tags } = launch;
  const command = new ProvisionProductCommand({
    ProductId: offer.productId,
    ProvisioningArtifactId: offer.artifactId,
    PathId: offer.pathId,
    ProvisionedProductName: name,
    ProvisioningParameters: Object.entries(parameters).map(([Key, Value]) => ({ Key, Value })),
    Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    ProvisionToken: randomUUID(),
  });
  try {
    return (await client.send(command)).RecordDetail?.RecordId ?? '';
  } catch (error) {
    if (errorName(error) !== 'DuplicateResourceException') throw error;
    throw usageError(
      'name-taken',
      `somebody else in this account has launched a product by the name ${name}`,
      'launch it by another name',
    );
  }
}

export async function terminate(
  client: ServiceCatalogClient,
  { id }: Launched,
  how: { readonly IgnoreErrors?: true } = {},
): Promise<string> {
  const input = { ProvisionedProductId: id, TerminateToken: randomUUID(), ...how };
  return (await client.send(new TerminateProvisionedProductCommand(input))).RecordDetail?.RecordId ?? '';
}

export async function describeRecord(client: ServiceCatalogClient, Id: string): Promise<CatalogRecord> {
  const { RecordDetail = {} } = await client.send(new DescribeRecordCommand({ Id }));
  const { RecordErrors = [] } = RecordDetail;
  return {
    id: Id,
    kind: kindOf(RecordDetail),
    state: stateOf(RecordDetail),
    errors: RecordErrors.map(({ Code = '', Description }) => Description ?? Code),
  };
}

function kindOf({ RecordType }: RecordDetail): CatalogRecord['kind'] {
  if (RecordType === 'PROVISION_PRODUCT') return 'launch';
  return RecordType === 'TERMINATE_PROVISIONED_PRODUCT' ? 'termination' : 'update';
}

function stateOf({ Status }: RecordDetail): CatalogRecord['state'] {
  if (Status === 'SUCCEEDED') return 'succeeded';
  return Status === 'FAILED' ? 'failed' : 'busy';
}
