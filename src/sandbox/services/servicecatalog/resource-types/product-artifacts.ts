import type { ProvisioningArtifactDetail, ProvisioningArtifactProperties } from '@aws-sdk/client-service-catalog';

import { isTrue } from '../../../kernel/resource-properties.ts';
import type { ResourceContext } from '../../../kernel/service.ts';

type Wanted = readonly ProvisioningArtifactProperties[];

export function artifactsOf(productId: string, context: ResourceContext): ProvisioningArtifactDetail[] {
  const input = { ProductId: productId };
  const output = context.invoke('servicecatalog', 'ListProvisioningArtifacts', input);
  return output.ProvisioningArtifactDetails ?? [];
}

export function addArtifact(productId: string, wanted: ProvisioningArtifactProperties, context: ResourceContext): void {
  const DisableTemplateValidation = isTrue(wanted.DisableTemplateValidation);
  const Parameters = { ...wanted, DisableTemplateValidation };
  context.invoke('servicecatalog', 'CreateProvisioningArtifact', { ProductId: productId, Parameters });
}

/** Gives every version a new id. The new ones come first, since a product must not be without any. */
export function replaceArtifacts(productId: string, wanted: Wanted, context: ResourceContext): void {
  const replaced = artifactsOf(productId, context);
  for (const artifact of wanted) addArtifact(productId, artifact, context);
  for (const artifact of replaced) removeArtifact(productId, artifact, context);
}

/**
 * Keeps the versions that are the same by template URL and name; another URL or name makes another version. Source:
 * template reference, AWS::ServiceCatalog::CloudFormationProduct, `ReplaceProvisioningArtifacts`.
 */
export function reconcileArtifacts(productId: string, before: Wanted, wanted: Wanted, context: ResourceContext): void {
  const existing = artifactsOf(productId, context);
  const keys = new Set(wanted.map(keyOf));
  for (const artifact of wanted) {
    const index = before.findIndex((previous) => keyOf(previous) === keyOf(artifact));
    const kept = existing[index];
    if (kept) describe(productId, kept, artifact, context);
    else addArtifact(productId, artifact, context);
  }
  const dropped = before.flatMap((previous, index) => (keys.has(keyOf(previous)) ? [] : (existing[index] ?? [])));
  for (const artifact of dropped) removeArtifact(productId, artifact, context);
}

function keyOf({ Name, Info }: ProvisioningArtifactProperties): string {
  return JSON.stringify([Name, Info?.['LoadTemplateFromURL'] ?? Info?.['ImportFromPhysicalId']]);
}

function describe(
  productId: string,
  { Id, Description: before }: ProvisioningArtifactDetail,
  { Description = '' }: ProvisioningArtifactProperties,
  context: ResourceContext,
): void {
  if ((before ?? '') === Description) return;
  const input = { ProductId: productId, ProvisioningArtifactId: Id, Description };
  context.invoke('servicecatalog', 'UpdateProvisioningArtifact', input);
}

function removeArtifact(productId: string, { Id }: ProvisioningArtifactDetail, context: ResourceContext): void {
  context.invoke('servicecatalog', 'DeleteProvisioningArtifact', { ProductId: productId, ProvisioningArtifactId: Id });
}
