import type { MessagePort } from 'node:worker_threads';
import type { Signal } from './signal.ts';

/** Messages from the other end: requests during a task, and finally its outcome. */
export type FromServer =
  | { readonly kind: 'request'; readonly id: number; readonly request: unknown }
  | { readonly kind: 'result'; readonly result: unknown }
  | { readonly kind: 'error'; readonly message: string };

/** Messages to the other end: the task, and the responses to its requests. */
export type ToServer =
  | { readonly kind: 'task'; readonly task: unknown }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: unknown };

/** What the other end needs to serve the line. */
export interface LineEnd {
  readonly port: MessagePort;
  /** What the line is for. */
  readonly data: unknown;
  /** Given with each message from the other end, so that the caller can sleep until there is one. */
  readonly signal: Signal;
}
