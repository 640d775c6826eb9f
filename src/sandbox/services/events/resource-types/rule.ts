import type {
  ListTagsForResourceResponse,
  ListTargetsByRuleResponse,
  PutTargetsRequest,
  Target,
} from '@aws-sdk/client-eventbridge';

import { ifPresent } from '../../../kernel/absence.ts';
import { AwsError } from '../../../kernel/aws-error.ts';
import { documentText } from '../../../kernel/document-text.ts';
import { refuseUnknown, removedKeys, resourceTags, textual } from '../../../kernel/resource-properties.ts';
import type { Properties, ResourceContext, ResourceType } from '../../../kernel/service.ts';
import { tagList, tagMap } from '../../../kernel/tags.ts';
import { orUndo } from '../../../kernel/undo.ts';
import { ruleArn } from '../buses.ts';

const TYPE = 'AWS::Events::Rule';
const PROPERTIES = ['Name', 'Description', 'EventBusName', 'EventPattern', 'State', 'Targets', 'Tags'];
const NOT_FOUND = ['ResourceNotFoundException'];

export const ruleType: ResourceType = {
  // CloudFormation waits a minute for a new rule to take effect, and to be gone.
  seconds: { create: 60, update: 60, delete: 60 },
  create(properties, context) {
    refuseUnknown(TYPE, properties, PROPERTIES);
    const name = textual(properties['Name']) ?? context.generatedName(64);
    if (ifPresent(NOT_FOUND, () => context.invoke('events', 'DescribeRule', { Name: name }))) {
      throw new AwsError('AlreadyExists', `Resource of type '${TYPE}' with identifier '${name}' already exists.`);
    }
    putRule(name, properties, context, { Tags: tagList(resourceTags(properties, context)) });
    orUndo(
      () => putTargets(name, targetsOf(properties), context),
      () => context.invoke('events', 'DeleteRule', { Name: name }),
    );
    return { physicalId: name };
  },
  update(name, properties, previous, context) {
    refuseUnknown(TYPE, properties, PROPERTIES);
    putRule(name, properties, context);
    const kept = targetsOf(properties).map(({ Id }) => Id);
    removeTargets(
      name,
      idsOf(targetsOf(previous)).filter((id) => !kept.includes(id)),
      context,
    );
    putTargets(name, targetsOf(properties), context);
    applyTags(name, properties, context);
  },
  delete(name, _properties, context) {
    ifPresent(NOT_FOUND, () => {
      const { Targets } = context.invoke<ListTargetsByRuleResponse>('events', 'ListTargetsByRule', { Rule: name });
      removeTargets(name, idsOf(Targets ?? []), context);
      context.invoke('events', 'DeleteRule', { Name: name });
    });
  },
  attributes: (name, _properties, context) => ({ Arn: ruleArn(context, name) }),
};

function putRule(Name: string, properties: Properties, context: ResourceContext, more: object = {}): void {
  const { Description, EventBusName, EventPattern, State } = properties;
  context.invoke('events', 'PutRule', {
    Name,
    ...(EventPattern !== undefined && { EventPattern: documentText(EventPattern) }),
    ...(EventBusName !== undefined && { EventBusName }),
    ...(Description !== undefined && { Description }),
    ...(State !== undefined && { State }),
    ...more,
  });
}

function putTargets(Rule: string, Targets: Target[], context: ResourceContext): void {
  const input: PutTargetsRequest = { Rule, Targets };
  if (Targets.length > 0) context.invoke('events', 'PutTargets', input);
}

function removeTargets(Rule: string, Ids: readonly string[], context: ResourceContext): void {
  if (Ids.length > 0) context.invoke('events', 'RemoveTargets', { Rule, Ids });
}

function targetsOf({ Targets }: Properties): Target[] {
  return (Targets ?? []) as Target[];
}

function idsOf(targets: readonly Target[]): string[] {
  return targets.map(({ Id }) => Id ?? '');
}

function applyTags(name: string, properties: Properties, context: ResourceContext): void {
  const ResourceARN = ruleArn(context, name);
  const wanted = resourceTags(properties, context);
  const { Tags } = context.invoke<ListTagsForResourceResponse>('events', 'ListTagsForResource', { ResourceARN });
  const TagKeys = removedKeys(tagMap(Tags), wanted);
  if (TagKeys.length > 0) context.invoke('events', 'UntagResource', { ResourceARN, TagKeys });
  if (Object.keys(wanted).length > 0) context.invoke('events', 'TagResource', { ResourceARN, Tags: tagList(wanted) });
}
