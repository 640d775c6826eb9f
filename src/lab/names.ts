import type { AccountRole, LabSettings } from './accounts.ts';
import type { Environment } from './release.ts';
import type { StackDefinition } from './stacks.ts';

/** The default name of a lab; its stacks carry the workshop's own names. */
const DEFAULT_LAB_NAME = 'lab';

export function stackName(definition: StackDefinition, lab: Pick<LabSettings, 'name'>): string {
  return definition.workshopName + suffixOf(lab);
}

/** The two cost centers that a launch can be booked on: an account has each once, whichever labs are in it. */
export function costCenters(lab: Pick<LabSettings, 'name' | 'catalog'>): readonly [string, string] {
  const { firstCostCenter, secondCostCenter } = lab.catalog;
  return [firstCostCenter + suffixOf(lab), secondCostCenter + suffixOf(lab)];
}

function suffixOf({ name }: Pick<LabSettings, 'name'>): string {
  return name === DEFAULT_LAB_NAME ? '' : `-${name}`;
}

/**
 * The prefix that the templates give to the names of buckets, roles, keys and everything else. A lab's name contains no
 * two hyphens in a row, so the prefix of `lab` never matches names of `lab-2`, even in IAM patterns.
 */
export function resourcePrefix(lab: Pick<LabSettings, 'name'>): string {
  return `mlops-${lab.name}--`;
}

/** Whether this lab gave the name, and not another in the same account. */
export function isNamedBy(lab: Pick<LabSettings, 'name'>, name: string): boolean {
  return name.startsWith(resourcePrefix(lab));
}

/** Not a secret: it keeps another lab's pipeline from assuming this lab's deploy role by mistake. */
export function deployExternalId(lab: LabSettings): string {
  return `${resourcePrefix(lab)}${lab.accounts.tools.id}-${lab.region}`;
}

/** What all of the lab's names and those of its look-alikes begin with. */
export function namePrefix(lab: Pick<LabSettings, 'name'>): string {
  return `mlops-${lab.name}`;
}

/** Whether people may take it for a name of the lab, such as `mlops-lab-starter`; `mlops-lab-2--…` is another lab's. */
export function isNamedAlike(lab: Pick<LabSettings, 'name'>, name: string): boolean {
  const prefix = namePrefix(lab);
  if (!name.startsWith(prefix) || isNamedBy(lab, name)) return false;
  const rest = name.slice(prefix.length);
  return !/^[a-z0-9]/.test(rest) && !rest.includes('--');
}

type Where = Pick<LabSettings, 'name' | 'region' | 'accounts'>;

/** The rule through which a submission starts the pipeline. */
export function startRule(lab: Pick<LabSettings, 'name'>): string {
  return `${resourcePrefix(lab)}start`;
}

/** The object key of all submissions: each is a version of it. */
export const SUBMISSION_KEY = 'submissions/submission.zip';

/** The object key that says that a submission with this summary was begun. No event of the pipeline is about it. */
export function begunKey(summary: string): string {
  return `submissions/begun/${summary}`;
}

export function submissionBucket({ name, region, accounts }: Where): string {
  return `${resourcePrefix({ name })}submissions-${accounts.tools.id}-${region}`;
}

/** The buckets that the lab's stacks make in each account. */
export function stackBuckets({ name, region, accounts }: Where, role: AccountRole): string[] {
  return BUCKETS[role].map((bucket) => `${resourcePrefix({ name })}${bucket}-${accounts[role].id}-${region}`);
}

const BUCKETS: Readonly<Record<AccountRole, readonly string[]>> = {
  tools: ['assets', 'submissions', 'artifacts', 'access-logs'],
  datascience: [],
  staging: ['models', 'access-logs'],
};

export function pipelineName(lab: Pick<LabSettings, 'name'>): string {
  return `mlops-${lab.name}`;
}

export function modelPackageGroup(lab: Pick<LabSettings, 'name'>): string {
  return `mlops-${lab.name}`;
}

export function endpointName(lab: Pick<LabSettings, 'name'>, environment: Environment): string {
  return resourcePrefix(lab) + environment;
}

/** The role in the Data Scientist account that people work with. */
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

/** A link to the data scientists' role for people who are already signed in to AWS; it does not sign anybody in. */
export function switchRoleLink(lab: Where): string {
  const parameters = new URLSearchParams({
    account: lab.accounts.datascience.id,
    roleName: dataScientistRole(lab).split('/').at(-1) ?? '',
    displayName: `mlops-${lab.name}`,
  });
  return `https://${SIGN_IN_HOST}/switchrole?${parameters.toString()}`;
}

/** The host of a region's console, for links shown to people. */
export function consoleHost(region: string): string {
  return `${region}.console.aws.amazon.com`;
}
