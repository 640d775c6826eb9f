import type { ProvisionProductInput, ProvisionProductOutput } from '@aws-sdk/client-service-catalog';

import { put } from '../../../../own.ts';
import { constrained } from '../../../kernel/constraints.ts';
import type { Principal } from '../../../kernel/principal.ts';
import type { Call } from '../../../kernel/service.ts';
import { tagList } from '../../../kernel/tags.ts';
import { grantedProduct } from '../end-user-products.ts';
import { duplicate } from '../errors.ts';
import type { LaunchPathTo } from '../launch-paths.ts';
import { once } from '../requests.ts';
import { catalogOf, type ArtifactRecord, type ProductRecord, type ProvisionedProduct } from '../state.ts';
import { requestedTags } from '../tags.ts';
import { chosenArtifact, chosenPath, launchActor, launchRoleOf, templateOf } from './launch.ts';
import { observeRequests } from './progress.ts';
import { fileRequest } from './requests.ts';
import { CAPABILITIES, onStack } from './stacks.ts';
import { recordDetail, recordOf } from './views.ts';

export const provisioningOperations = {
  ProvisionProduct(input: ProvisionProductInput, call: Call): ProvisionProductOutput {
    const { product } = grantedProduct(call, { id: input.ProductId, name: input.ProductName });
    const id = once(call, 'ProvisionProduct', input.ProvisionToken, () => provision(input, product, call));
    return { RecordDetail: { ...recordDetail(call, recordOf(call, id)), Status: 'CREATED' } };
  },
};

interface Launch {
  readonly input: ProvisionProductInput;
  readonly product: ProductRecord;
  readonly path: LaunchPathTo;
  readonly artifact: ArtifactRecord;
}

/** The id of the record of the launch. */
function provision(input: ProvisionProductInput, product: ProductRecord, call: Call): string {
  const path = chosenPath(call, product.id, input);
  const launch: Launch = { input, product, path, artifact: chosenArtifact(product, input) };
  const provisioned = newProvisionedProduct(call, launch);
  put(catalogOf(call).provisioned, provisioned.id, provisioned);
  const record = fileRequest(call, provisioned, { type: 'PROVISION_PRODUCT' }, () => {
    const actor = launchActor(call, provisioned.launchRoleArn);
    provisioned.stackId = createStack(call, actor, provisioned, launch);
    return actor;
  });
  return record.id;
}

function newProvisionedProduct(call: Call, { input, product, path, artifact }: Launch): ProvisionedProduct {
  const launchRoleArn = launchRoleOf(call, path);
  return {
    name: freeName(call, input.ProvisionedProductName),
    id: `pp-${call.cloud.world.identifier(13)}`,
    createdAt: call.now,
    productId: product.id,
    productName: product.text.name,
    artifactId: artifact.id,
    artifactName: artifact.name,
    pathId: path.id,
    owner: call.principal,
    ...(input.ProvisionToken && { token: input.ProvisionToken }),
    tags: requestedTags(input.Tags, call),
    ...(launchRoleArn && { launchRoleArn }),
    lastRecordId: '',
  };
}

/** The stack's name is what end users' policies rely on: `SC-<account>-<provisioned product>` (AWSServiceCatalogEndUserFullAccess). */
function createStack(
  call: Call,
  actor: Principal,
  { id, tags }: ProvisionedProduct,
  { input, path, artifact }: Launch,
): string {
  const { StackId } = onStack(call, actor, 'CreateStack', {
    StackName: `SC-${call.account}-${id}`,
    TemplateBody: templateOf(call, actor, artifact),
    Parameters: input.ProvisioningParameters?.map(({ Key, Value }) => ({ ParameterKey: Key, ParameterValue: Value })),
    Capabilities: CAPABILITIES,
    Tags: tagList(tags),
    NotificationARNs: [...(input.NotificationArns ?? []), ...topicsOf(path)],
  });
  return StackId ?? '';
}

function topicsOf({ constraints }: LaunchPathTo): string[] {
  return constraints
    .filter(({ type }) => type === 'NOTIFICATION')
    .flatMap(({ parameters }) => (JSON.parse(parameters) as { NotificationArns: string[] }).NotificationArns);
}

function freeName(call: Call, name: string | undefined): string {
  const pattern = '[a-zA-Z0-9][a-zA-Z0-9._-]*';
  const wanted = constrained(
    name,
    { member: 'provisionedProductName', min: 1, max: 128, pattern },
    'ValidationException',
  );
  observeRequests(call);
  if (Object.values(catalogOf(call).provisioned).some((one) => one.name === wanted)) {
    throw duplicate(`A provisioned product named ${wanted} already exists.`);
  }
  return wanted;
}
