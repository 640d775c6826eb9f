import type { CreateChangeSetInput, CreateChangeSetOutput } from '@aws-sdk/client-cloudformation';

import { own, put } from '../../../own.ts';
import { AwsError, validationError } from '../../kernel/aws-error.ts';
import type { Call } from '../../kernel/service.ts';
import { anyStackArn, changeSetArn, stackArn } from '../arns.ts';
import { setStackStatus } from '../engine/events.ts';
import { addStack } from '../engine/operation/under-way.ts';
import { previewScope } from '../engine/preview/preview-scope.ts';
import type { StackScope } from '../engine/scope.ts';
import { refuseWhereNotUpdatable } from '../engine/operation/start-update.ts';
import { newStack } from '../new-stack.ts';
import { expectTagging, noteConditions } from '../operations/conditions.ts';
import { definitionFrom } from '../operations/definition.ts';
import { liveStack, requireLiveStack } from '../operations/find-stack.ts';
import { stateOf } from '../operations/place.ts';
import { checkServiceRole, operationPrincipal } from '../operations/principal.ts';
import { expectRoomForStack } from '../operations/stack-quota.ts';
import { checkedStackName, deploymentConfigOf } from '../operations/settings.ts';
import type { ChangeSet, StackDefinition } from '../state.ts';
import { assess } from './assess.ts';

/** How long CloudFormation takes to work a change set out. */
const SECONDS_TO_CREATE = 2;

export function createChangeSet(input: CreateChangeSetInput, call: Call): CreateChangeSetOutput {
  const { ChangeSetName: name = '' } = input;
  noteConditions(input, call);
  const known = existing(name, input, call);
  if (known) return { Id: known.id, StackId: known.stackId };
  const { scope, definition } =
    input.ChangeSetType === 'CREATE' ? forNewStack(input, name, call) : forPresentStack(input, call);
  checkServiceRole(call, input.RoleARN);
  const changeSet = newChangeSet(input, call, { name, stackId: scope.stack.id, definition });
  put(scope.state.changeSets, changeSet.id, changeSet);
  assess(
    previewScope(scope, operationPrincipal(call, input.RoleARN ?? scope.stack.roleArn)),
    changeSet,
    input.DisableValidation ?? false,
  );
  return { Id: changeSet.id, StackId: scope.stack.id };
}

function existing(
  name: string,
  { StackName = '', ClientToken }: CreateChangeSetInput,
  call: Call,
): ChangeSet | undefined {
  const state = stateOf(call);
  const stack = own(state.stacks, StackName) ?? liveStack(state, StackName);
  const changeSet = Object.values(state.changeSets).find((one) => one.name === name && one.stackId === stack?.id);
  if (!changeSet || (ClientToken !== undefined && changeSet.token === ClientToken)) return changeSet;
  throw new AwsError('AlreadyExistsException', `ChangeSet ${name} already exists`);
}

interface Proposal {
  readonly scope: StackScope;
  readonly definition: StackDefinition;
}

/** A stack that is only thought of exists already, for its change sets to hang on. */
function forNewStack(input: CreateChangeSetInput, changeSetName: string, call: Call): Proposal {
  const name = checkedStackName(input.StackName);
  call.about(anyStackArn(call, name));
  expectTagging(input, { by: 'CreateChangeSet', stack: anyStackArn(call, name) }, call);
  const state = stateOf(call);
  const present = liveStack(state, name);
  if (present && present.status !== 'REVIEW_IN_PROGRESS') {
    throw validationError(
      `Stack [${name}] already exists and cannot be created again with the changeSet [${changeSetName}].`,
    );
  }
  const id = present?.id ?? stackArn(call, name, call.cloud.world);
  const definition = definitionFrom(input, call, { name, id });
  const stack = present ?? newStack({ id, name, definition, createdAt: call.now });
  const scope = { cloud: call.cloud, account: call.account, region: call.region, state, stack };
  if (!present) {
    expectRoomForStack(call);
    addStack(state, stack);
    setStackStatus(previewScope(scope, call.principal), 'REVIEW_IN_PROGRESS', 'User Initiated');
  }
  return { scope, definition };
}

function forPresentStack(input: CreateChangeSetInput, call: Call): Proposal {
  const scope = requireLiveStack(input.StackName, call);
  const { stack } = scope;
  expectTagging(input, { by: 'CreateChangeSet', stack: stack.id }, call);
  if (stack.status === 'REVIEW_IN_PROGRESS') throw validationError(`Stack [${stack.name}] does not exist`);
  refuseWhereNotUpdatable(stack);
  return { scope, definition: definitionFrom(input, call, stack, stack.definition) };
}

function newChangeSet(
  input: CreateChangeSetInput,
  call: Call,
  of: Pick<ChangeSet, 'name' | 'stackId' | 'definition'>,
): ChangeSet {
  const type = input.ChangeSetType === 'CREATE' ? 'CREATE' : 'UPDATE';
  if (input.ChangeSetType === 'IMPORT') {
    throw validationError('the sandbox does not implement the import of resources into stacks');
  }
  if (input.OnStackFailure === 'DELETE' && type !== 'CREATE') {
    throw validationError('OnStackFailure DELETE is only supported for change sets of type CREATE');
  }
  return {
    ...of,
    id: changeSetArn(call, of.name, call.cloud.world),
    type,
    createdAt: call.now,
    readyAt: call.now + SECONDS_TO_CREATE * 1000,
    status: 'CREATE_COMPLETE',
    executionStatus: 'AVAILABLE',
    changes: '[]',
    ...(input.Description !== undefined && { description: input.Description }),
    ...(input.ClientToken !== undefined && { token: input.ClientToken }),
    ...(input.RoleARN !== undefined && { roleArn: input.RoleARN }),
    ...(input.ImportExistingResources && { importsExisting: true }),
    ...(input.OnStackFailure && { onStackFailure: input.OnStackFailure }),
    ...(input.DeploymentConfig && { deploymentConfig: deploymentConfigOf(input.DeploymentConfig) }),
  };
}
