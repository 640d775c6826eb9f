import type { LabSettings } from './accounts.ts';
import type { StackDefinition } from './stacks.ts';

/** The name that labs have unless they are given another, and with which stacks carry the workshop's own names. */
const DEFAULT_LAB_NAME = 'lab';

/** The tag by which a lab knows its stacks: what does not carry it is never changed nor deleted. */
export const OWNER_TAG = 'mlops-lab:deployment';

export function stackName(definition: StackDefinition, lab: Pick<LabSettings, 'name'>): string {
  const suffix = lab.name === DEFAULT_LAB_NAME ? '' : `-${lab.name}`;
  return definition.workshopName + suffix;
}

export function stackTags(lab: Pick<LabSettings, 'name'>): Record<string, string> {
  return { [OWNER_TAG]: lab.name };
}

/** What the templates put before the names of buckets, roles, keys and all else that has a name. */
export function resourcePrefix(lab: Pick<LabSettings, 'name'>): string {
  return `mlops-${lab.name}-`;
}

/** Whether a name was given by this lab, and not by another in the same account: `lab-2` begins like `lab`. */
export function isNamedBy(lab: Pick<LabSettings, 'name'>, name: string, otherLabs: readonly string[]): boolean {
  const longer = otherLabs.filter((other) => other.startsWith(`${lab.name}-`));
  return (
    name.startsWith(resourcePrefix(lab)) && !longer.some((other) => name.startsWith(resourcePrefix({ name: other })))
  );
}

/** Not a secret: it keeps another lab's pipeline from assuming this lab's deploy role by mistake. */
export function deployExternalId(lab: LabSettings): string {
  return `${resourcePrefix(lab)}${lab.accounts.tools.id}`;
}

function partitionOf(region: string): 'aws' | 'aws-cn' | 'aws-us-gov' {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

export function objectUrl(bucket: string, key: string, region: string): string {
  const suffix = partitionOf(region) === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  return `https://${bucket}.s3.${region}.${suffix}/${key}`;
}

/** The console's page of a stack, for links in what is told to people. */
export function consoleHost(region: string): string {
  const hosts = {
    aws: 'console.aws.amazon.com',
    'aws-cn': 'console.amazonaws.cn',
    'aws-us-gov': 'console.amazonaws-us-gov.com',
  };
  return `${region}.${hosts[partitionOf(region)]}`;
}
