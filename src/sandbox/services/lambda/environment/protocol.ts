import type { WireRequest, WireResponse } from '../../../kernel/http.ts';

/** What an environment is made from, once for all runs in it. */
export interface EnvironmentStart {
  /** The folder of all environments, with one for each. */
  readonly folder: string;
  /** The folder that holds the unpacked code. */
  readonly root: string;
  /** The one folder that the code may write to. */
  readonly temporary: string;
  readonly handler: string;
  readonly runtime: string;
  /** In MB. */
  readonly memorySize: number;
  readonly variables: Readonly<Record<string, string>>;
}

/** One invocation. */
export interface RunTask {
  readonly requestId: string;
  /** The event, as JSON. */
  readonly payload: string;
  /** Virtual time, in milliseconds since the epoch. */
  readonly now: number;
  /** In milliseconds. */
  readonly timeout: number;
  /** Real milliseconds without a sign of life after which the code counts as hanging. */
  readonly patience: number;
  readonly context: FunctionContext;
}

/** What the context object says of the function. */
export interface FunctionContext {
  readonly functionName: string;
  readonly functionVersion: string;
  readonly invokedFunctionArn: string;
  readonly memoryLimitInMB: string;
  readonly logGroupName: string;
  readonly logStreamName: string;
}

/** An error as Lambda answers it. */
export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

export type Ending =
  | { readonly kind: 'succeeded'; readonly payload: string }
  | { readonly kind: 'failed'; readonly error: FunctionError }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'out of memory' }
  | { readonly kind: 'killed' }
  | { readonly kind: 'exit'; readonly code: number };

export interface RunResult {
  readonly ending: Ending;
  /** What the code printed. */
  readonly lines: readonly string[];
  /** Virtual milliseconds. */
  readonly duration: number;
  /** How long the code took to load, where this was the environment's first run. */
  readonly initDuration?: number;
  /** In MB. */
  readonly memoryUsed: number;
  /** Whether the environment is of no use any more. */
  readonly isOver: boolean;
}

/** A request of the function's code, and its answer: none where the connection breaks. */
export type ForwardedRequest = WireRequest;

export interface ForwardedAnswer {
  readonly response?: WireResponse;
  /** Virtual milliseconds that the answer took. */
  readonly elapsed: number;
}

/** What the thread that runs the code is told. */
export type ToRuntime =
  | ({ readonly kind: 'invoke' } & Omit<RunTask, 'patience'>)
  /** Let virtual time pass, at the most up to the first timer, which then fires. */
  | { readonly kind: 'step'; readonly milliseconds: number };

/** What the thread that runs the code tells. */
export type FromRuntime =
  | { readonly kind: 'ready' }
  | { readonly kind: 'log'; readonly text: string }
  /** Nothing was left to do but to wait, so that the time until then was left out. */
  | { readonly kind: 'skipped'; readonly milliseconds: number }
  | { readonly kind: 'stepped'; readonly milliseconds: number }
  /** All that is left to wait for comes after the function's timeout. */
  | { readonly kind: 'overdue' }
  | { readonly kind: 'succeeded'; readonly payload: string; readonly memoryUsed: number }
  | { readonly kind: 'failed'; readonly error: FunctionError; readonly isFatal: boolean; readonly memoryUsed: number };
