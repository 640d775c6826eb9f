import type { Template } from './model.ts';

/** What intrinsic functions are evaluated with. */
export interface Bindings {
  readonly mappings: Template['mappings'];
  /** Pseudo parameters and parameters, as `Ref` gives them. */
  readonly parameters: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly region: string;
  readonly condition: (name: string) => boolean;
  /** What `Ref` gives for a resource. */
  readonly ref: (logicalId: string) => unknown;
  readonly attribute: (logicalId: string, attribute: string) => unknown;
  readonly importValue: (exportName: string) => string;
  /** What `Fn::GetAZs` gives for a region. */
  readonly availabilityZones: (region: string) => readonly string[];
}

/** What `AWS::NoValue` stands for: the member that holds it is left out. */
const NO_VALUE = undefined;

/** What a change set shows for a value that only the deployment brings to light. */
export const KNOWN_AFTER_APPLY = '{{changeSet:KNOWN_AFTER_APPLY}}';

export function isKnownAfterApply(value: unknown): boolean {
  return typeof value === 'string' && value.includes(KNOWN_AFTER_APPLY);
}

export interface Scope {
  readonly account: string;
  readonly region: string;
  readonly stackName: string;
  readonly stackId: string;
  readonly notificationArns: readonly string[];
}

/** The pseudo parameters (user guide, pseudo-parameter-reference). The lab's regions are of the `aws` partition or China's. */
export function pseudoParameters(scope: Scope): Bindings['parameters'] {
  const china = scope.region.startsWith('cn-');
  return {
    'AWS::AccountId': scope.account,
    'AWS::NotificationARNs': scope.notificationArns,
    'AWS::NoValue': NO_VALUE,
    'AWS::Partition': partitionOf(scope.region),
    'AWS::Region': scope.region,
    'AWS::StackId': scope.stackId,
    'AWS::StackName': scope.stackName,
    'AWS::URLSuffix': china ? 'amazonaws.com.cn' : 'amazonaws.com',
  };
}

export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
