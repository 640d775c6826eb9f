import type { AssumeRoleRequest } from '@aws-sdk/client-sts';

import { own } from '../../../own.ts';
import { AwsError, validationError } from '../../kernel/aws-error.ts';
import type { Call } from '../../kernel/service.ts';
import { tagMap, type Tags } from '../../kernel/tags.ts';
import { keysOf } from '../iam/keys.ts';

/** The tags of a new session, and which of them the sessions begun with it inherit. */
export interface SessionTags {
  readonly tags: Readonly<Tags>;
  readonly transitive: readonly string[];
}

/** IAM guide, "IAM and AWS STS quotas". */
const MOST_TAGS = 50;

/**
 * The tags that a request hands over and those that the caller's session passes on. An inherited one cannot be replaced,
 * nor handed over again. Source: IAM guide, "Pass session tags in AWS STS", "Chaining roles with session tags".
 */
export function sessionTags({ Tags, TransitiveTagKeys = [] }: AssumeRoleRequest, call: Call): SessionTags {
  const given = tagMap(Tags);
  const inherited = inheritedTags(call);
  expectDistinct(Object.keys(given), MOST_TAGS);
  const keys = new Set(Object.keys(inherited).map((key) => key.toLowerCase()));
  if (Object.keys(given).some((key) => keys.has(key.toLowerCase()))) {
    throw new AwsError(
      'InvalidParameterValue',
      "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
    );
  }
  const unknown = TransitiveTagKeys.find((key) => !Object.hasOwn(given, key));
  if (unknown !== undefined) {
    throw validationError(`The specified transitive tag key ${unknown} must be included in the requested tags.`);
  }
  return { tags: { ...inherited, ...given }, transitive: [...Object.keys(inherited), ...TransitiveTagKeys] };
}

function inheritedTags({ cloud, principal }: Call): Readonly<Tags> {
  const { principal: holder, transitiveTags = [] } = own(keysOf(cloud.world).keys, principal.accessKeyId ?? '') ?? {};
  const passedOn = Object.entries(holder?.tags ?? {}).filter(([key]) => transitiveTags.includes(key));
  return Object.fromEntries(passedOn);
}

function expectDistinct(keys: readonly string[], most: number): void {
  if (keys.length > most) throw validationError(`Member must have length less than or equal to ${most}`);
  const lower = keys.map((key) => key.toLowerCase());
  if (new Set(lower).size < lower.length) {
    throw new AwsError(
      'InvalidParameterValue',
      'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
    );
  }
}
