import { own } from '../../../own.ts';
import type { Call } from '../../kernel/service.ts';
import { invalid } from './errors.ts';
import { supportedType } from './instance-types.ts';
import { notebooksOf } from './state.ts';

export function checkedInstanceType(type: string | undefined, call: Call): string {
  return supportedType(type, 'instanceType', call);
}

/** AL2 ended on 1 July 2026. Source: SageMaker developer guide, "Amazon Linux 2 notebook instances". */
export function checkedPlatform(platform = 'notebook-al2023-v1'): string {
  if (platform === 'notebook-al2023-v1') return platform;
  return invalid(
    `Notebook instances with platform identifier ${platform} are no longer supported. Use notebook-al2023-v1.`,
  );
}

export function checkedLifecycleConfig(name: string, call: Call): string {
  return own(notebooksOf(call).lifecycleConfigs, name)
    ? name
    : invalid(`Notebook Instance Lifecycle Config "${name}" does not exist.`);
}
