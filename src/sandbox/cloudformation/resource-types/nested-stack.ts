import type { CreateStackInput } from '@aws-sdk/client-cloudformation';

import { own } from '../../../own.ts';
import { ifPresent } from '../../kernel/absence.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import { given, resourceTags, type PropertiesOf } from '../../kernel/resource-properties.ts';
import type { ResourceContext, ResourceType } from '../../kernel/service.ts';
import { tagList } from '../../kernel/tags.ts';
import { STATE, type Stack } from '../state.ts';

type NestedStackProperties = PropertiesOf<CreateStackInput, 'TemplateURL', 'NotificationARNs' | 'TimeoutInMinutes'> & {
  readonly Parameters?: Readonly<Record<string, unknown>>;
};

/** A stack within a stack: runs as the same principal, with the capabilities that the outer one acknowledged. */
export const nestedStack: ResourceType<NestedStackProperties> = {
  seconds: { create: 5, update: 5, delete: 5 },
  create(properties, context) {
    const outer = outerStack(context);
    const { StackId = '' } = context.invoke('cloudformation', 'CreateStack', {
      StackName: context.generatedName(128),
      ...request(properties, context),
      DisableRollback: outer?.disableRollback ?? false,
      ...(outer?.deploymentConfig && { DeploymentConfig: { Mode: outer.deploymentConfig.Mode } }),
    });
    const inner = stackOf(StackId, context);
    if (inner) Object.assign(inner, { parentId: context.stackId, rootId: outer?.rootId ?? context.stackId });
    return { physicalId: StackId };
  },
  update(physicalId, properties, _previous, context) {
    const inner = stackOf(physicalId, context)?.status;
    const StackName = physicalId;
    if (inner === 'UPDATE_IN_PROGRESS') context.invoke('cloudformation', 'CancelUpdateStack', { StackName });
    else if (inner === 'UPDATE_FAILED' && isRollingBack(context)) {
      context.invoke('cloudformation', 'RollbackStack', { StackName });
    } else {
      const DisableRollback = outerStack(context)?.disableRollback ?? false;
      const input = { StackName, ...request(properties, context), DisableRollback };
      ifChanged(() => context.invoke('cloudformation', 'UpdateStack', input));
    }
  },
  delete(physicalId, _properties, context) {
    ifPresent(['StackNotFoundException'], () =>
      context.invoke('cloudformation', 'DeleteStack', { StackName: physicalId }),
    );
  },
  settled(physicalId, phase, context) {
    const inner = stackOf(physicalId, context);
    if (!inner || inner.operation) return inner === undefined;
    if (successes(phase, context).includes(inner.status)) return true;
    throw new AwsError(
      'ResourceFailed',
      `Embedded stack ${physicalId} was not successfully ${phase}d: ${reasonOf(inner)}`,
    );
  },
  settledInExpressMode: true,
  attributes(physicalId, _properties, context) {
    const outputs = Object.entries(stackOf(physicalId, context)?.outputs ?? {});
    return Object.fromEntries(outputs.map(([key, { value }]) => [`Outputs.${key}`, value]));
  },
};

function request(properties: NestedStackProperties, context: ResourceContext) {
  const tags = Object.entries(resourceTags(properties, context)).filter(([key]) => !key.startsWith('aws:'));
  return {
    ...given(properties, ['TemplateURL', 'NotificationARNs', 'TimeoutInMinutes']),
    Parameters: Object.entries(properties.Parameters ?? {}).map(([ParameterKey, value]) => ({
      ParameterKey,
      ParameterValue: [value].flat().join(','),
    })),
    Capabilities: [...(outerStack(context)?.definition.capabilities ?? [])],
    Tags: tagList(Object.fromEntries(tags)),
  };
}

function ifChanged(update: () => unknown): void {
  try {
    update();
  } catch (error) {
    if (!(error instanceof AwsError) || error.message !== 'No updates are to be performed.') throw error;
  }
}

/** While the outer stack is rolled back, an inner one that did so by itself is as it should be. */
function successes(phase: 'create' | 'update' | 'delete', context: ResourceContext): readonly Stack['status'][] {
  if (phase === 'create') return ['CREATE_COMPLETE'];
  if (phase === 'delete') return ['DELETE_COMPLETE'];
  return isRollingBack(context)
    ? ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE']
    : ['CREATE_COMPLETE', 'UPDATE_COMPLETE'];
}

function isRollingBack(context: ResourceContext): boolean {
  return outerStack(context)?.operation?.flow === 'update-rollback';
}

/** Why the inner stack's operation failed, which its rollback says first. */
function reasonOf({ events, id, statusReason }: Stack): string {
  const failure = events.findLast(
    ({ physicalId, status, reason }) => physicalId === id && /FAILED|ROLLBACK_IN_PROGRESS/.test(status) && reason,
  );
  return failure?.reason ?? statusReason ?? '';
}

function outerStack(context: ResourceContext): Stack | undefined {
  return stackOf(context.stackId, context);
}

function stackOf(id: string, { cloud, account, region }: ResourceContext): Stack | undefined {
  return own(cloud.world.slice(STATE, account, region).stacks, id);
}
