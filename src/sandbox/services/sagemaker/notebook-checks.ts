import { own } from '../../../own.ts';
import { constrained, inRange } from '../../kernel/constraints.ts';
import type { Call } from '../../kernel/service.ts';
import { invalid } from './errors.ts';
import { supportedType } from './instance-types.ts';
import { notebooksOf } from './state.ts';

export function checkedNotebookName(name: string | undefined): string {
  const pattern = '[a-zA-Z0-9](-*[a-zA-Z0-9])*';
  return constrained(name, { member: 'notebookInstanceName', max: 63, pattern }, 'ValidationException');
}

export function checkedInstanceType(type: string | undefined, call: Call): string {
  return supportedType(type, 'instanceType', call);
}

export function checkedVolumeSize(gigabytes: number | undefined): number {
  return inRange(gigabytes ?? 5, { member: 'volumeSizeInGB', min: 5, max: 16_384 }, 'ValidationException');
}

/** AL2 ended on 1 July 2026. Source: SageMaker developer guide, "Amazon Linux 2 notebook instances". */
export function checkedPlatform(platform: string | undefined): string {
  if (platform === undefined || platform === 'notebook-al2023-v1') return 'notebook-al2023-v1';
  if (/^notebook-al(1-v1|2-v[123])$/.test(platform)) {
    return invalid(
      `Notebook instances with platform identifier ${platform} are no longer supported. Use notebook-al2023-v1.`,
    );
  }
  const constraint = {
    member: 'platformIdentifier',
    pattern: '(notebook-al1-v1|notebook-al2-v1|notebook-al2-v2|notebook-al2-v3|notebook-al2023-v1)',
  };
  return constrained(platform, constraint, 'ValidationException');
}

export function checkedLifecycleConfig(name: string, call: Call): string {
  return own(notebooksOf(call).lifecycleConfigs, name)
    ? name
    : invalid(`Notebook Instance Lifecycle Config "${name}" does not exist.`);
}
