import type { FailureType } from '@aws-sdk/client-codepipeline';

import { AwsError } from '../../../kernel/aws-error.ts';

/** Why an action fails, as its error details say. */
export class ActionFailure extends Error {
  readonly code: FailureType;

  constructor(code: FailureType, message: string) {
    super(message);
    this.name = 'ActionFailure';
    this.code = code;
  }
}

/** What `act` gives. What its service refuses for want of a permission is told as CodePipeline tells it. */
export function permitted<T>(what: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof AwsError) || !/^AccessDenied/.test(error.code)) throw error;
    throw new ActionFailure(
      'PermissionError',
      `The service role or action role doesn’t have the permissions required to access ${what}. ` +
        `Update the IAM role permissions, and then try again. Error: ${error.message}`,
    );
  }
}
