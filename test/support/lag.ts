import type { Fault } from '../../src/sandbox/kernel/faults.ts';

/** What has a pace of its own, and how many seconds it may be behind. */
const PACES: readonly (readonly [call: string, seconds: number])[] = [
  ['cloudformation:DescribeStacks', 6],
  ['cloudformation:DescribeStackEvents', 6],
  ['cloudformation:*', 6],
  ['iam:*', 10],
  ['sagemaker:Describe*', 8],
  ['sagemaker:*', 20],
  ['servicecatalog:*', 15],
  ['codepipeline:*', 5],
  ['*', 10],
];

/** Reads that lag as AWS's do, each kind by itself. */
export function lagging(seed: number): Fault[] {
  return PACES.map(([call, seconds], place) => ({ kind: 'lag', call, seconds, seed: seed * PACES.length + place }));
}
