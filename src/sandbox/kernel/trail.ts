import type { TrailRefusal } from './policy/decision.ts';
import type { Principal } from './principal.ts';

/** One call in the sandbox's audit trail. It contains no parameter values, and so no secrets. */
export interface TrailEntry {
  /** Virtual time, ISO 8601. */
  readonly time: string;
  readonly account: string;
  readonly region: string;
  readonly principal: Principal;
  readonly service: string;
  readonly operation: string;
  /** ARNs of what the call was about, as IAM would see them. */
  readonly resources: readonly string[];
  /** Values of condition keys that policies of the lab test, such as `sts:ExternalId`. */
  readonly context: Readonly<Record<string, string | readonly string[]>>;
  /** The service that made the call on the principal's behalf, such as `cloudformation`. */
  readonly via?: string;
  readonly mutating: boolean;
  /** `ok`, or the code of the error that was answered. */
  readonly outcome: string;
  /** The policy that refused, and its place. */
  readonly refusal?: TrailRefusal;
}

export interface Trail {
  record(entry: TrailEntry): void;
  entries(): readonly TrailEntry[];
}

const READING = /^(Describe|Get|List|Head|Search|Scan|Validate|Lookup|BatchGet|AssumeRole|Detect|Preview|Simulate)/;

/** Whether an operation changes anything, judged by the verb at the start of its name. */
export function isMutating(operation: string): boolean {
  return !READING.test(operation);
}

export function memoryTrail(): Trail {
  const kept: TrailEntry[] = [];
  return { record: (entry) => void kept.push(entry), entries: () => kept };
}
