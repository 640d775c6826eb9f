import type { ProvisionedProductDetail, RecordDetail } from '@aws-sdk/client-service-catalog';

import { own } from '../../../../own.ts';
import { provisionedProductArn } from '../arns.ts';
import { notFound } from '../errors.ts';
import { catalogOf, type Place, type ProvisionedProduct, type RequestRecord } from '../state.ts';
import { productStatus, recordStatus } from './progress.ts';

export function recordOf(place: Place, id: string | undefined): RequestRecord {
  const record = own(catalogOf(place).records, id ?? '');
  if (!record) throw notFound(`Record ${id} not found.`);
  return record;
}

export function recordDetail(place: Place, record: RequestRecord): RecordDetail {
  const { product, outcome } = record;
  return {
    RecordId: record.id,
    ProvisionedProductName: product.name,
    Status: recordStatus(place, record),
    CreatedTime: new Date(record.createdAt),
    UpdatedTime: new Date(outcome?.at ?? record.createdAt),
    ProvisionedProductType: 'CFN_STACK',
    RecordType: record.type,
    ProvisionedProductId: product.id,
    ProductId: product.productId,
    ProvisioningArtifactId: product.artifactId,
    PathId: product.pathId,
    RecordErrors: outcome?.reason === undefined ? [] : [{ Code: 'InternalError', Description: outcome.reason }],
    RecordTags: Object.entries(product.tags).map(([Key, Value]) => ({ Key, Value })),
    LaunchRoleArn: product.launchRoleArn,
  };
}

export function provisionedProductDetail(place: Place, product: ProvisionedProduct): ProvisionedProductDetail {
  return {
    Name: product.name,
    Arn: provisionedProductArn(place, product.id),
    Type: 'CFN_STACK',
    Id: product.id,
    Status: productStatus(place, product),
    StatusMessage: own(catalogOf(place).records, product.lastRecordId)?.outcome?.reason,
    CreatedTime: new Date(product.createdAt),
    IdempotencyToken: product.token,
    LastRecordId: product.lastRecordId,
    LastProvisioningRecordId: product.lastRecordId,
    LastSuccessfulProvisioningRecordId: product.lastSuccessId,
    ProductId: product.productId,
    ProvisioningArtifactId: product.artifactId,
    LaunchRoleArn: product.launchRoleArn,
  };
}
