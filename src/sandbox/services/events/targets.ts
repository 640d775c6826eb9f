import type {
  ListTargetsByRuleRequest,
  ListTargetsByRuleResponse,
  PutTargetsRequest,
  PutTargetsResponse,
  RemoveTargetsRequest,
  RemoveTargetsResponse,
  Target,
} from '@aws-sdk/client-eventbridge';

import { AwsError } from '../../kernel/aws-error.ts';
import { pageOf } from '../../kernel/pages.ts';
import type { Call } from '../../kernel/service.ts';
import { passRole, roleTrustsService } from '../iam/role-use.ts';
import { ruleOf } from './buses.ts';
import { isDestination, needsRole } from './destinations.ts';
import { notImplemented, validationException } from './errors.ts';
import { expectInput } from './input/check.ts';

const EVENTS_SERVICE = 'events.amazonaws.com';
/** "Amazon EventBridge quotas", EventBridge guide. */
const MOST_TARGETS = 5;
const LARGEST_PAGE = 100;
const KNOWN = ['Id', 'Arn', 'RoleArn', 'Input', 'InputPath', 'InputTransformer', 'RetryPolicy'];

export function putTargets(input: PutTargetsRequest, call: Call): PutTargetsResponse {
  const targets = input.Targets ?? [];
  call.condition(
    'events:TargetArn',
    targets.map(({ Arn }) => Arn ?? ''),
  );
  const rule = ruleOf(call, input.Rule, input);
  for (const target of targets) expectAcceptable(target, rule.arn, call);
  const ids = targets.map(({ Id }) => Id);
  const all = [...rule.targets.filter(({ Id }) => !ids.includes(Id)), ...targets];
  if (all.length > MOST_TARGETS) {
    throw new AwsError('LimitExceededException', 'The requested resource exceeds the maximum number allowed.');
  }
  rule.targets = all;
  return { FailedEntryCount: 0, FailedEntries: [] };
}

export function removeTargets(input: RemoveTargetsRequest, call: Call): RemoveTargetsResponse {
  const rule = ruleOf(call, input.Rule, input);
  const ids = input.Ids ?? [];
  const unknown = ids.filter((id) => !rule.targets.some(({ Id }) => Id === id));
  rule.targets = rule.targets.filter(({ Id }) => Id !== undefined && !ids.includes(Id));
  return {
    FailedEntryCount: unknown.length,
    FailedEntries: unknown.map((TargetId) => ({
      TargetId,
      ErrorCode: 'ResourceNotFoundException',
      ErrorMessage: `Rule ${rule.name} does not have a target with the Id ${TargetId}.`,
    })),
  };
}

export function listTargetsByRule(input: ListTargetsByRuleRequest, call: Call): ListTargetsByRuleResponse {
  const { targets } = ruleOf(call, input.Rule, input);
  const { items, next } = pageOf(targets, input.NextToken, input.Limit ?? LARGEST_PAGE);
  return { Targets: items, ...(next && { NextToken: next }) };
}

function expectAcceptable(target: Target, rule: string, call: Call): void {
  const { Id: id = '', Arn: arn = '' } = target;
  if (!/^arn:aws[\w-]*:[\w-]+:[\w-]*:\d{12}:.+$/.test(arn)) {
    throw validationException(`Parameter ${arn} is not valid. Reason: Provided Arn is not in correct format.`);
  }
  const unknown = Object.entries(target).find(([name, value]) => value !== undefined && !KNOWN.includes(name));
  if (unknown) throw notImplemented(`${unknown[0]} of targets`);
  if (!isDestination(arn)) throw notImplemented(`targets such as ${arn}`);
  if (arn.split(':')[3] !== call.region) {
    throw validationException(`Parameter ${arn} is not valid. Reason: the target is not in the region of the rule.`);
  }
  expectInput(id, target);
  expectRole(target, rule, call);
}

function expectRole({ Arn = '', RoleArn }: Target, rule: string, call: Call): void {
  if (RoleArn === undefined) {
    if (needsRole(Arn)) throw validationException(`RoleArn is required for target ${Arn}.`);
    return;
  }
  passRole(call, RoleArn, EVENTS_SERVICE);
  if (!roleTrustsService(call, RoleArn, { service: EVENTS_SERVICE, sourceArn: rule })) {
    throw validationException(`Provided role '${RoleArn}' cannot be assumed by principal '${EVENTS_SERVICE}'.`);
  }
}
