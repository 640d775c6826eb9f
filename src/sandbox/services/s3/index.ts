import type { Service } from '../../kernel/service.ts';
import { deleteBucketPolicy, getBucketPolicy, getBucketPolicyStatus, putBucketPolicy } from './bucket-policy.ts';
import { settingOperations } from './bucket-settings.ts';
import { createBucket, deleteBucket, getBucketLocation, headBucket, listBuckets } from './buckets.ts';
import { copyObject } from './copy-object.ts';
import { deleteObject, deleteObjects } from './delete-objects.ts';
import { tellingFields } from './error-fields.ts';
import { getObject, headObject } from './get-object.ts';
import { listObjects, listObjectsV2 } from './list-objects.ts';
import { listObjectVersions } from './list-versions.ts';
import { bucketArn } from './names.ts';
import { getObjectAttributes } from './object-attributes.ts';
import { deleteObjectTagging, getObjectTagging, putObjectTagging } from './object-tags.ts';
import { completeMultipartUpload, listParts, uploadPart, uploadPartCopy } from './parts.ts';
import { bucketPolicyType } from './resource-types/bucket-policy.ts';
import { bucketType } from './resource-types/bucket.ts';
import { buckets } from './state.ts';
import { abortMultipartUpload, createMultipartUpload, listMultipartUploads } from './uploads.ts';
import { putObject } from './write-object.ts';

function withFields(operations: Service['operations']): Service['operations'] {
  return Object.fromEntries(Object.entries(operations).map(([name, operation]) => [name, tellingFields(operation)]));
}

export const s3Service: Service = {
  name: 's3',
  operations: withFields({
    ...settingOperations,
    AbortMultipartUpload: abortMultipartUpload,
    CompleteMultipartUpload: completeMultipartUpload,
    CopyObject: copyObject,
    CreateBucket: createBucket,
    CreateMultipartUpload: createMultipartUpload,
    DeleteBucket: deleteBucket,
    DeleteBucketPolicy: deleteBucketPolicy,
    DeleteObject: deleteObject,
    DeleteObjects: deleteObjects,
    DeleteObjectTagging: deleteObjectTagging,
    GetBucketLocation: getBucketLocation,
    GetBucketPolicy: getBucketPolicy,
    GetBucketPolicyStatus: getBucketPolicyStatus,
    GetObject: getObject,
    GetObjectAttributes: getObjectAttributes,
    GetObjectTagging: getObjectTagging,
    HeadBucket: headBucket,
    HeadObject: headObject,
    ListBuckets: listBuckets,
    ListMultipartUploads: listMultipartUploads,
    ListObjects: listObjects,
    ListObjectsV2: listObjectsV2,
    ListObjectVersions: listObjectVersions,
    ListParts: listParts,
    PutBucketPolicy: putBucketPolicy,
    PutObject: putObject,
    PutObjectTagging: putObjectTagging,
    UploadPart: uploadPart,
    UploadPartCopy: uploadPartCopy,
  }),
  resourceTypes: { 'AWS::S3::Bucket': bucketType, 'AWS::S3::BucketPolicy': bucketPolicyType },
  inventory: ({ world }, account) =>
    Object.values(buckets(world))
      .filter((bucket) => bucket.account === account)
      .map((bucket) => bucketArn(bucket.name)),
};
