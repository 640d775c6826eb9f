import { own } from '../../../own.ts';
import { validationError } from '../../kernel/aws-error.ts';
import { isOffered } from '../../kernel/places/offers.ts';
import type { Call } from '../../kernel/service.ts';
import { resourceSpec } from '../spec/resource-spec.ts';
import { templateError } from '../template/errors.ts';
import type { Template } from '../template/model.ts';
import { referencesIn } from '../template/references.ts';

/** Refuses types that the region does not have, and attributes that its types do not have. */
export function checkTypes(template: Template, { cloud, region }: Call): void {
  const types = [...new Set(Object.values(template.resources).map(({ type }) => type))];
  const unknown = types.filter(
    (type) => !cloud.resourceType(type) || !isOffered(serviceOf(type), region, cloud.faults),
  );
  if (unknown.length > 0) {
    throw validationError(`Template format error: Unrecognized resource types: [${unknown.join(', ')}]`);
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
