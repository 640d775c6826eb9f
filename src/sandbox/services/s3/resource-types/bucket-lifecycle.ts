import type {
  LifecycleRule,
  LifecycleRuleFilter,
  PutBucketLifecycleConfigurationRequest,
  Tag,
  Transition,
  TransitionDefaultMinimumObjectSize,
  TransitionStorageClass,
} from '@aws-sdk/client-s3';

import { isTrue, numeric } from '../../../kernel/resource-properties.ts';

export interface LifecycleProperty {
  readonly Rules?: readonly RuleProperty[];
  readonly TransitionDefaultMinimumObjectSize?: TransitionDefaultMinimumObjectSize;
}

interface RuleProperty {
  readonly Id?: string;
  readonly Status?: 'Enabled' | 'Disabled';
  readonly Prefix?: string;
  readonly TagFilters?: readonly Tag[];
  readonly ObjectSizeGreaterThan?: unknown;
  readonly ObjectSizeLessThan?: unknown;
  readonly ExpirationDate?: string;
  readonly ExpirationInDays?: unknown;
  readonly ExpiredObjectDeleteMarker?: unknown;
  readonly Transition?: TransitionProperty;
  readonly Transitions?: readonly TransitionProperty[];
  readonly NoncurrentVersionExpirationInDays?: unknown;
  readonly NoncurrentVersionExpiration?: NoncurrentProperty & { readonly NoncurrentDays?: unknown };
  readonly NoncurrentVersionTransition?: NoncurrentProperty;
  readonly NoncurrentVersionTransitions?: readonly NoncurrentProperty[];
  readonly AbortIncompleteMultipartUpload?: { readonly DaysAfterInitiation?: unknown };
}

interface TransitionProperty {
  readonly StorageClass?: TransitionStorageClass;
  readonly TransitionDate?: string;
  readonly TransitionInDays?: unknown;
}

interface NoncurrentProperty {
  readonly StorageClass?: TransitionStorageClass;
  readonly TransitionInDays?: unknown;
  readonly NewerNoncurrentVersions?: unknown;
}

/** The lifecycle of a template in the API's terms, which have other names and another nesting. */
export function lifecycleOf(
  Bucket: string,
  { Rules = [], TransitionDefaultMinimumObjectSize }: LifecycleProperty,
): PutBucketLifecycleConfigurationRequest {
  return {
    Bucket,
    LifecycleConfiguration: { Rules: Rules.map(ruleOf) },
    ...(TransitionDefaultMinimumObjectSize && { TransitionDefaultMinimumObjectSize }),
  };
}

function ruleOf(rule: RuleProperty): LifecycleRule {
  const transitions = [...(rule.Transitions ?? []), ...[rule.Transition ?? []].flat()];
  const noncurrent = [...(rule.NoncurrentVersionTransitions ?? []), ...[rule.NoncurrentVersionTransition ?? []].flat()];
  const abort = rule.AbortIncompleteMultipartUpload;
  return {
    ...(rule.Id && { ID: rule.Id }),
    Status: rule.Status ?? 'Disabled',
    Filter: filterOf(rule),
    ...expirationOf(rule),
    ...noncurrentExpirationOf(rule),
    ...(transitions.length > 0 && { Transitions: transitions.map(transitionOf) }),
    ...(noncurrent.length > 0 && { NoncurrentVersionTransitions: noncurrent.map(noncurrentTransitionOf) }),
    ...(abort && { AbortIncompleteMultipartUpload: { DaysAfterInitiation: numeric(abort.DaysAfterInitiation) } }),
  };
}

/** One criterion stands alone, several stand together under `And`. */
function filterOf(rule: RuleProperty): LifecycleRuleFilter {
  const tags = rule.TagFilters ?? [];
  const criteria = {
    ...(rule.Prefix !== undefined && { Prefix: rule.Prefix }),
    ...(rule.ObjectSizeGreaterThan !== undefined && { ObjectSizeGreaterThan: numeric(rule.ObjectSizeGreaterThan) }),
    ...(rule.ObjectSizeLessThan !== undefined && { ObjectSizeLessThan: numeric(rule.ObjectSizeLessThan) }),
  };
  const count = Object.keys(criteria).length + tags.length;
  if (count > 1) return { And: { ...criteria, ...(tags.length > 0 && { Tags: [...tags] }) } };
  if (tags[0]) return { Tag: tags[0] };
  return count === 0 ? { Prefix: '' } : criteria;
}

function expirationOf(rule: RuleProperty): Pick<LifecycleRule, 'Expiration'> {
  const expiration = {
    ...(rule.ExpirationDate && { Date: new Date(rule.ExpirationDate) }),
    ...(rule.ExpirationInDays !== undefined && { Days: numeric(rule.ExpirationInDays) }),
    ...(isTrue(rule.ExpiredObjectDeleteMarker) && { ExpiredObjectDeleteMarker: true }),
  };
  return Object.keys(expiration).length > 0 ? { Expiration: expiration } : {};
}

function noncurrentExpirationOf(rule: RuleProperty): Pick<LifecycleRule, 'NoncurrentVersionExpiration'> {
  const { NoncurrentVersionExpiration: given, NoncurrentVersionExpirationInDays: days } = rule;
  if (!given && days === undefined) return {};
  return {
    NoncurrentVersionExpiration: {
      NoncurrentDays: numeric(given?.NoncurrentDays ?? days),
      ...newerVersionsOf(given),
    },
  };
}

function transitionOf({ StorageClass, TransitionDate, TransitionInDays }: TransitionProperty): Transition {
  return {
    StorageClass,
    ...(TransitionDate && { Date: new Date(TransitionDate) }),
    ...(TransitionInDays !== undefined && { Days: numeric(TransitionInDays) }),
  };
}

function noncurrentTransitionOf(given: NoncurrentProperty) {
  return {
    StorageClass: given.StorageClass,
    NoncurrentDays: numeric(given.TransitionInDays),
    ...newerVersionsOf(given),
  };
}

function newerVersionsOf(given: NoncurrentProperty | undefined) {
  const count = numeric(given?.NewerNoncurrentVersions);
  return count === undefined ? {} : { NewerNoncurrentVersions: count };
}
