import type {
  CreateProvisioningArtifactInput,
  CreateProvisioningArtifactOutput,
  DeleteProvisioningArtifactInput,
  DeleteProvisioningArtifactOutput,
  DescribeProvisioningArtifactInput,
  DescribeProvisioningArtifactOutput,
  ListProvisioningArtifactsInput,
  ListProvisioningArtifactsOutput,
  ProvisioningArtifactDetail,
  ProvisioningArtifactProperties,
  Status,
  UpdateProvisioningArtifactInput,
  UpdateProvisioningArtifactOutput,
} from '@aws-sdk/client-service-catalog';

import { AwsError } from '../../kernel/aws-error.ts';
import { defined } from '../../kernel/defined.ts';
import type { Call } from '../../kernel/service.ts';
import { inUse, notFound } from './errors.ts';
import { aboutProduct, ownProduct, productNamed, productOf } from './lookup.ts';
import { once } from './requests.ts';
import type { ArtifactRecord, ProductRecord } from './state.ts';
import { statusOf } from './status.ts';
import { keepTemplate } from './templates.ts';

export const artifactOperations = {
  CreateProvisioningArtifact(input: CreateProvisioningArtifactInput, call: Call): CreateProvisioningArtifactOutput {
    aboutProduct(call, input.ProductId);
    const product = ownProduct(call, input.ProductId);
    const id = once(call, 'CreateProvisioningArtifact', input.IdempotencyToken, () => {
      const artifact = newArtifact(input.Parameters ?? {}, call);
      product.artifacts.push(artifact);
      return artifact.id;
    });
    return described(artifactOf(product, id), call.now);
  },

  DescribeProvisioningArtifact(
    input: DescribeProvisioningArtifactInput,
    call: Call,
  ): DescribeProvisioningArtifactOutput {
    const productId = input.ProductId ?? productNamed(call, input.ProductName);
    aboutProduct(call, productId);
    const { product } = productOf(call, productId);
    const named = product.artifacts.find(({ name }) => name === input.ProvisioningArtifactName);
    return described(artifactOf(product, input.ProvisioningArtifactId ?? named?.id), call.now);
  },

  ListProvisioningArtifacts(
    { ProductId }: ListProvisioningArtifactsInput,
    call: Call,
  ): ListProvisioningArtifactsOutput {
    aboutProduct(call, ProductId);
    const { product } = productOf(call, ProductId);
    return { ProvisioningArtifactDetails: product.artifacts.map(artifactDetail) };
  },

  UpdateProvisioningArtifact(input: UpdateProvisioningArtifactInput, call: Call): UpdateProvisioningArtifactOutput {
    aboutProduct(call, input.ProductId);
    const artifact = artifactOf(ownProduct(call, input.ProductId), input.ProvisioningArtifactId);
    artifact.name = input.Name ?? artifact.name;
    if (input.Description !== undefined) artifact.description = input.Description;
    artifact.active = input.Active ?? artifact.active;
    artifact.guidance = input.Guidance ?? artifact.guidance;
    return described(artifact, call.now);
  },

  DeleteProvisioningArtifact(input: DeleteProvisioningArtifactInput, call: Call): DeleteProvisioningArtifactOutput {
    aboutProduct(call, input.ProductId);
    const product = ownProduct(call, input.ProductId);
    const { id } = artifactOf(product, input.ProvisioningArtifactId);
    if (product.artifacts.length === 1) {
      throw inUse(`Provisioning artifact ${id} is the last one of product ${product.id} and cannot be deleted.`);
    }
    product.artifacts = product.artifacts.filter((artifact) => artifact.id !== id);
    return {};
  },
};

export function newArtifact(properties: ProvisioningArtifactProperties, call: Call): ArtifactRecord {
  if (properties.Type !== undefined && properties.Type !== 'CLOUD_FORMATION_TEMPLATE') {
    throw new AwsError('NotImplemented', `the sandbox has no provisioning artifacts of type ${properties.Type}`, 501);
  }
  const kept = keepTemplate(properties, call);
  const id = `pa-${call.cloud.world.identifier(13)}`;
  return {
    id,
    name: properties.Name ?? id,
    ...defined({ description: properties.Description }),
    createdAt: call.now,
    active: true,
    guidance: 'DEFAULT',
    ...kept,
  };
}

export function artifactDetail(artifact: ArtifactRecord): ProvisioningArtifactDetail {
  return {
    Id: artifact.id,
    Name: artifact.name,
    Description: artifact.description,
    Type: 'CLOUD_FORMATION_TEMPLATE',
    CreatedTime: new Date(artifact.createdAt),
    Active: artifact.active,
    Guidance: artifact.guidance,
  };
}

export function artifactOf(product: ProductRecord, id: string | undefined): ArtifactRecord {
  const artifact = product.artifacts.find((one) => one.id === id);
  if (!artifact) throw notFound(`Provisioning artifact ${id} not found.`);
  return artifact;
}

function described(
  artifact: ArtifactRecord,
  now: number,
): { ProvisioningArtifactDetail: ProvisioningArtifactDetail; Info: Record<string, string>; Status: Status } {
  const { LoadTemplateFromURL: url, ...imported } = artifact.source;
  const Info = url === undefined ? imported : { TemplateUrl: url };
  return { ProvisioningArtifactDetail: artifactDetail(artifact), Info, Status: statusOf(artifact, now) };
}
