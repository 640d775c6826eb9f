import { own } from '../../../own.ts';
import { AwsError, validationError } from '../../kernel/aws-error.ts';
import { isOffered } from '../../kernel/places/offers.ts';
import type { Call } from '../../kernel/service.ts';
import { isTypeOfAws, resourceSpec } from '../spec/resource-spec.ts';
import { templateError } from '../template/errors.ts';
import type { Template } from '../template/model.ts';
import { referencesIn } from '../template/references.ts';

/** Refuses types that AWS, its region or the sandbox does not have, and attributes that its types do not have. */
export function checkTypes(template: Template, { cloud, region }: Call): void {
  const types = [...new Set(Object.values(template.resources).map(({ type }) => type))];
  const lacking = types.filter((type) => !cloud.resourceType(type));
  const unknown = types.filter(
    (type) => !isOffered(serviceOf(type), region, cloud.faults) || (lacking.includes(type) && !isTypeOfAws(type)),
  );
  if (unknown.length > 0) {
    throw validationError(`Template format error: Unrecognized resource types: [${unknown.join(', ')}]`);
  }
  if (lacking.length > 0) {
    throw new AwsError('NotImplemented', `the sandbox does not implement resource types: [${lacking.join(', ')}]`, 501);
  }
  checkAttributes(template);
}

/** `AWS::CodePipeline::Pipeline` → `codepipeline`. */
function serviceOf(type: string): string {
  return type.split('::')[1]?.toLowerCase() ?? '';
}

function checkAttributes({ resources, outputs }: Template): void {
  const values = [...Object.values(resources).map(({ properties }) => properties), ...Object.values(outputs)];
  for (const { kind, name, attribute } of referencesIn(values)) {
    const type = own(resources, name)?.type ?? '';
    const known = kind === 'getAtt' && attribute !== undefined ? resourceSpec(type)?.attributes : undefined;
    if (!known || known.includes(attribute ?? '') || attribute?.startsWith('Outputs.')) continue;
    throw templateError(`resource ${name} does not support attribute type ${attribute ?? ''} in Fn::GetAtt`);
  }
}
