import type {
  DeleteBucketPolicyRequest,
  GetBucketPolicyOutput,
  GetBucketPolicyRequest,
  GetBucketPolicyStatusOutput,
  GetBucketPolicyStatusRequest,
  PutBucketPolicyRequest,
} from '@aws-sdk/client-s3';

import { AwsError } from '../../kernel/aws-error.ts';
import { parsePolicy, statementsOf, valuesOf, type PolicyDocument } from '../../kernel/policy/document.ts';
import { policyFault } from '../../kernel/policy/grammar.ts';
import { unknownPrincipal } from '../../kernel/policy/known-principals.ts';
import type { Call } from '../../kernel/service.ts';
import { authorize, bucketNamed, type BucketRequest } from './access.ts';
import { bucketArn } from './names.ts';
import { isPublicPolicy } from './public-policy.ts';
import type { Bucket } from './state.ts';

export function getBucketPolicy(input: GetBucketPolicyRequest, call: Call): GetBucketPolicyOutput {
  return policyOf(bucketOf(input, call, 's3:GetBucketPolicy'));
}

export function getBucketPolicyStatus(input: GetBucketPolicyStatusRequest, call: Call): GetBucketPolicyStatusOutput {
  const { Policy } = policyOf(bucketOf(input, call, 's3:GetBucketPolicyStatus'));
  const policy = parsePolicy(Policy);
  return { PolicyStatus: { IsPublic: policy !== undefined && isPublicPolicy(policy) } };
}

export function putBucketPolicy(input: PutBucketPolicyRequest, call: Call): object {
  const bucket = bucketOf(input, call, 's3:PutBucketPolicy');
  const text = input.Policy ?? '';
  const policy = text.startsWith('{') ? parsePolicy(text) : undefined;
  const fault = policyFault(policy, { resources: true });
  if (!policy || fault) throw malformed(fault ?? '');
  expectResourcesOf(bucket, policy);
  expectActionsOf(bucket, policy);
  if (unknownPrincipal(call, policy)) throw malformed('Invalid principal in policy');
  if (isPublicPolicy(policy) && blocksPublicPolicies(bucket)) throw publicPolicyBlocked(bucket, call);
  bucket.settings.policy = { Policy: text };
  return {};
}

export function deleteBucketPolicy(input: DeleteBucketPolicyRequest, call: Call): object {
  delete bucketOf(input, call, 's3:DeleteBucketPolicy').settings.policy;
  return {};
}

/** The owner's root user can always mend a policy that locks everybody out. */
function bucketOf(input: BucketRequest, call: Call, action: string): Bucket {
  const bucket = bucketNamed(input, call);
  const isOwnersRoot = call.principal.kind === 'root' && call.principal.account === bucket.account;
  if (isOwnersRoot) call.about(bucketArn(bucket.name));
  else authorize(bucket, call, { action });
  return bucket;
}

function policyOf(bucket: Bucket): { readonly Policy: string } {
  if (!bucket.settings.policy) throw new AwsError('NoSuchBucketPolicy', 'The bucket policy does not exist', 404);
  return bucket.settings.policy;
}

function expectResourcesOf(bucket: Bucket, policy: PolicyDocument): void {
  const arn = bucketArn(bucket.name);
  const named = statementsOf(policy).flatMap(({ Resource, NotResource }) => valuesOf(Resource ?? NotResource));
  if (!named.every((resource) => resource === '*' || resource === arn || resource.startsWith(`${arn}/`))) {
    throw malformed('Policy has invalid resource');
  }
}

/** What is done with an object, not with its bucket (Service authorization reference, "Amazon S3"). */
const OBJECT_ACTION =
  /^s3:((?!\w*Bucket)\w*Object\w*|AbortMultipartUpload|ListMultipartUploadParts|BypassGovernanceRetention|Replicate(Delete|Tags))$/i;

function expectActionsOf(bucket: Bucket, policy: PolicyDocument): void {
  const arn = bucketArn(bucket.name);
  for (const { Action, Resource } of statementsOf(policy)) {
    const resources = valuesOf(Resource);
    const isOfBucket = resources.some((resource) => resource === '*' || resource === arn);
    const isOfObjects = resources.some((resource) => resource !== arn);
    const applies = (action: string) => /[*?]/.test(action) || (OBJECT_ACTION.test(action) ? isOfObjects : isOfBucket);
    if (resources.length > 0 && !valuesOf(Action).every(applies))
      throw malformed('Action does not apply to any resource(s) in statement');
  }
}

function blocksPublicPolicies(bucket: Bucket): boolean {
  return bucket.settings.publicAccessBlock?.PublicAccessBlockConfiguration?.BlockPublicPolicy ?? false;
}

function publicPolicyBlocked(bucket: Bucket, call: Call): AwsError {
  return new AwsError(
    'AccessDenied',
    `User: ${call.principal.arn} is not authorized to perform: s3:PutBucketPolicy on resource: ` +
      `"${bucketArn(bucket.name)}" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.`,
    403,
  );
}

function malformed(message: string): AwsError {
  return new AwsError('MalformedPolicy', message);
}
