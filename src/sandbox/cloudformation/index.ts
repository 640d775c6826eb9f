import { own } from '../../own.ts';
import type { Cloud, Service } from '../kernel/service.ts';
import { createChangeSet } from './change-sets/create-change-set.ts';
import { describeChangeSet, listChangeSets } from './change-sets/describe-change-set.ts';
import { deleteChangeSet, executeChangeSet } from './change-sets/execute-change-set.ts';
import { advance, nextDue } from './engine/advance.ts';
import { createStack } from './operations/create-stack.ts';
import { deleteStack } from './operations/delete-stack.ts';
import { describeEvents } from './operations/describe-events.ts';
import { describeStackEvents } from './operations/describe-stack-events.ts';
import { describeStacks } from './operations/describe-stacks.ts';
import { listExports, listImports } from './operations/exports.ts';
import { listStacks } from './operations/list-stacks.ts';
import { cancelUpdateStack, continueUpdateRollback, rollbackStack } from './operations/rollback-stack.ts';
import { describeStackResource, describeStackResources, listStackResources } from './operations/stack-resources.ts';
import { getTemplate, getTemplateSummary, validateTemplate } from './operations/templates.ts';
import { getStackPolicy, setStackPolicy } from './operations/stack-policy.ts';
import { updateTerminationProtection } from './operations/termination-protection.ts';
import { updateStack } from './operations/update-stack.ts';
import { nestedStack } from './resource-types/nested-stack.ts';
import { waitConditionHandle } from './resource-types/wait-condition-handle.ts';
import { type CloudFormationState, STATE } from './state.ts';

/**
 * CloudFormation: templates (`template/`) and schemas (`spec/`), what stacks do as time goes by (`engine/`), previews
 * (`change-sets/`), and the rest of its interface (`operations/`). How a type of resource is managed stands with the
 * service that has it.
 */
export const cloudFormationService: Service = {
  name: 'cloudformation',
  operations: {
    CancelUpdateStack: cancelUpdateStack,
    ContinueUpdateRollback: continueUpdateRollback,
    CreateChangeSet: createChangeSet,
    CreateStack: createStack,
    DeleteChangeSet: deleteChangeSet,
    DeleteStack: deleteStack,
    DescribeChangeSet: describeChangeSet,
    DescribeEvents: describeEvents,
    DescribeStackEvents: describeStackEvents,
    DescribeStackResource: describeStackResource,
    DescribeStackResources: describeStackResources,
    DescribeStacks: describeStacks,
    ExecuteChangeSet: executeChangeSet,
    GetStackPolicy: getStackPolicy,
    GetTemplate: getTemplate,
    GetTemplateSummary: getTemplateSummary,
    ListChangeSets: listChangeSets,
    ListExports: listExports,
    ListImports: listImports,
    ListStackResources: listStackResources,
    ListStacks: listStacks,
    RollbackStack: rollbackStack,
    SetStackPolicy: setStackPolicy,
    UpdateStack: updateStack,
    UpdateTerminationProtection: updateTerminationProtection,
    ValidateTemplate: validateTemplate,
  },
  resourceTypes: {
    'AWS::CloudFormation::Stack': nestedStack,
    'AWS::CloudFormation::WaitConditionHandle': waitConditionHandle,
  },
  nextDue,
  advance,
  inventory,
  tagsOf: (arn, { cloud, account, region }) =>
    own(cloud.world.slice(STATE, account, region).stacks, arn)?.definition.tags,
};

/** Stacks, and the change sets that somebody made and did not use: those that were executed tell of what became of them. */
function inventory({ world }: Cloud, account: string): string[] {
  return [...world.each(STATE)]
    .filter((slice) => slice.account === account)
    .flatMap(({ value }) => [...Object.values(value.live), ...unusedChangeSets(value)]);
}

function unusedChangeSets({ changeSets, live }: CloudFormationState): string[] {
  const ids = new Set(Object.values(live));
  return Object.values(changeSets)
    .filter(({ stackId, executionStatus }) => ids.has(stackId) && executionStatus !== 'EXECUTE_IN_PROGRESS')
    .map(({ id }) => id);
}
