import { AwsError, validationError } from '../../../kernel/aws-error.ts';
import type { Properties, ResourceContext, ResourceType } from '../../../kernel/service.ts';
import type { StackResource } from '../../state.ts';
import { invokerFor } from './invoke.ts';
import { generatedName } from './names.ts';
import type { OperationScope } from '../scope.ts';

/** What manages a type; templates with types that nothing manages are refused before they get here. */
export function handlerOf({ cloud }: OperationScope, type: string): ResourceType {
  const handler = cloud.resourceType(type);
  if (!handler) throw validationError(`Unrecognized resource type: ${type}`);
  return handler;
}

export function contextFor(scope: OperationScope, logicalId: string): ResourceContext {
  const { cloud, account, region, stack } = scope;
  return {
    cloud,
    account,
    region,
    stackName: stack.name,
    stackId: stack.id,
    logicalId,
    stackTags: {
      ...stack.definition.tags,
      'aws:cloudformation:stack-name': stack.name,
      'aws:cloudformation:stack-id': stack.id,
      'aws:cloudformation:logical-id': logicalId,
    },
    now: cloud.world.now,
    generatedName: (maxLength, options) =>
      generatedName(cloud.world, { stackName: stack.name, logicalId }, maxLength, options?.lowercase ?? false),
    invoke: invokerFor(scope),
  };
}

/** What `Ref` and `Fn::GetAtt` give, kept with the resource so that reading them later needs no call. */
export function factsAbout(
  scope: OperationScope,
  { logicalId, type }: StackResource,
  physicalId: string,
  properties: Properties,
): Pick<StackResource, 'reference' | 'attributes'> {
  const handler = handlerOf(scope, type);
  const context = contextFor(scope, logicalId);
  return {
    reference: handler.ref?.(physicalId, properties, context) ?? physicalId,
    attributes: handler.attributes?.(physicalId, properties, context) ?? {},
  };
}

/** Why a handler gave up, worded as CloudFormation words what resource handlers return. */
export function failureReason({ cloud }: OperationScope, type: string, error: unknown): string {
  if (!(error instanceof AwsError)) return `Internal failure of the sandbox in ${type}: ${String(error)}`;
  const service = type.split('::')[1] ?? type;
  const request = `Service: ${service}, Status Code: ${error.status}, Request ID: ${cloud.world.uuid()}`;
  return `Resource handler returned message: "${error.message} (${request})" (RequestToken: ${cloud.world.uuid()}, HandlerErrorCode: ${handlerErrorCode(error.code)})`;
}

const HANDLER_ERROR_CODES: readonly (readonly [RegExp, string])[] = [
  [/AccessDenied|Unauthorized|NotAuthorized/, 'AccessDenied'],
  [/AlreadyExists|AlreadyOwned|Duplicate/, 'AlreadyExists'],
  [/NotFound|NoSuch/, 'NotFound'],
  [/Throttl|TooManyRequests/, 'Throttling'],
  [/LimitExceeded|Quota/, 'ServiceLimitExceeded'],
  [/Conflict|InUse|DependencyViolation|NotEmpty/, 'ResourceConflict'],
  [/Validation|Invalid|Malformed/, 'InvalidRequest'],
];

function handlerErrorCode(code: string): string {
  return HANDLER_ERROR_CODES.find(([pattern]) => pattern.test(code))?.[1] ?? 'GeneralServiceException';
}
