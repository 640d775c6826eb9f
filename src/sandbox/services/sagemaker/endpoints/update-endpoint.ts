import type { DeploymentConfig, UpdateEndpointInput, UpdateEndpointOutput } from '@aws-sdk/client-sagemaker';

import type { Call } from '../../../kernel/service.ts';
import { arnOf } from '../arns.ts';
import { invalid } from '../errors.ts';
import { expectRoomForFleet } from '../quotas.ts';
import { existingConfig } from './configs.ts';
import { deploymentOf, endpointOf, expectSettled } from './endpoints.ts';
import { startMs } from './progress.ts';
import { isServerless, type Deployment, type EndpointRecord } from './state.ts';

export function updateEndpoint(input: UpdateEndpointInput, call: Call): UpdateEndpointOutput {
  const endpoint = endpointOf(input.EndpointName, call);
  call.about(arnOf('endpoint-config', input.EndpointConfigName ?? '', call));
  expectSettled(endpoint);
  if (endpoint.status === 'Failed') invalid(`Cannot update endpoint "${endpoint.arn}" because it is in status Failed.`);
  const deployment = deploymentOf(input.EndpointConfigName, call);
  const guard = input.DeploymentConfig ?? (input.RetainDeploymentConfig ? endpoint.lastGuard : undefined);
  expectPossible(endpoint, deployment, guard, call);
  expectRoomForFleet(deployment.variant, { isNew: false }, call);
  endpoint.status = 'Updating';
  endpoint.modifiedAt = call.now;
  endpoint.dueAt = call.now + startMs(deployment);
  endpoint.update = { deployment, startedAt: call.now, ...(guard && { guard }) };
  delete endpoint.failureReason;
  return { EndpointArn: endpoint.arn };
}

/** Source: SageMaker developer guide, "Deploy models with Serverless Inference" and "Deployment guardrails", exclusions. */
function expectPossible(
  { serving }: EndpointRecord,
  deployment: Deployment,
  guard: DeploymentConfig | undefined,
  call: Call,
): void {
  if (!serving) return;
  // An update compares with the configuration in use, which thus has to be there still.
  existingConfig(serving.config, call);
  if (isServerless(deployment)) {
    if (guard) invalid('DeploymentConfig is not supported for endpoints with serverless variants.');
    if (!isServerless(serving)) invalid('An endpoint on instances cannot be updated to a serverless one.');
  }
  if (guard && serving.variant.VariantName !== deployment.variant.VariantName) {
    invalid('With DeploymentConfig the variants of the new configuration must have the names of the present ones.');
  }
}
