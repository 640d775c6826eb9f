import { AwsError } from '../../kernel/aws-error.ts';
import { validationException } from './errors.ts';

const DEEPEST = 15;
const LONGEST = 1011;

/** See "Requirements and constraints for parameter names" of the Systems Manager guide. */
export function acceptedName(name: string = ''): string {
  if (!/^[a-zA-Z0-9_./-]{1,2048}$/.test(name) || name.length > LONGEST) {
    throw validationException(
      'Parameter name: can\'t be prefixed with "ssm" (case-insensitive). If formed as a path, it can consist of ' +
        'sub-paths divided by slash symbol; each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_',
    );
  }
  if (/^\/?(aws|ssm)/i.test(name)) {
    throw new AwsError('AccessDeniedException', `No access to reserved parameter name: ${name}.`);
  }
  if (name.includes('/') && !name.startsWith('/')) {
    throw validationException('Parameter name must be a fully qualified name.');
  }
  if (name.split('/').length - 1 > DEEPEST) {
    throw new AwsError('HierarchyLevelLimitExceededException', `Hierarchies can have at most ${DEEPEST} levels.`);
  }
  return name;
}
