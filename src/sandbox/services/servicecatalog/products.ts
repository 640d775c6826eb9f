import type {
  CreateProductInput,
  CreateProductOutput,
  DeleteProductInput,
  DeleteProductOutput,
  DescribeProductAsAdminInput,
  DescribeProductAsAdminOutput,
  UpdateProductInput,
  UpdateProductOutput,
} from '@aws-sdk/client-service-catalog';

import { put } from '../../../own.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import { defined } from '../../kernel/defined.ts';
import { quotaOf } from '../../kernel/places/quotas.ts';
import type { Call } from '../../kernel/service.ts';
import { tagList } from '../../kernel/tags.ts';
import { productArn } from './arns.ts';
import { artifactDetail, newArtifact } from './artifacts.ts';
import { invalidParameters, inUse, limitExceeded } from './errors.ts';
import { aboutProduct, ownProduct, productNamed, productOf } from './lookup.ts';
import { productViewDetail } from './product-views.ts';
import { once } from './requests.ts';
import { catalogOf, type ProductRecord, type ProductText } from './state.ts';
import { tagOptionsOf } from './tag-option-associations.ts';
import { changedTags, requestedTags } from './tags.ts';

export const productOperations = {
  CreateProduct(input: CreateProductInput, call: Call): CreateProductOutput {
    call.about(productArn(call, '*'));
    const id = once(call, 'CreateProduct', input.IdempotencyToken, () => create(input, call));
    const product = ownProduct(call, id);
    const [artifact] = product.artifacts;
    return {
      ProductViewDetail: productViewDetail({ product, owner: call.account }, call.region),
      ProvisioningArtifactDetail: artifact && artifactDetail(artifact),
      Tags: tagList(product.tags),
    };
  },

  DescribeProductAsAdmin({ Id, Name }: DescribeProductAsAdminInput, call: Call): DescribeProductAsAdminOutput {
    const id = Id ?? productNamed(call, Name);
    aboutProduct(call, id);
    const found = productOf(call, id);
    return {
      ProductViewDetail: productViewDetail(found, call.region),
      ProvisioningArtifactSummaries: found.product.artifacts.map((artifact) => ({
        Id: artifact.id,
        Name: artifact.name,
        Description: artifact.description,
        CreatedTime: new Date(artifact.createdAt),
      })),
      Tags: tagList(found.product.tags),
      TagOptions: tagOptionsOf(call, found.owner, found.product.id),
      Budgets: [],
    };
  },

  UpdateProduct(input: UpdateProductInput, call: Call): UpdateProductOutput {
    aboutProduct(call, input.Id);
    refuseConnection(input.SourceConnection);
    const product = ownProduct(call, input.Id);
    product.text = changedText(product.text, input);
    product.tags = changedTags(product.tags, input, call);
    return {
      ProductViewDetail: productViewDetail({ product, owner: call.account }, call.region),
      Tags: tagList(product.tags),
    };
  },

  DeleteProduct({ Id }: DeleteProductInput, call: Call): DeleteProductOutput {
    aboutProduct(call, Id);
    const { id } = ownProduct(call, Id);
    const catalog = catalogOf(call);
    const holder = catalog.productAssociations.find(({ productId }) => productId === id);
    if (holder) throw inUse(`Product ${id} is still associated with Portfolio ${holder.portfolioId}`);
    catalog.tagOptionAssociations = catalog.tagOptionAssociations.filter(({ resourceId }) => resourceId !== id);
    delete catalog.products[id];
    return {};
  },
};

function create(input: CreateProductInput, call: Call): string {
  refuseConnection(input.SourceConnection);
  if (input.ProductType !== 'CLOUD_FORMATION_TEMPLATE') {
    throw new AwsError('NotImplemented', `the sandbox has no products of type ${input.ProductType}`, 501);
  }
  const { products } = catalogOf(call);
  const most = quotaOf('servicecatalog:products', call);
  if (Object.keys(products).length >= most) {
    throw limitExceeded(`You cannot have more than ${most} products in a region.`);
  }
  if (!input.ProvisioningArtifactParameters)
    throw invalidParameters('ProvisioningArtifactParameters must be specified.');
  const product: ProductRecord = {
    id: `prod-${call.cloud.world.identifier(13)}`,
    viewId: `prodview-${call.cloud.world.identifier(13)}`,
    createdAt: call.now,
    text: changedText({ name: input.Name ?? '', owner: input.Owner ?? '' }, input),
    tags: requestedTags(input.Tags, call),
    artifacts: [newArtifact(input.ProvisioningArtifactParameters, call)],
  };
  put(products, product.id, product);
  return product.id;
}

function changedText(text: ProductText, input: Omit<UpdateProductInput, 'Id'>): ProductText {
  const changed = defined({
    name: input.Name,
    owner: input.Owner,
    description: input.Description,
    distributor: input.Distributor,
    supportDescription: input.SupportDescription,
    supportEmail: input.SupportEmail,
    supportUrl: input.SupportUrl,
  });
  return { ...text, ...changed };
}

function refuseConnection(connection: object | undefined): void {
  if (!connection) return;
  throw new AwsError('NotImplemented', 'the sandbox does not synchronise products with external repositories', 501);
}
