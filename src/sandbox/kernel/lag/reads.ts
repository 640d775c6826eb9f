import { matchesWildcard } from '../wildcard.ts';

/**
 * What may answer with what was so a while ago, and who says so. Whatever is not here always tells the truth: objects in S3,
 * STS, and all that writes.
 */
const READS: readonly (readonly [call: string, source: string])[] = [
  [
    'cloudformation:Describe*',
    'observed: aws-cdk-cli#1803, a new stack of which DescribeStacks says that it does not exist',
  ],
  ['cloudformation:Get*', 'taken for the same'],
  ['cloudformation:List*', 'taken for the same'],
  ['iam:Get*', 'https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html, eventual consistency'],
  ['iam:List*', 'the same'],
  ['ec2:Describe*', 'https://docs.aws.amazon.com/ec2/latest/devguide/eventual-consistency.html'],
  ['kms:Describe*', 'https://docs.aws.amazon.com/kms/latest/developerguide/accessing-kms.html, eventual consistency'],
  ['kms:List*', 'the same'],
  ['lambda:Get*', 'observed: terraform-provider-aws#25440, a new function that is not found'],
  ['lambda:List*', 'taken for the same'],
  ['logs:Describe*', 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_LogStream.html'],
  [
    's3:ListBuckets',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/Welcome.html, consistency model: of buckets',
  ],
  [
    'sagemaker:Describe*',
    'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateEndpoint.html, eventually consistent reads',
  ],
  ['sagemaker:List*', 'the same'],
  ['servicecatalog:Describe*', 'observed: aws-service-catalog-puppet, which asks until an association is seen'],
  ['servicecatalog:List*', 'the same'],
  ['servicecatalog:Scan*', 'the same'],
  ['servicecatalog:Search*', 'the same'],
  ['codepipeline:Get*', 'nothing is documented; taken for the same as the others'],
  ['codepipeline:List*', 'the same'],
  [
    'events:Describe*',
    'https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html, "allow a short period of time"',
  ],
  ['events:List*', 'the same'],
];

/** Functions take their work from CodePipeline, and nobody else sees what they were handed. */
const NEVER: readonly string[] = ['codepipeline:GetJobDetails', 'codepipeline:GetThirdPartyJobDetails'];

export function mayLag(call: string): boolean {
  return !NEVER.includes(call) && READS.some(([read]) => matchesWildcard(read, call));
}

/** Whether a pattern of calls, `service:Operation` with `*`, means any that may lag. */
export function meansLaggingReads(pattern: string): boolean {
  return mayLag(pattern) || READS.some(([read]) => matchesWildcard(pattern, read));
}
