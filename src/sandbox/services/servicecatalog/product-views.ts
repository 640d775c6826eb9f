import type { ProductViewDetail, ProductViewSummary } from '@aws-sdk/client-service-catalog';

import { productArn } from './arns.ts';
import type { FoundProduct } from './lookup.ts';
import type { ProductRecord } from './state.ts';

export function productViewDetail({ product, owner }: FoundProduct, region: string): ProductViewDetail {
  return {
    ProductViewSummary: productViewSummary(product),
    Status: 'AVAILABLE',
    ProductARN: productArn({ account: owner, region }, product.id),
    CreatedTime: new Date(product.createdAt),
  };
}

export function productViewSummary({ id, viewId, text }: ProductRecord): ProductViewSummary {
  return {
    Id: viewId,
    ProductId: id,
    Name: text.name,
    Owner: text.owner,
    ShortDescription: text.description,
    Type: 'CLOUD_FORMATION_TEMPLATE',
    Distributor: text.distributor,
    HasDefaultPath: false,
    SupportEmail: text.supportEmail,
    SupportDescription: text.supportDescription,
    SupportUrl: text.supportUrl,
  };
}
