import type { CreateProductOutput, ProvisioningArtifactProperties } from '@aws-sdk/client-service-catalog';

import { own } from '../../../../own.ts';
import { isTrue, removedKeys, resourceTags } from '../../../kernel/resource-properties.ts';
import type { Properties, ResourceType } from '../../../kernel/service.ts';
import { tagList } from '../../../kernel/tags.ts';
import { orUndo } from '../../../kernel/undo.ts';
import { unlessGone } from './associations.ts';
import { addArtifact, artifactsOf, reconcileArtifacts, replaceArtifacts } from './product-artifacts.ts';

export const productType: ResourceType = {
  seconds: { create: 8, update: 8, delete: 4 },
  create(properties, context) {
    const [first, ...others] = wantedArtifacts(properties);
    const { ProductViewDetail } = context.invoke<CreateProductOutput>('servicecatalog', 'CreateProduct', {
      ...textOf(properties),
      ProductType: properties['ProductType'] ?? 'CLOUD_FORMATION_TEMPLATE',
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
      ...textOf(properties),
      AddTags: tagList(tags),
      RemoveTags: removedKeys(resourceTags(previous, context), tags),
    });
    const [before, wanted] = [wantedArtifacts(previous), wantedArtifacts(properties)];
    if (isTrue(properties['ReplaceProvisioningArtifacts'])) replaceArtifacts(id, wanted, context);
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

function wantedArtifacts({ ProvisioningArtifactParameters }: Properties): readonly ProvisioningArtifactProperties[] {
  return (ProvisioningArtifactParameters ?? []) as readonly ProvisioningArtifactProperties[];
}

const TEXTS = ['Name', 'Owner', 'Description', 'Distributor', 'SupportDescription', 'SupportEmail', 'SupportUrl'];

function textOf(properties: Properties): Properties {
  const passed = ['AcceptLanguage', 'SourceConnection', ...TEXTS];
  return Object.fromEntries(passed.map((name) => [name, own(properties, name)]));
}
