import type { AccountRole, LabSettings } from './accounts.ts';
import type { Environment } from './release.ts';
import type { StackDefinition } from './stacks.ts';

/** The name that labs have unless they are given another, and with which stacks carry the workshop's own names. */
const DEFAULT_LAB_NAME = 'lab';

export function stackName(definition: StackDefinition, lab: Pick<LabSettings, 'name'>): string {
  const suffix = lab.name === DEFAULT_LAB_NAME ? '' : `-${lab.name}`;
  return definition.workshopName + suffix;
}

/**
 * What the templates put before the names of buckets, roles, keys and all else that has a name. A lab's name holds no
 * two hyphens in a row, so the prefix of `lab` is none of `lab-2`'s, in IAM's patterns neither.
 */
export function resourcePrefix(lab: Pick<LabSettings, 'name'>): string {
  return `mlops-${lab.name}--`;
}

/** Whether a name was given by this lab, and not by another in the same account. */
export function isNamedBy(lab: Pick<LabSettings, 'name'>, name: string): boolean {
  return name.startsWith(resourcePrefix(lab));
}

/** Not a secret: it keeps another lab's pipeline from assuming this lab's deploy role by mistake. */
export function deployExternalId(lab: LabSettings): string {
  return `${resourcePrefix(lab)}${lab.accounts.tools.id}-${lab.region}`;
}

type Where = Pick<LabSettings, 'name' | 'region' | 'accounts'>;

/** The rule by which a submission starts the pipeline. */
export function startRule(lab: Pick<LabSettings, 'name'>): string {
  return `${resourcePrefix(lab)}start`;
}

/** The one object that a submission is a version of. */
export const SUBMISSION_KEY = 'submissions/submission.zip';

export function submissionBucket({ name, region, accounts }: Where): string {
  return `${resourcePrefix({ name })}submissions-${accounts.tools.id}-${region}`;
}

export function pipelineName(lab: Pick<LabSettings, 'name'>): string {
  return `mlops-${lab.name}`;
}

export function modelPackageGroup(lab: Pick<LabSettings, 'name'>): string {
  return `mlops-${lab.name}`;
}

export function endpointName(lab: Pick<LabSettings, 'name'>, environment: Environment): string {
  return resourcePrefix(lab) + environment;
}

/** The role of the Data Scientist account that people work with. */
export function dataScientistRole({ name, region, accounts }: Where): string {
  return roleArn(accounts.datascience.id, `${resourcePrefix({ name })}DataScientist-${region}`);
}

/** The role that notebooks are launched with. */
export function launchRole({ name, region, accounts }: Where): string {
  return roleArn(accounts.datascience.id, `${resourcePrefix({ name })}launch-${region}`);
}

export function sagemakerArn({ region, accounts }: Where, role: AccountRole, resource: string): string {
  return `arn:aws:sagemaker:${region}:${accounts[role].id}:${resource}`;
}

/** The role of the Tools account through which data scientists follow their submissions. */
export function observerRole({ name, region, accounts }: Where): string {
  return roleArn(accounts.tools.id, `${resourcePrefix({ name })}observer-${region}`);
}

function roleArn(account: string, name: string): string {
  return `arn:aws:iam::${account}:role/${name}`;
}

export function objectUrl(bucket: string, key: string, region: string): string {
  return `https://${bucket}.s3.${region}.amazonaws.com/${key}`;
}

/** Where people sign in to the console. */
export const SIGN_IN_HOST = 'signin.aws.amazon.com';

/** Takes whoever is signed in to AWS into the role of the data scientists; it lets nobody in by itself. */
export function switchRoleLink(lab: Where): string {
  const parameters = new URLSearchParams({
    account: lab.accounts.datascience.id,
    roleName: dataScientistRole(lab).split('/').at(-1) ?? '',
    displayName: `mlops-${lab.name}`,
  });
  return `https://${SIGN_IN_HOST}/switchrole?${parameters.toString()}`;
}

/** The console of a region, for links in what is told to people. */
export function consoleHost(region: string): string {
  return `${region}.console.aws.amazon.com`;
}
