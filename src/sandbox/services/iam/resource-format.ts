/** Partitions of the IAM guide's "Amazon Resource Names (ARNs)" and of the endpoint data of the SDKs. */
const PARTITION = /^(\*|aws(-cn|-us-gov|-iso|-iso-b|-iso-e|-iso-f|-eusc)?)$/;

const IAM_RESOURCES = [
  'user/',
  'federated-user/',
  'role/',
  'group/',
  'instance-profile/',
  'mfa/',
  'server-certificate/',
  'policy/',
  'sms-mfa/',
  'saml-provider/',
  'oidc-provider/',
  'report/',
  'access-report/',
];

/** Of S3's resources, those that belong to a region (Service authorization reference, "Amazon S3"). */
const REGIONAL_S3 = /^(accesspoint|access-grants|async-request|job|storage-lens|storage-lens-group)\//;

/**
 * What is wrong with a resource of an identity policy, in IAM's words. An ARN may end early, as `arn:aws:ecr:*` does: what it
 * leaves out stands for anything.
 */
export function resourceFault(resource: string): string | undefined {
  if (resource === '*') return undefined;
  const [, partition, ...rest] = resource.split(':');
  if (partition === undefined) return `Resource ${resource} must be in ARN format or "*".`;
  if (!PARTITION.test(partition))
    return `Partition "${partition}" is not valid for resource "${completed(partition, rest)}".`;
  const [service, region = '', , ...path] = rest;
  if (service === undefined) return 'Resource vendor must be fully qualified and cannot contain regexes.';
  if (service === 'iam') return iamFault(resource, region, path.join(':'));
  const isInRegion = region !== '' && !REGIONAL_S3.test(path.join(':'));
  return service === 's3' && isInRegion ? `Resource ${resource} can not contain region information.` : undefined;
}

/** Whether the oldest of IAM's readers takes it, which counts colons: gaps are for ARNs that are complete. */
export function isLegacyResource(resource: string): boolean {
  if (resource === '*') return true;
  const parts = resource.split(':');
  return parts[2] !== '' && (parts.length > 5 || !resource.includes('::'));
}

function completed(
  partition: string,
  [service = '*', region = '*', account = '*', ...path]: readonly string[],
): string {
  return ['arn', partition, service, region, account, path.length > 0 ? path.join(':') : '*'].join(':');
}

function iamFault(resource: string, region: string, path: string): string | undefined {
  if (region !== '') return `IAM resource ${resource} cannot contain region information.`;
  if (path === '*' || IAM_RESOURCES.some((start) => path.startsWith(start))) return undefined;
  return `IAM resource path must either be "*" or start with ${IAM_RESOURCES.join(', ')}.`;
}
