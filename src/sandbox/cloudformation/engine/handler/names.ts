import { LOWER_ALPHANUMERIC, type World } from '../../../kernel/world.ts';

const SUFFIX_LENGTH = 12;
const NAME_ALPHABET = LOWER_ALPHANUMERIC + LOWER_ALPHANUMERIC.slice(0, 26).toUpperCase();

/** A physical name as CloudFormation makes them up; where room is short the stack's name and the logical id share it. */
export function generatedName(
  world: World,
  { stackName, logicalId }: { readonly stackName: string; readonly logicalId: string },
  maxLength: number,
  lowercase: boolean,
): string {
  const suffix = world.identifier(SUFFIX_LENGTH, lowercase ? LOWER_ALPHANUMERIC : NAME_ALPHABET);
  const room = maxLength - SUFFIX_LENGTH - 2;
  const forId = Math.min(logicalId.length, Math.max(Math.ceil(room / 2), room - stackName.length));
  const name = `${stackName.slice(0, room - forId)}-${logicalId.slice(0, forId)}-${suffix}`;
  return lowercase ? name.toLowerCase() : name;
}
