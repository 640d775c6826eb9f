import { AwsError } from '../../kernel/aws-error.ts';

/** The errors of the operations in the API reference, with their messages there. */
export function accessDenied(): AwsError {
  return new AwsError('AccessDeniedException', "You don't have permissions to access this resource.");
}

export function notInUse(): AwsError {
  return new AwsError('AWSOrganizationsNotInUseException', 'Your account is not a member of an organization.');
}

export function parentNotFound(): AwsError {
  return new AwsError('ParentNotFoundException', "You specified parent that doesn't exist.");
}

export function targetNotFound(): AwsError {
  return new AwsError('TargetNotFoundException', "You specified a target that doesn't exist.");
}

export function invalidInput(): AwsError {
  return new AwsError('InvalidInputException', 'You specified an invalid value.');
}
