import { AwsError } from './aws-error.ts';
import type {
  CallFault,
  Fault,
  FunctionFault,
  LagFault,
  QuotaFault,
  ResourceFault,
  SageMakerFault,
  ServiceFault,
} from './fault-schema.ts';
import { matchesWildcard } from './wildcard.ts';

export type { Fault, LagFault };

/** The faults that a sandbox was started with. */
export class Faults {
  readonly #faults: readonly Fault[];
  readonly #seen = new Map<Fault, number>();
  readonly #hits = new Map<Fault, number>();

  constructor(faults: readonly Fault[]) {
    this.#faults = faults;
  }

  /** The sessions of what runs in the cloud itself do not expire: Lambda renews them. */
  forCall(call: string, isWithin = false): CallFault | undefined {
    return this.#faults.find(
      (fault): fault is CallFault =>
        'call' in fault &&
        fault.kind !== 'lag' &&
        !(isWithin && fault.kind === 'expire') &&
        matchesWildcard(fault.call, call) &&
        this.#strikes(fault),
    );
  }

  /** The first that means a read decides how far it lags. */
  forRead(call: string): LagFault | undefined {
    return this.#faults.find((fault): fault is LagFault => fault.kind === 'lag' && matchesWildcard(fault.call, call));
  }

  get areLagging(): boolean {
    return this.#faults.some(({ kind }) => kind === 'lag');
  }

  isDisabled(region: string): boolean {
    return this.#faults.some(
      (fault) => fault.kind === 'disabled-region' && fault.region === region && this.#strikes(fault),
    );
  }

  forResource(type: string, logicalId: string, phase: ResourceFault['phase']): ResourceFault | undefined {
    return this.#faults.find(
      (fault): fault is ResourceFault =>
        fault.kind === 'resource' &&
        fault.phase === phase &&
        (matchesWildcard(fault.resource, type) || matchesWildcard(fault.resource, logicalId)) &&
        this.#strikes(fault),
    );
  }

  forSageMaker(resource: string, phase: 'create' | 'update' | 'rollback'): SageMakerFault | undefined {
    return this.#faults.find(
      (fault): fault is SageMakerFault =>
        fault.kind === 'sagemaker' &&
        (fault.phase === phase || (fault.phase === undefined && phase !== 'rollback')) &&
        matchesWildcard(fault.resource, resource) &&
        this.#strikes(fault),
    );
  }

  isStuck(resource: string, phase: string): boolean {
    return this.#faults.some(
      (fault) =>
        fault.kind === 'stuck' &&
        fault.phase === phase &&
        matchesWildcard(fault.resource, resource) &&
        this.#strikes(fault),
    );
  }

  forFunction(name: string): FunctionFault | undefined {
    return this.#faults.find(
      (fault): fault is FunctionFault =>
        fault.kind === 'function' && matchesWildcard(fault.function, name) && this.#strikes(fault),
    );
  }

  /** The first fault that matches this quota of this account applies. */
  forQuota(quota: string, account: string): QuotaFault | undefined {
    return this.#faults.find(
      (fault): fault is QuotaFault =>
        fault.kind === 'quota' && matchesWildcard(fault.quota, quota) && holdsIn(fault.account, account),
    );
  }

  forService(service: string, region: string): ServiceFault | undefined {
    return this.#faults.find(
      (fault): fault is ServiceFault =>
        fault.kind === 'service' && fault.service === service && matchesWildcard(fault.region, region),
    );
  }

  /** Whether a fault says that a zone lacks an endpoint's service or an instance type. */
  lacksInZone(what: string, zoneId: string): boolean {
    return this.#faults.some(
      (fault) =>
        fault.kind === 'zone' && fault.zone === zoneId && matchesWildcard(fault.lacks.replace(/^ml\./, ''), what),
    );
  }

  hasDefaultVpc(account: string): boolean {
    const override = this.#faults.find((fault) => fault.kind === 'default-vpc' && holdsIn(fault.account, account));
    return override?.kind === 'default-vpc' ? override.present : true;
  }

  crashesAt(event: number): boolean {
    return this.#faults.some((fault) => fault.kind === 'crash' && fault.event === event);
  }

  /** Spreads hits evenly instead of randomly, so that a run with faults is as repeatable as one without. */
  #strikes(fault: Extract<Fault, { readonly times?: unknown }>): boolean {
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

/** The error that a fault returns; undefined if the fault is a delay or a lost connection. */
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

function holdsIn(wanted: string | undefined, account: string): boolean {
  return wanted === undefined || wanted === account;
}
