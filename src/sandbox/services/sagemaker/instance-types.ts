import { hasInstances } from '../../kernel/places/offers.ts';
import { zonesOf } from '../../kernel/places/zones.ts';
import { constrained } from '../../kernel/constraints.ts';
import type { Call } from '../../kernel/service.ts';
import { invalid } from './errors.ts';

/** An instance type that the region has. The refusal is as aws/amazon-sagemaker-examples#3494 tells it. */
export function supportedType(type: string | undefined, member: string, call: Call): string {
  const wanted = constrained(type, { member, pattern: 'ml\\.[a-z0-9-]+\\.[a-z0-9]+' }, 'ValidationException');
  const { region, cloud } = call;
  if (zonesOf(call).some(({ id }) => hasInstances(wanted, id, region, cloud.faults))) return wanted;
  return invalid(`Unsupported instance type ${wanted}`);
}
