import { AwsError } from './aws-error.ts';

/** What goes wrong with a call before its service sees it. `call` is `service:Operation`, with `*` as a wildcard. */
export type CallFault =
  | { readonly kind: 'throttle'; readonly call: string }
  | {
      readonly kind: 'error';
      readonly call: string;
      readonly code: string;
      readonly message?: string;
      readonly status?: number;
    }
  | { readonly kind: 'drop'; readonly call: string }
  | { readonly kind: 'slow'; readonly call: string; readonly seconds: number }
  | { readonly kind: 'expire'; readonly call: string };

/** A region that the accounts have not enabled, where nobody's keys are known. */
export interface RegionFault {
  readonly kind: 'disabled-region';
  readonly region: string;
}

/** A resource that CloudFormation fails to create, update or delete. `resource` is a type or a logical id, with `*`. */
export interface ResourceFault {
  readonly kind: 'resource';
  readonly resource: string;
  readonly phase: 'create' | 'update' | 'delete';
  readonly reason: string;
}

/** What SageMaker fails at: `training-job/NAME` or `endpoint/NAME`, with `*`. A rollback fails only if it is named. */
export interface SageMakerFault {
  readonly kind: 'sagemaker';
  readonly resource: string;
  readonly phase?: 'create' | 'update' | 'rollback';
  readonly reason: string;
}

/** A notebook that does not come out of `Pending` or `Stopping`: `notebook-instance/NAME`, with `*`. */
export interface StuckFault {
  readonly kind: 'stuck';
  readonly resource: string;
  readonly phase: 'start' | 'stop';
}

/** What becomes of a run of a Lambda function before its code does anything. `function` is its name, with `*`. */
export interface FunctionFault {
  readonly kind: 'function';
  readonly function: string;
  readonly outcome: 'timeout' | 'crash' | 'throttle';
}

/** Ends the process, as SIGKILL does, as soon as stack event number `event` (counted from 1) is saved. */
export interface CrashFault {
  readonly kind: 'crash';
  readonly event: number;
}

/** A fault, where `share` (0 to 1) says how many of the matching cases it hits and `times` how often at the most. */
export type Fault = (
  CallFault | RegionFault | ResourceFault | SageMakerFault | StuckFault | FunctionFault | CrashFault
) & {
  readonly share?: number;
  readonly times?: number;
};

export class Faults {
  readonly #faults: readonly Fault[];
  readonly #seen = new Map<Fault, number>();
  readonly #hits = new Map<Fault, number>();

  constructor(faults: readonly Fault[]) {
    this.#faults = faults;
  }

  forCall(call: string): CallFault | undefined {
    return this.#faults.find(
      (fault): fault is CallFault & Fault => 'call' in fault && matches(fault.call, call) && this.#strikes(fault),
    );
  }

  isDisabled(region: string): boolean {
    return this.#faults.some(
      (fault) => fault.kind === 'disabled-region' && fault.region === region && this.#strikes(fault),
    );
  }

  forResource(type: string, logicalId: string, phase: ResourceFault['phase']): ResourceFault | undefined {
    return this.#faults.find(
      (fault): fault is ResourceFault & Fault =>
        fault.kind === 'resource' &&
        fault.phase === phase &&
        (matches(fault.resource, type) || matches(fault.resource, logicalId)) &&
        this.#strikes(fault),
    );
  }

  forSageMaker(resource: string, phase: 'create' | 'update' | 'rollback'): SageMakerFault | undefined {
    return this.#faults.find(
      (fault): fault is SageMakerFault & Fault =>
        fault.kind === 'sagemaker' &&
        (fault.phase === phase || (fault.phase === undefined && phase !== 'rollback')) &&
        matches(fault.resource, resource) &&
        this.#strikes(fault),
    );
  }

  isStuck(resource: string, phase: string): boolean {
    return this.#faults.some(
      (fault) =>
        fault.kind === 'stuck' && fault.phase === phase && matches(fault.resource, resource) && this.#strikes(fault),
    );
  }

  forFunction(name: string): FunctionFault | undefined {
    return this.#faults.find(
      (fault): fault is FunctionFault & Fault =>
        fault.kind === 'function' && matches(fault.function, name) && this.#strikes(fault),
    );
  }

  crashesAt(event: number): boolean {
    return this.#faults.some((fault) => fault.kind === 'crash' && fault.event === event);
  }

  /** Spreads hits evenly instead of drawing lots, so that a run with faults is as repeatable as one without. */
  #strikes(fault: Fault): boolean {
    const hits = this.#hits.get(fault) ?? 0;
    if (hits >= (fault.times ?? Infinity)) return false;
    const seen = (this.#seen.get(fault) ?? 0) + 1;
    this.#seen.set(fault, seen);
    const share = fault.share ?? 1;
    if (Math.floor(seen * share) === Math.floor((seen - 1) * share)) return false;
    this.#hits.set(fault, hits + 1);
    return true;
  }
}

/** The answer that a fault stands for; undefined where the fault is not an answer but a delay or a lost connection. */
export function answerOf(fault: CallFault): AwsError | undefined {
  switch (fault.kind) {
    case 'throttle':
      return throttled();
    case 'error':
      return new AwsError(fault.code, fault.message ?? 'injected by a fault of the sandbox', fault.status ?? 500);
    case 'expire':
      return new AwsError('ExpiredToken', 'The security token included in the request is expired', 403);
    case 'drop':
    case 'slow':
      return undefined;
  }
}

/** Source: aws-sdk-ruby#2850, aws-sdk-java#2313. */
export function unknownKey(): AwsError {
  return new AwsError('InvalidClientTokenId', 'The security token included in the request is invalid.', 403);
}

export function throttled(): AwsError {
  return new AwsError('Throttling', 'Rate exceeded');
}

function matches(pattern: string, text: string): boolean {
  const expression = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${expression.join('.*')}$`).test(text);
}
