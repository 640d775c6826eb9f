import type { LifecycleRule, PutBucketLifecycleConfigurationRequest } from '@aws-sdk/client-s3';

import { AwsError } from '../../kernel/aws-error.ts';
import { invalidArgument, malformedXml } from './errors.ts';
import type { BucketSettings } from './state.ts';

const ACTIONS = [
  'Expiration',
  'Transitions',
  'NoncurrentVersionExpiration',
  'NoncurrentVersionTransitions',
  'AbortIncompleteMultipartUpload',
] as const satisfies (keyof LifecycleRule)[];

export function acceptedLifecycle(input: PutBucketLifecycleConfigurationRequest): BucketSettings['lifecycle'] {
  const rules = input.LifecycleConfiguration?.Rules ?? [];
  if (rules.length === 0 || rules.some((rule) => !rule.Status || !(rule.Filter || 'Prefix' in rule))) {
    throw malformedXml();
  }
  const ids = rules.map(({ ID }) => ID).filter((id) => id !== undefined);
  if (new Set(ids).size < ids.length) {
    throw invalidArgument('Rule ID must be unique. Found same ID for one or more rules');
  }
  if (rules.some((rule) => ACTIONS.every((action) => rule[action] === undefined))) {
    throw new AwsError('InvalidRequest', 'At least one action needs to be specified in a rule');
  }
  return {
    Rules: rules.map((rule, index) => ({ ...rule, ID: rule.ID ?? `rule-${index + 1}` })),
    TransitionDefaultMinimumObjectSize: input.TransitionDefaultMinimumObjectSize ?? 'all_storage_classes_128K',
  };
}

/** Dates come back from the saved state as texts. */
export function revivedLifecycle(
  kept: NonNullable<BucketSettings['lifecycle']>,
): NonNullable<BucketSettings['lifecycle']> {
  return { ...kept, Rules: (kept.Rules ?? []).map(revivedRule) };
}

function revivedRule(rule: LifecycleRule): LifecycleRule {
  const { Expiration, Transitions } = rule;
  return {
    ...rule,
    ...(Expiration && { Expiration: revived(Expiration) }),
    ...(Transitions && { Transitions: Transitions.map(revived) }),
  };
}

function revived<T extends { Date?: Date | undefined }>(dated: T): T {
  return dated.Date ? { ...dated, Date: new Date(dated.Date) } : dated;
}
