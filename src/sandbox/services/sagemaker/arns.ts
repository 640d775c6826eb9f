import type { Call } from '../../kernel/service.ts';

/** What is part of SageMaker's ARNs. Source: Service authorization reference, "Resource types defined by Amazon SageMaker". */
type Kind = 'training-job' | 'model' | 'endpoint-config' | 'endpoint' | 'model-package-group' | 'model-package';

/** ARNs are in lower case whatever the name is. */
export function arnOf(kind: Kind, name: string, { account, region }: Pick<Call, 'account' | 'region'>): string {
  return `arn:aws:sagemaker:${region}:${account}:${kind}/${name.toLowerCase()}`;
}

export function lifecycleConfigArn(name: string, { account, region }: Pick<Call, 'account' | 'region'>): string {
  return `arn:aws:sagemaker:${region}:${account}:notebook-instance-lifecycle-config/${name}`;
}
