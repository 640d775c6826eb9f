import type { ProductionVariant, ProductionVariantServerlessConfig } from '@aws-sdk/client-sagemaker';

import { inRange } from '../../../kernel/constraints.ts';
import { isOffered } from '../../../kernel/places/offers.ts';
import type { Call } from '../../../kernel/service.ts';
import { invalid, unimplemented } from '../errors.ts';
import { supportedType } from '../instance-types.ts';

const MEMBER = 'productionVariants.1.member';

/** The one variant of a configuration: either serverless or on instances. */
export function checkedVariant(variants: readonly ProductionVariant[] | undefined, call: Call): ProductionVariant {
  const [variant, ...more] = variants ?? [];
  if (!variant) return invalid('At least one production variant is required.');
  if (more.length > 0) unimplemented('endpoint configurations with several variants');
  if (variant.ServerlessConfig) expectServerless(variant, variant.ServerlessConfig, call);
  else expectInstances(variant, call);
  return { ...variant, InitialVariantWeight: variant.InitialVariantWeight ?? 1 };
}

/** Source: SageMaker API reference, ProductionVariantServerlessConfig. */
function expectServerless(
  variant: ProductionVariant,
  config: ProductionVariantServerlessConfig,
  { region, cloud }: Call,
): void {
  if (variant.InstanceType !== undefined || variant.InitialInstanceCount !== undefined) {
    invalid('A variant cannot have both a ServerlessConfig and an InstanceType or InitialInstanceCount.');
  }
  if (!isOffered('sagemaker:serverless-inference', region, cloud.faults)) {
    invalid(`Serverless Inference is not supported in the region ${region}.`);
  }
  const memory = config.MemorySizeInMB ?? 0;
  if (memory % 1024 !== 0) {
    invalid(`MemorySizeInMB must be one of 1024, 2048, 3072, 4096, 5120 and 6144, and is ${memory}.`);
  }
}

function expectInstances({ InstanceType, InitialInstanceCount }: ProductionVariant, call: Call): void {
  supportedType(InstanceType, `${MEMBER}.instanceType`, call);
  const count = { member: `${MEMBER}.initialInstanceCount`, min: 1, max: 100 };
  inRange(InitialInstanceCount ?? 0, count, 'ValidationException');
}
