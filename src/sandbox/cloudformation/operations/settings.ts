import type { DeploymentConfig } from '@aws-sdk/client-cloudformation';

import { validationError } from '../../kernel/aws-error.ts';
import { constrained } from '../../kernel/constraints.ts';
import type { StackOperation, Stack } from '../state.ts';

/** The API's model has no limits for the name of a new stack; its reference has (CreateStack, StackName). */
export function checkedStackName(name: string | undefined): string {
  return constrained(name, { member: 'stackName', min: 1, max: 128, pattern: '[a-zA-Z][-a-zA-Z0-9]*' });
}

export interface FailureInput {
  readonly OnFailure?: 'ROLLBACK' | 'DELETE' | 'DO_NOTHING' | undefined;
  readonly DisableRollback?: boolean | undefined;
  readonly DeploymentConfig?: DeploymentConfig | undefined;
}

/** In express mode rollback is off unless the request says otherwise (user guide, express mode). */
export function onFailure({ OnFailure, DisableRollback, DeploymentConfig }: FailureInput): StackOperation['onFailure'] {
  if (OnFailure !== undefined && DisableRollback !== undefined) {
    throw validationError('Either OnFailure or DisableRollback can be specified, not both.');
  }
  if (OnFailure) return OnFailure;
  const disabled = DisableRollback ?? DeploymentConfig?.DisableRollback ?? isExpress(DeploymentConfig);
  return disabled ? 'DO_NOTHING' : 'ROLLBACK';
}

function isExpress(config: DeploymentConfig | undefined): boolean {
  return config?.Mode === 'EXPRESS';
}

/** Takes a request's deployment settings over to the stack. */
export function applyDeploymentConfig(stack: Stack, config: DeploymentConfig | undefined): void {
  stack.express = isExpress(config);
  if (config) stack.deploymentConfig = deploymentConfigOf(config);
  else delete stack.deploymentConfig;
}

export function deploymentConfigOf({
  Mode,
  DisableRollback,
}: DeploymentConfig): NonNullable<Stack['deploymentConfig']> {
  return { Mode: Mode ?? 'STANDARD', ...(DisableRollback !== undefined && { DisableRollback }) };
}

/** A stack that failed in express mode, its rollback off, goes on in express mode until it is complete. */
export function refuseLeavingExpress(stack: Stack, config: DeploymentConfig | undefined): void {
  if (!stack.express || !stack.status.endsWith('_FAILED') || isExpress(config)) return;
  throw validationError(
    `Stack:${stack.id} is in ${stack.status} state after an operation in EXPRESS mode. Specify a DeploymentConfig with Mode EXPRESS.`,
  );
}
