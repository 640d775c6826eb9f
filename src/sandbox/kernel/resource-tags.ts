import { own } from '../../own.ts';
import type { Cloud } from './cloud.ts';

/** Services that ARNs call otherwise than their requests do. */
const SERVICES: Readonly<Record<string, string>> = { catalog: 'servicecatalog', cloudwatch: 'monitoring' };

/** Services that give the tags of their resources under a key of their own too. */
const OWN_KEYS: readonly string[] = ['ec2', 'iam', 'sagemaker'];

/** "Do not use the ResourceTag condition key in a policy with the iam:PassRole action" (IAM user guide, "Pass a role"). */
const UNTAGGED_ACTIONS: readonly string[] = ['iam:PassRole'];

/**
 * `aws:ResourceTag/…` of what is acted upon, as long as it is there: what is only to be made has no tags yet. Buckets have
 * none for policies, since that has to be turned on for each (S3 user guide, "Enabling ABAC in general purpose buckets").
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
