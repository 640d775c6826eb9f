import type { DescribeEndpointOutput, EndpointSummary, ProductionVariantSummary } from '@aws-sdk/client-sagemaker';

import type { Deployment, EndpointRecord } from './state.ts';

export function endpointSummary(endpoint: EndpointRecord): EndpointSummary {
  return {
    EndpointName: endpoint.name,
    EndpointArn: endpoint.arn,
    CreationTime: new Date(endpoint.createdAt),
    LastModifiedTime: new Date(endpoint.modifiedAt),
    EndpointStatus: endpoint.status,
  };
}

/** While an endpoint is updated, the old configuration is the endpoint's and the new one is pending. */
export function endpointShape(endpoint: EndpointRecord): DescribeEndpointOutput {
  const { serving, update, lastGuard, failureReason } = endpoint;
  const current = serving ?? update?.deployment;
  return {
    ...endpointSummary(endpoint),
    EndpointName: endpoint.name,
    ...(current && { EndpointConfigName: current.config }),
    ...(serving && { ProductionVariants: [variantSummary(serving)] }),
    ...(failureReason !== undefined && { FailureReason: failureReason }),
    ...(lastGuard && { LastDeploymentConfig: lastGuard }),
    ...(serving &&
      update && {
        PendingDeploymentSummary: {
          EndpointConfigName: update.deployment.config,
          ProductionVariants: [variantSummary(update.deployment)],
          StartTime: new Date(update.startedAt),
        },
      }),
  };
}

function variantSummary({ variant, model }: Deployment): ProductionVariantSummary {
  const { VariantName, InitialVariantWeight, InitialInstanceCount, ServerlessConfig } = variant;
  const count = ServerlessConfig ? 0 : InitialInstanceCount;
  return {
    VariantName,
    DeployedImages: [{ SpecifiedImage: model.image, ResolvedImage: model.image }],
    CurrentWeight: InitialVariantWeight,
    DesiredWeight: InitialVariantWeight,
    CurrentInstanceCount: count,
    DesiredInstanceCount: count,
    ...(ServerlessConfig && { CurrentServerlessConfig: ServerlessConfig }),
  };
}
