import { matchesWildcard } from '../wildcard.ts';

/**
 * What may answer with what was so a while ago. Whatever is not here always tells the truth: objects in S3, STS, and all that
 * writes. Who says so of each: docs/sandbox.md, "Faults".
 */
const LAGGING: readonly string[] = [
  ...['Describe*', 'Get*', 'List*'].map((reads) => `cloudformation:${reads}`),
  ...['Get*', 'List*'].flatMap((reads) => ['iam', 'lambda', 'codepipeline'].map((service) => `${service}:${reads}`)),
  ...['kms', 'sagemaker', 'servicecatalog', 'events'].flatMap((service) => [
    `${service}:Describe*`,
    `${service}:List*`,
  ]),
  'servicecatalog:Scan*',
  'servicecatalog:Search*',
  'ec2:Describe*',
  'logs:Describe*',
  's3:ListBuckets',
];

export function mayLag(call: string): boolean {
  return LAGGING.some((reads) => matchesWildcard(reads, call));
}

/** Whether a pattern of calls, `service:Operation` with `*`, means any that may lag. */
export function meansLaggingReads(pattern: string): boolean {
  return mayLag(pattern) || LAGGING.some((reads) => matchesWildcard(pattern, reads));
}
