import type { PutRuleRequest, Target } from '@aws-sdk/client-eventbridge';

import { ifPresent } from '../../../kernel/absence.ts';
import { AwsError } from '../../../kernel/aws-error.ts';
import { documentText } from '../../../kernel/document-text.ts';
import {
  given,
  refuseUnknown,
  removedKeys,
  resourceTags,
  type PropertiesOf,
} from '../../../kernel/resource-properties.ts';
import type { Properties, ResourceContext, ResourceType } from '../../../kernel/service.ts';
import { tagList, tagMap } from '../../../kernel/tags.ts';
import { orUndo } from '../../../kernel/undo.ts';
import { ruleArn } from '../buses.ts';

const TYPE = 'AWS::Events::Rule';
const PROPERTIES = ['Name', 'Description', 'EventBusName', 'EventPattern', 'State', 'Targets', 'Tags'];

type RuleProperties = PropertiesOf<PutRuleRequest, never, 'Name' | 'Description' | 'EventBusName' | 'State'> & {
  readonly EventPattern?: unknown;
  readonly Targets?: readonly Target[];
};

const NOT_FOUND = ['ResourceNotFoundException'];

export const ruleType: ResourceType<RuleProperties> = {
  // CloudFormation waits a minute for a new rule to take effect, and to be gone.
  seconds: { create: 60, update: 60, delete: 60 },
  create(properties, context) {
    refuseUnknown(TYPE, properties, PROPERTIES);
    const name = properties.Name ?? context.generatedName(64);
    if (ifPresent(NOT_FOUND, () => context.invoke('events', 'DescribeRule', { Name: name }))) {
      throw new AwsError('AlreadyExists', `Resource of type '${TYPE}' with identifier '${name}' already exists.`);
    }
    putRule(name, properties, context, { Tags: tagList(resourceTags(properties, context)) });
    orUndo(
      () => putTargets(name, properties, context),
      () => context.invoke('events', 'DeleteRule', { Name: name }),
    );
    return { physicalId: name };
  },
  update(name, properties, previous, context) {
    refuseUnknown(TYPE, properties, PROPERTIES);
    putRule(name, properties, context);
    const kept = idsOf(properties);
    const dropped = idsOf(previous).filter((id) => !kept.includes(id));
    removeTargets(name, dropped, context);
    putTargets(name, properties, context);
    applyTags(name, properties, context);
  },
  delete(name, _properties, context) {
    ifPresent(NOT_FOUND, () => {
      removeTargets(name, idsOf(context.invoke('events', 'ListTargetsByRule', { Rule: name })), context);
      context.invoke('events', 'DeleteRule', { Name: name });
    });
  },
  attributes: (name, _properties, context) => ({ Arn: ruleArn(context, name) }),
};

type Tagged = Pick<PutRuleRequest, 'Tags'>;

function putRule(Name: string, properties: RuleProperties, context: ResourceContext, tagged: Tagged = {}): void {
  const { EventPattern } = properties;
  context.invoke('events', 'PutRule', {
    Name,
    ...(EventPattern !== undefined && { EventPattern: documentText(EventPattern) }),
    ...given(properties, ['Description', 'EventBusName', 'State']),
    ...tagged,
  });
}

function putTargets(Rule: string, { Targets = [] }: RuleProperties, context: ResourceContext): void {
  if (Targets.length > 0) context.invoke('events', 'PutTargets', { Rule, Targets: [...Targets] });
}

function removeTargets(Rule: string, Ids: string[], context: ResourceContext): void {
  if (Ids.length > 0) context.invoke('events', 'RemoveTargets', { Rule, Ids });
}

function idsOf({ Targets = [] }: { readonly Targets?: readonly Target[] | undefined }): string[] {
  return Targets.map(({ Id }) => Id ?? '');
}

function applyTags(name: string, properties: Properties, context: ResourceContext): void {
  const ResourceARN = ruleArn(context, name);
  const wanted = resourceTags(properties, context);
  const { Tags } = context.invoke('events', 'ListTagsForResource', { ResourceARN });
  const TagKeys = removedKeys(tagMap(Tags), wanted);
  if (TagKeys.length > 0) context.invoke('events', 'UntagResource', { ResourceARN, TagKeys });
  if (Object.keys(wanted).length > 0) context.invoke('events', 'TagResource', { ResourceARN, Tags: tagList(wanted) });
}
