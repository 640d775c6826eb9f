import type { CreateStackInput, CreateStackOutput } from '@aws-sdk/client-cloudformation';

import { AwsError } from '../../kernel/aws-error.ts';
import type { Call } from '../../kernel/service.ts';
import { anyStackArn, stackArn } from '../arns.ts';
import { startOperation } from '../engine/operation/start.ts';
import { addStack } from '../engine/operation/under-way.ts';
import { newStack } from '../new-stack.ts';
import { expectTagging, noteConditions } from './conditions.ts';
import { definitionFrom } from './definition.ts';
import { liveStack } from './find-stack.ts';
import { stateOf } from './place.ts';
import { expectRoomForStack } from './stack-quota.ts';
import { checkServiceRole, operationPrincipal } from './principal.ts';
import { checkPolicyOf, policyText } from './stack-policy.ts';
import { applyDeploymentConfig, checkedStackName, onFailure } from './settings.ts';

export function createStack(input: CreateStackInput, call: Call): CreateStackOutput {
  const name = checkedStackName(input.StackName);
  const { ClientRequestToken: token } = input;
  noteConditions(input, call);
  call.about(anyStackArn(call, name));
  expectTagging(input, { by: 'CreateStack', stack: anyStackArn(call, name) }, call);
  const repeated = existing(name, token, call);
  if (repeated) return repeated;
  expectRoomForStack(call);
  const id = stackArn(call, name, call.cloud.world);
  const definition = definitionFrom(input, call, { name, id });
  const policy = policyText('StackPolicy', input.StackPolicyBody, input.StackPolicyURL);
  checkPolicyOf(definition, policy, call);
  checkServiceRole(call, input.RoleARN);
  const stack = newStack({ id, name, definition, createdAt: call.now });
  applySettings(stack, input);
  if (policy !== undefined) stack.policy = policy;
  const state = stateOf(call);
  addStack(state, stack);
  const operation = startOperation(
    { cloud: call.cloud, account: call.account, region: call.region, state, stack },
    {
      type: 'CREATE_STACK',
      flow: 'create',
      principal: operationPrincipal(call, stack.roleArn),
      token,
      onFailure: onFailure(input),
      timeoutMinutes: input.TimeoutInMinutes,
    },
  );
  return { StackId: id, OperationId: operation.id };
}

/** The same request, sent again, is answered as the first time; another one for the same name is refused. */
function existing(name: string, token: string | undefined, call: Call): CreateStackOutput | undefined {
  const stack = liveStack(stateOf(call), name);
  if (!stack) return undefined;
  const created = stack.operations.find(({ type }) => type === 'CREATE_STACK');
  if (created && token !== undefined && created.token === token) return { StackId: stack.id, OperationId: created.id };
  throw new AwsError('AlreadyExistsException', `Stack [${name}] already exists`);
}

function applySettings(stack: ReturnType<typeof newStack>, input: CreateStackInput): void {
  applyDeploymentConfig(stack, input.DeploymentConfig);
  stack.disableRollback = onFailure(input) === 'DO_NOTHING';
  stack.retainExceptOnCreate = input.RetainExceptOnCreate ?? false;
  stack.terminationProtection = input.EnableTerminationProtection ?? false;
  if (input.OnFailure) stack.onFailure = input.OnFailure;
  if (input.RoleARN !== undefined) stack.roleArn = input.RoleARN;
  if (input.TimeoutInMinutes !== undefined) stack.timeoutMinutes = input.TimeoutInMinutes;
}
