import { randomUUID } from 'node:crypto';
import type {
  Capability,
  CreateChangeSetCommandInput,
  DeploymentConfig,
  Stack,
  Tag,
} from '@aws-sdk/client-cloudformation';
import type { ObservedStack } from '../lab/stack-status.ts';
import type { OperationMode, StackRequest } from '../ports/stacks.ts';

/** The templates create named roles. */
const CAPABILITIES: Capability[] = ['CAPABILITY_NAMED_IAM'];

/** A client request token: letters, digits and hyphens, at most 128 (CloudFormation API reference, CreateStack). */
export function newToken(): string {
  return `mlops-lab-${randomUUID()}`;
}

/** What CreateStack and CreateChangeSet have in common. */
export function stackInput(request: StackRequest, mode: OperationMode) {
  return {
    StackName: request.name,
    ...(request.templateUrl ? { TemplateURL: request.templateUrl } : { TemplateBody: request.template }),
    Parameters: Object.entries(request.parameters).map(([ParameterKey, ParameterValue]) => ({
      ParameterKey,
      ParameterValue,
    })),
    Tags: tagList(request.tags),
    Capabilities: CAPABILITIES,
    ...deploymentConfig(mode),
  } satisfies Omit<CreateChangeSetCommandInput, 'ChangeSetName'>;
}

export function tagList(tags: Readonly<Record<string, string>>): Tag[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

/**
 * Express mode disables rollback by default, whatever the API reference says (facts of July 2026: CDK and SAM help
 * texts), so it is always set explicitly.
 */
export function deploymentConfig({ express }: OperationMode): { DeploymentConfig?: DeploymentConfig } {
  return express ? { DeploymentConfig: { Mode: 'EXPRESS', DisableRollback: false } } : {};
}

/** A stack under review waits for a person; no operation is in progress. */
export function isUnderWay(status: string): boolean {
  return status.endsWith('_IN_PROGRESS') && status !== 'REVIEW_IN_PROGRESS';
}

export function observed(stack: Stack): ObservedStack {
  return {
    id: stack.StackId ?? '',
    name: stack.StackName ?? '',
    status: stack.StackStatus ?? '',
    statusReason: stack.StackStatusReason,
    terminationProtection: stack.EnableTerminationProtection ?? false,
    parameters: Object.fromEntries(
      (stack.Parameters ?? []).map(({ ParameterKey = '', ParameterValue = '' }) => [ParameterKey, ParameterValue]),
    ),
    outputs: Object.fromEntries(
      (stack.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]),
    ),
    tags: Object.fromEntries((stack.Tags ?? []).map(({ Key = '', Value = '' }: Tag) => [Key, Value])),
  };
}
