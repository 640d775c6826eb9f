import { validationError } from '../../kernel/aws-error.ts';
import type { ParameterDeclaration } from './model.ts';
import { isList, listOf } from './parameter-declarations.ts';

const MAX_BYTES = 4096;

/** Refuses a value that the parameter's declaration does not allow, in the declaration's own words if it has some. */
export function checkConstraints(key: string, value: string, declaration: ParameterDeclaration): void {
  if (Buffer.byteLength(value) > MAX_BYTES) {
    throw validationError(`Parameter '${key}' length is greater than maximum allowed length, ${MAX_BYTES} bytes`);
  }
  const items = isList(declaration.Type) ? listOf(value) : [value];
  const complaint = items.map((item) => complaintAbout(item, declaration)).find((found) => found !== undefined);
  if (complaint === undefined) return;
  const { ConstraintDescription } = declaration;
  const described = ConstraintDescription ? `failed to satisfy constraint: ${ConstraintDescription}` : complaint;
  throw validationError(`Parameter '${key}' ${described}`);
}

function complaintAbout(value: string, declaration: ParameterDeclaration): string | undefined {
  const { AllowedValues, AllowedPattern } = declaration;
  if (isNumeric(declaration.Type) && !isNumber(value)) return 'must be a number';
  if (AllowedValues && !AllowedValues.map(String).includes(value)) return 'must be one of AllowedValues';
  if (AllowedPattern !== undefined && !new RegExp(`^(?:${AllowedPattern})$`).test(value)) {
    return `must match pattern ${AllowedPattern}`;
  }
  return lengthComplaint(value, declaration) ?? rangeComplaint(value, declaration);
}

function isNumeric(type: string): boolean {
  return type === 'Number' || type === 'List<Number>';
}

function isNumber(value: string): boolean {
  return value.trim() !== '' && Number.isFinite(Number(value));
}

function lengthComplaint(value: string, { MinLength, MaxLength }: ParameterDeclaration): string | undefined {
  if (MinLength !== undefined && value.length < Number(MinLength)) {
    return `must contain at least ${String(MinLength)} characters`;
  }
  if (MaxLength !== undefined && value.length > Number(MaxLength)) {
    return `must contain at most ${String(MaxLength)} characters`;
  }
  return undefined;
}

function rangeComplaint(value: string, { MinValue, MaxValue }: ParameterDeclaration): string | undefined {
  if (MinValue !== undefined && Number(value) < Number(MinValue)) {
    return `must be a number not less than ${String(MinValue)}`;
  }
  if (MaxValue !== undefined && Number(value) > Number(MaxValue)) {
    return `must be a number not greater than ${String(MaxValue)}`;
  }
  return undefined;
}
