import { constrained } from '../../kernel/constraints.ts';
import type { Call } from '../../kernel/service.ts';

/** What is part of SageMaker's ARNs. Source: Service authorization reference, "Resource types defined by Amazon SageMaker". */
type Kind = 'training-job' | 'model' | 'endpoint-config' | 'endpoint' | 'model-package-group' | 'model-package';

/** ARNs are in lower case whatever the name is. */
export function arnOf(kind: Kind, name: string, { account, region }: Pick<Call, 'account' | 'region'>): string {
  return `arn:aws:sagemaker:${region}:${account}:${kind}/${name.toLowerCase()}`;
}

/** All names of what SageMaker runs have the same form. */
export function checkedName(name: string | undefined, member: string): string {
  return constrained(name, { member, max: 63, pattern: '[a-zA-Z0-9](-*[a-zA-Z0-9])*' }, 'ValidationException');
}

export function lifecycleConfigArn(name: string, { account, region }: Pick<Call, 'account' | 'region'>): string {
  return `arn:aws:sagemaker:${region}:${account}:notebook-instance-lifecycle-config/${name}`;
}
