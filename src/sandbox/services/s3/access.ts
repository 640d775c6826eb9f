import { own } from '../../../own.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import type { Permission } from '../../kernel/authorization.ts';
import { parsePolicy, statementsOf } from '../../kernel/policy/document.ts';
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
  const bucket = own(buckets(call.cloud.world), name);
  if (!bucket) {
    call.mention(bucketArn(name));
    throw noSuchBucket();
  }
  if ((input.ExpectedBucketOwner ?? bucket.account) !== bucket.account) {
    throw new AwsError('AccessDenied', 'Access Denied', 403);
  }
  if (from === 'its region' && bucket.region !== call.region && call.via === undefined) throw permanentRedirect(bucket);
  return bucket;
}

export function authorize(bucket: Bucket, call: Call, wish: Wish): void {
  for (const [name, value] of Object.entries(wish.context ?? {})) call.condition(name, value);
  call.requires(permissionFor(bucket, call, wish));
}

/** As `authorize`, for what AWS looks at besides and what is thus no resource of the call. */
export function expectAllowed(bucket: Bucket, call: Call, wish: Wish): void {
  call.requires({ ...permissionFor(bucket, call, wish), besides: true });
}

function permissionFor(bucket: Bucket, call: Call, wish: Wish): Permission {
  const { account } = bucket;
  return {
    action: wish.action,
    resource: resourceOf(bucket, wish),
    guarded: { account, policy: policyFor(bucket, call) },
    context: { 's3:ResourceAccount': account },
  };
}

function resourceOf(bucket: Bucket, { key }: Wish): string {
  return key === undefined ? bucketArn(bucket.name) : objectArn(bucket.name, key);
}

/** What the bucket's policy says to the caller: to other accounts, a public one allows nothing where that is restricted. */
function policyFor({ account, settings }: Bucket, { principal }: Call): string | undefined {
  const text = settings.policy?.Policy;
  const isForeign = principal.account !== account && principal.kind !== 'service';
  const { RestrictPublicBuckets: restricted } = settings.publicAccessBlock?.PublicAccessBlockConfiguration ?? {};
  if (text === undefined || !isForeign || !restricted) return text;
  const policy = parsePolicy(text);
  if (!policy || !isPublicPolicy(policy)) return text;
  return JSON.stringify({ ...policy, Statement: statementsOf(policy).filter(({ Effect }) => Effect === 'Deny') });
}

/** Clients follow it by the header, also to an endpoint of their own that answers for all regions. */
function permanentRedirect({ name, region }: Bucket): AwsError {
  const redirect = new AwsError(
    'PermanentRedirect',
    'The bucket you are attempting to access must be addressed using the specified endpoint. ' +
      'Please send all future requests to this endpoint.',
    301,
  );
  return redirect.telling({
    fields: { Bucket: name, Endpoint: `${name}.s3.${region}.amazonaws.com` },
    headers: { 'x-amz-bucket-region': region },
  });
}
