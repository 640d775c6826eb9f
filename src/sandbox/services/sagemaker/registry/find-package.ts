import type { Call } from '../../../kernel/service.ts';
import { invalid } from '../errors.ts';
import { groupsOf, type ModelPackageGroupRecord, type ModelPackageRecord } from './state.ts';

interface FoundPackage {
  readonly found: ModelPackageRecord;
  readonly group: ModelPackageGroupRecord;
}

/** The version that a request gives the ARN of. */
export function packageOf(arn: string | undefined, call: Call): FoundPackage {
  call.about(arn ?? '*');
  for (const group of Object.values(groupsOf(call))) {
    const found = Object.values(group.packages).find((one) => one.arn === arn);
    if (found) return { found, group };
  }
  return invalid(`ModelPackage ${arn} does not exist.`);
}
