import { AwsError } from '../../kernel/aws-error.ts';
import { requestContext } from '../../kernel/policy/context.ts';
import { parsePolicy } from '../../kernel/policy/document.ts';
import { evaluatePolicy, type Verdict } from '../../kernel/policy/evaluate.ts';
import type { Permission } from '../../kernel/authorization.ts';
import type { Call } from '../../kernel/service.ts';
import { noSuchBucket } from './errors.ts';
import { bucketArn, objectArn } from './names.ts';
import { isPublicPolicy } from './public-policy.ts';
import { buckets, type Bucket } from './state.ts';

export interface BucketRequest {
  readonly Bucket?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

/** What S3 is asked for, as policies see it. */
interface Wish {
  readonly action: string;
  /** The object, where the action is about one and not about the bucket. */
  readonly key?: string | undefined;
  readonly context?: Readonly<Record<string, string>>;
}

/** The bucket of a request, if there is one and the caller may do there what it wishes. */
export function accessBucket(input: BucketRequest, call: Call, wish: Wish): Bucket {
  const bucket = bucketNamed(input, call);
  authorize(bucket, call, wish);
  return bucket;
}

/** The bucket of a request, before anybody asks what the caller may do there. */
export function bucketNamed(input: BucketRequest, call: Call, from: 'its region' | 'anywhere' = 'its region'): Bucket {
  const name = input.Bucket ?? '';
  const bucket = buckets(call.cloud.world)[name];
  if (!bucket) {
    call.mention(bucketArn(name));
    throw noSuchBucket();
  }
  if ((input.ExpectedBucketOwner ?? bucket.account) !== bucket.account) {
    throw new AwsError('AccessDenied', 'Access Denied', 403);
  }
  if (from === 'its region' && bucket.region !== call.region && call.via === undefined) throw permanentRedirect();
  return bucket;
}

export function authorize(bucket: Bucket, call: Call, wish: Wish): void {
  for (const [name, value] of Object.entries(wish.context ?? {})) call.condition(name, value);
  call.mention(resourceOf(bucket, wish));
  expectAllowed(bucket, call, wish);
  call.requires(permissionFor(bucket, wish));
}

/** As `authorize`, for what AWS looks at besides and what is thus no resource of the call. */
export function expectAllowed(bucket: Bucket, call: Call, wish: Wish): void {
  const resource = resourceOf(bucket, wish);
  const context = { ...requestContext(call), 's3:ResourceAccount': bucket.account, ...wish.context };
  const verdict = verdictOf(bucket, call, wish.action, resource, context);
  if (verdict === 'deny' || (verdict === 'none' && call.principal.account !== bucket.account)) {
    throw accessDenied(call, wish.action, resource, verdict);
  }
}

function permissionFor(bucket: Bucket, wish: Wish): Permission {
  const { account, settings } = bucket;
  const guarded = { account, policy: settings.policy?.Policy };
  return {
    action: wish.action,
    resource: resourceOf(bucket, wish),
    guarded,
    context: { 's3:ResourceAccount': account },
  };
}

function resourceOf(bucket: Bucket, { key }: Wish): string {
  return key === undefined ? bucketArn(bucket.name) : objectArn(bucket.name, key);
}

function verdictOf(
  bucket: Bucket,
  call: Call,
  action: string,
  resource: string,
  context: Readonly<Record<string, string | readonly string[]>>,
): Verdict {
  const policy = parsePolicy(bucket.settings.policy?.Policy ?? '');
  if (!policy) return 'none';
  const isForeign = call.principal.account !== bucket.account && call.principal.kind !== 'service';
  const restricted = bucket.settings.publicAccessBlock?.PublicAccessBlockConfiguration?.RestrictPublicBuckets;
  const verdict = evaluatePolicy(policy, { principal: call.principal, action, resource, context });
  return verdict === 'allow' && isForeign && restricted && isPublicPolicy(policy) ? 'none' : verdict;
}

function accessDenied(call: Call, action: string, resource: string, verdict: Verdict): AwsError {
  const because =
    verdict === 'deny'
      ? 'with an explicit deny in a resource-based policy'
      : `because no resource-based policy allows the ${action} action`;
  return new AwsError(
    'AccessDenied',
    `User: ${call.principal.arn} is not authorized to perform: ${action} on resource: "${resource}" ${because}`,
    403,
  );
}

function permanentRedirect(): AwsError {
  return new AwsError(
    'PermanentRedirect',
    'The bucket you are attempting to access must be addressed using the specified endpoint. ' +
      'Please send all future requests to this endpoint.',
    301,
  );
}
