import { ifPresent } from '../../../kernel/absence.ts';
import { AwsError } from '../../../kernel/aws-error.ts';
import { documentText } from '../../../kernel/document-text.ts';
import type { ResourceContext, ResourceType } from '../../../kernel/service.ts';

type BucketPolicyProperties = { readonly Bucket: string; readonly PolicyDocument: unknown };

export const bucketPolicyType: ResourceType<BucketPolicyProperties> = {
  seconds: { create: 3, update: 3, delete: 3 },
  create(properties, context) {
    const { Bucket } = properties;
    if (ifPresent(['NoSuchBucketPolicy'], () => context.invoke('s3', 'GetBucketPolicy', { Bucket }))) {
      throw new AwsError('AlreadyExists', `The bucket policy already exists on bucket ${Bucket}.`);
    }
    putPolicy(Bucket, properties, context);
    return { physicalId: Bucket };
  },
  update(physicalId, properties, _previous, context) {
    putPolicy(physicalId, properties, context);
  },
  delete(physicalId, _properties, context) {
    ifPresent(['NoSuchBucket'], () => context.invoke('s3', 'DeleteBucketPolicy', { Bucket: physicalId }));
  },
};

function putPolicy(Bucket: string, { PolicyDocument }: BucketPolicyProperties, context: ResourceContext): void {
  context.invoke('s3', 'PutBucketPolicy', { Bucket, Policy: documentText(PolicyDocument) });
}
