import { own } from '../../own.ts';
import type { Cloud } from './service.ts';

/** Services whose name in ARNs differs from that in requests. */
const SERVICES: Readonly<Record<string, string>> = { catalog: 'servicecatalog', cloudwatch: 'monitoring' };

/** Services that also provide their resources' tags under their own condition key. */
const OWN_KEYS: readonly string[] = ['ec2', 'iam', 'sagemaker'];

/** "Do not use the ResourceTag condition key in a policy with the iam:PassRole action" (IAM user guide, "Pass a role"). */
const UNTAGGED_ACTIONS: readonly string[] = ['iam:PassRole'];

/**
 * `aws:ResourceTag/…` of the resource, if it exists: what a call will create has no tags yet. Buckets have none for
 * policies, since that has to be enabled for each (S3 user guide, "Enabling ABAC in general purpose buckets").
 */
export function resourceTagContext(cloud: Cloud, action: string, arn: string): Record<string, string> {
  if (UNTAGGED_ACTIONS.includes(action)) return {};
  const [, , service = '', region = '', account = ''] = arn.split(':');
  if (account === '') return {};
  const tags = cloud.service(own(SERVICES, service) ?? service)?.tagsOf?.(arn, { cloud, region, account }) ?? {};
  const prefixes = ['aws', ...(OWN_KEYS.includes(service) ? [service] : [])];
  return Object.fromEntries(
    Object.entries(tags).flatMap(([key, value]) =>
      prefixes.map((prefix) => [`${prefix}:ResourceTag/${key}`, value] as const),
    ),
  );
}
