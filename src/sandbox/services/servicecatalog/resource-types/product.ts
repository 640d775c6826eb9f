import type { CreateProductInput, ProvisioningArtifactProperties } from '@aws-sdk/client-service-catalog';

import { given, isTrue, removedKeys, resourceTags, type PropertiesOf } from '../../../kernel/resource-properties.ts';
import type { ResourceType } from '../../../kernel/service.ts';
import { tagList } from '../../../kernel/tags.ts';
import { orUndo } from '../../../kernel/undo.ts';
import { unlessGone } from './associations.ts';
import { addArtifact, artifactsOf, reconcileArtifacts, replaceArtifacts } from './product-artifacts.ts';

const TEXTS = ['Description', 'Distributor', 'SupportDescription', 'SupportEmail', 'SupportUrl'] as const;
const PASSED = ['Name', 'Owner', 'AcceptLanguage', 'SourceConnection', ...TEXTS] as const;

type ProductProperties = PropertiesOf<
  CreateProductInput,
  'Name' | 'Owner',
  'AcceptLanguage' | 'ProductType' | 'SourceConnection' | (typeof TEXTS)[number]
> & {
  readonly ProvisioningArtifactParameters?: readonly ProvisioningArtifactProperties[];
  readonly ReplaceProvisioningArtifacts?: boolean;
};

export const productType: ResourceType<ProductProperties> = {
  seconds: { create: 8, update: 8, delete: 4 },
  create(properties, context) {
    const [first, ...others] = properties.ProvisioningArtifactParameters ?? [];
    const { ProductViewDetail } = context.invoke('servicecatalog', 'CreateProduct', {
      ...given(properties, PASSED),
      ProductType: properties.ProductType ?? 'CLOUD_FORMATION_TEMPLATE',
      ProvisioningArtifactParameters: first,
      Tags: tagList(resourceTags(properties, context)),
    });
    const id = ProductViewDetail?.ProductViewSummary?.ProductId ?? '';
    orUndo(
      () => others.forEach((wanted) => addArtifact(id, wanted, context)),
      () => context.invoke('servicecatalog', 'DeleteProduct', { Id: id }),
    );
    return { physicalId: id };
  },
  update(id, properties, previous, context) {
    const tags = resourceTags(properties, context);
    context.invoke('servicecatalog', 'UpdateProduct', {
      Id: id,
      ...given(properties, PASSED),
      AddTags: tagList(tags),
      RemoveTags: removedKeys(resourceTags(previous, context), tags),
    });
    const { ProvisioningArtifactParameters: before = [] } = previous;
    const { ProvisioningArtifactParameters: wanted = [] } = properties;
    if (isTrue(properties.ReplaceProvisioningArtifacts)) replaceArtifacts(id, wanted, context);
    else reconcileArtifacts(id, before, wanted, context);
  },
  delete(id, _properties, context) {
    unlessGone(() => context.invoke('servicecatalog', 'DeleteProduct', { Id: id }));
  },
  attributes(id, { Name }, context) {
    const artifacts = artifactsOf(id, context);
    return {
      Id: id,
      ProductName: Name,
      ProvisioningArtifactIds: artifacts.map((artifact) => artifact.Id).join(','),
      ProvisioningArtifactNames: artifacts.map((artifact) => artifact.Name).join(','),
    };
  },
};
