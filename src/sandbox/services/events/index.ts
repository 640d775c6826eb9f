import { own } from '../../../own.ts';
import type { Service } from '../../kernel/service.ts';
import { deliverDue, nextDelivery } from './deliveries.ts';
import { putEvents } from './put-events.ts';
import { ruleType } from './resource-types/rule.ts';
import { deleteRule, describeRule, disableRule, enableRule, listRules, putRule } from './rules.ts';
import { eventsState, ruleInventory } from './state.ts';
import { listTagsForResource, tagResource, untagResource } from './tags.ts';
import { listTargetsByRule, putTargets, removeTargets } from './targets.ts';
import { testEventPattern } from './test-pattern.ts';

export const eventsService: Service = {
  name: 'events',
  operations: {
    DeleteRule: deleteRule,
    DescribeRule: describeRule,
    DisableRule: disableRule,
    EnableRule: enableRule,
    ListRules: listRules,
    ListTagsForResource: listTagsForResource,
    ListTargetsByRule: listTargetsByRule,
    PutEvents: putEvents,
    PutRule: putRule,
    PutTargets: putTargets,
    RemoveTargets: removeTargets,
    TagResource: tagResource,
    TestEventPattern: testEventPattern,
    UntagResource: untagResource,
  },
  resourceTypes: { 'AWS::Events::Rule': ruleType },
  nextDue: nextDelivery,
  advance: deliverDue,
  inventory: (cloud, account) => ruleInventory(cloud.world, account),
  tagsOf: (arn, { cloud, ...place }) => own(eventsState(cloud.world, place).rules, arn.split(':rule/')[1] ?? '')?.tags,
};
