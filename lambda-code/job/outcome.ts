import type { FailureType } from '@aws-sdk/client-codepipeline';

/** How an invocation ends; what CodePipeline is told of it. */
export type Outcome = Succeeded | Again | Failed;

export interface Succeeded {
  readonly kind: 'succeeded';
  readonly message: string;
  readonly outputVariables: Readonly<Record<string, string>>;
}

/** The job goes on: CodePipeline invokes the function again in a while, with the token. */
export interface Again {
  readonly kind: 'again';
  readonly message: string;
  readonly token: string;
}

export interface Failed {
  readonly kind: 'failed';
  readonly type: FailureType;
  readonly message: string;
}

export function succeeded(message: string, outputVariables: Readonly<Record<string, string>> = {}): Succeeded {
  return { kind: 'succeeded', message, outputVariables };
}

export function again(token: string, message: string): Again {
  return { kind: 'again', token, message };
}

export function failed(type: FailureType, message: string): Failed {
  return { kind: 'failed', type, message };
}
