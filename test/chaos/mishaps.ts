import type { Fault } from '../../src/sandbox/kernel/faults.ts';
import type { Choices } from './random.ts';

/** What befalls one process. */
export interface Mishaps {
  readonly faults: readonly Fault[];
  /** The number of requests after which the process is killed; never if absent. */
  readonly killedAfter?: number;
  /** Whether the request that it dies at still reaches the cloud. */
  readonly isHeard: boolean;
}

export const NONE: Mishaps = { faults: [], isHeard: true };

/** How many requests a process lives for at most if it is killed. */
const MOST_REQUESTS = 400;

type Draw = (choices: Choices) => Fault;

const times = (choices: Choices) => 1 + choices.below(4);
const call = (choices: Choices) =>
  choices.of([
    'cloudformation:*',
    'cloudformation:CreateStack',
    'cloudformation:DeleteStack',
    'cloudformation:DescribeStackEvents',
    'servicecatalog:*',
    's3:*',
    's3:PutObject',
    'sagemaker:*',
    'sts:AssumeRole',
    'iam:*',
    'ec2:*',
    'codepipeline:*',
    'logs:*',
  ]);

/** Each passes by: what always fails is no mishap but a broken account. */
const DRAWN: readonly [Draw, ...Draw[]] = [
  (by) => ({ kind: 'throttle', call: call(by), times: times(by) * 5 }),
  (by) => ({ kind: 'drop', call: call(by), times: times(by) }),
  (by) => ({ kind: 'error', call: call(by), code: 'InternalFailure', status: 500, times: times(by) }),
  (by) => ({ kind: 'error', call: call(by), code: 'ServiceUnavailable', status: 503, times: times(by) }),
  (by) => ({ kind: 'slow', call: call(by), seconds: 1 + by.below(50), times: times(by) }),
  (by) => ({ kind: 'expire', call: call(by), times: times(by) }),
  (by) => ({
    kind: 'lag',
    call: by.of(['cloudformation:Describe*', 'cloudformation:List*', 'sagemaker:Describe*', 'servicecatalog:*']),
    seconds: 1 + by.below(20),
    seed: by.below(1000),
  }),
  (by) => ({
    kind: 'resource',
    resource: by.of(['AWS::IAM::Role', 'AWS::S3::Bucket', 'AWS::EC2::VPCEndpoint', 'AWS::Lambda::Function']),
    phase: by.of(['create', 'delete']),
    reason: 'the service had a bad day',
    times: 1,
  }),
];

/** At most three faults, and every second process is killed. */
export function mishaps(choices: Choices): Mishaps {
  const faults = Array.from({ length: choices.below(4) }, () => choices.of(DRAWN)(choices));
  const isHeard = choices.fraction() < 0.5;
  return choices.fraction() < 0.5
    ? { faults, isHeard, killedAfter: choices.below(MOST_REQUESTS) }
    : { faults, isHeard };
}
