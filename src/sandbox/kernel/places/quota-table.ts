import { own } from '../../../own.ts';
import { matchesWildcard } from '../wildcard.ts';

/** A new account's quota, and its name at AWS. */
interface Quota {
  readonly value: number;
  /** Its name in Service Quotas, if refusals contain it. */
  readonly name: string;
}

/**
 * Regional quotas of a new account. Sources: the services' pages in the AWS General Reference, and for SageMaker's,
 * which are lower in new accounts, users' reports: docs/sandbox.md.
 */
const QUOTAS = {
  'sagemaker:serverless-concurrency': {
    value: 10,
    name: 'Maximum total concurrency that can be allocated across all serverless endpoints',
  },
  'sagemaker:serverless-endpoints': { value: 50, name: 'Maximum number of serverless endpoints' },
  'ec2:vpcs': { value: 5, name: 'VPCs per Region' },
  'ec2:interface-endpoints': { value: 50, name: 'Interface VPC endpoints per VPC' },
  'ec2:gateway-endpoints': { value: 20, name: 'Gateway VPC endpoints per Region' },
  'lambda:concurrency': { value: 10, name: 'Concurrent executions' },
  'cloudformation:stacks': { value: 2000, name: 'Stack count' },
  'servicecatalog:portfolios': { value: 100, name: 'Portfolios per Region' },
  'servicecatalog:products': { value: 350, name: 'Products per Region' },
} as const satisfies Readonly<Record<string, Quota>>;

type FixedQuota = keyof typeof QUOTAS;

/** Uses of SageMaker instances, each with a quota per instance type. */
const INSTANCE_USES = {
  'sagemaker:notebook-instances': 'notebook instance usage',
  'sagemaker:training-instances': 'training job usage',
  'sagemaker:endpoint-instances': 'endpoint usage',
} as const;

type InstanceUse = keyof typeof INSTANCE_USES;

export type QuotaId = FixedQuota | `${InstanceUse}:${string}`;

/** All other types are at 0 in a new account. */
const INSTANCES: Readonly<Record<InstanceUse, Readonly<Record<string, number>>>> = {
  'sagemaker:notebook-instances': { 'ml.t2.medium': 20, 'ml.t3.medium': 20, 'ml.t3.large': 2, 'ml.t3.xlarge': 2 },
  'sagemaker:training-instances': { 'ml.m4.xlarge': 4, 'ml.m5.large': 15 },
  'sagemaker:endpoint-instances': { 'ml.t2.medium': 2, 'ml.m6g.large': 2, 'ml.m6g.xlarge': 1 },
};

/** Whether a fault's `quota`, which may contain wildcards, matches any existing quota. */
export function isQuota(pattern: string): boolean {
  if (Object.keys(QUOTAS).some((id) => matchesWildcard(pattern, id))) return true;
  return Object.keys(INSTANCE_USES).some((use) => {
    const type = pattern.startsWith(`${use}:`) ? pattern.slice(use.length + 1) : undefined;
    if (type !== undefined) return type === '*' || /^ml\.[a-z0-9*.-]+$/.test(type);
    return pattern.includes('*') && matchesWildcard(pattern, `${use}:ml.m5.large`);
  });
}

export function quotaIds(): string[] {
  return [...Object.keys(QUOTAS), ...Object.keys(INSTANCE_USES).map((use) => `${use}:<type>`)];
}

/** The quota of a new account. */
export function newAccount(id: QuotaId): Quota {
  if (Object.hasOwn(QUOTAS, id)) return QUOTAS[id as FixedQuota];
  const [service = '', kind = '', type = ''] = id.split(':');
  const use = `${service}:${kind}` as InstanceUse;
  return { value: own(INSTANCES[use], type) ?? 0, name: `${type} for ${INSTANCE_USES[use]}` };
}
