import { randomUUID } from 'node:crypto';

import { own, put } from '../../own.ts';
import { actionOf, isOf, needsPermission, type Authorizer, type Permission } from './authorization.ts';
import { AwsError } from './aws-error.ts';
import type { Blobs } from './blobs.ts';
import type { Faults } from './faults.ts';
import { outsideOfNetworks, type FindEndpoint } from './network.ts';
import { requestContext } from './policy/context.ts';
import type { Refusal } from './policy/decision.ts';
import { refusedBy, resourcePolicies, trailRefusal } from './policy/refusal.ts';
import type { OperationCall, OperationName, OutputOf, ServiceName } from './operations.ts';
import { resourceTagContext } from './resource-tags.ts';
import type { Call, CallOrigin, CallRequest, Cloud, Operation, ResourceType, Service } from './service.ts';
import { isMutating, type Trail } from './trail.ts';
import type { World } from './world.ts';
import type { WireRequest, WireResponse } from './http.ts';

export interface CloudParts {
  readonly world: World;
  readonly services: readonly Service[];
  readonly blobs: Blobs;
  readonly trail: Trail;
  readonly faults: Faults;
  /** Asked about each permission that a call takes, before it changes anything. Without it, only policies of resources decide. */
  readonly authorize?: Authorizer | undefined;
  /** How calls leave the networks that some principals are in. Without it, as if they were in none. */
  readonly findEndpoint?: FindEndpoint;
  /** Refuses inputs that the API's model does not allow, so that services check only what it does not say. */
  readonly checkInput: CheckInput;
}

export type CheckInput = (service: string, operation: string, input: object) => void;

/** Answers requests within one step of the world; `elapse` is told how many milliseconds an answer takes. */
export type Wire = (request: WireRequest, elapse: (milliseconds: number) => void) => WireResponse;

/** What becomes known of a call while it is carried out. */
interface Progress {
  readonly resources: Set<string>;
  readonly context: Record<string, string | readonly string[]>;
}

/** The cloud of a sandbox: its services, over one world. */
export class SandboxCloud implements Cloud {
  readonly world: World;
  readonly blobs: Blobs;
  readonly trail: Trail;
  readonly faults: Faults;
  endpoint: string | undefined;
  readonly #services: ReadonlyMap<string, Service>;
  readonly #authorize: Authorizer;
  readonly #findEndpoint: FindEndpoint | undefined;
  readonly #checkInput: CheckInput;
  #eventListener: ((event: number) => void) | undefined;
  #events = 0;
  #wire: Wire | undefined;
  #beforeTimePasses: () => void = () => undefined;

  constructor(parts: CloudParts) {
    this.world = parts.world;
    this.blobs = parts.blobs;
    this.trail = parts.trail;
    this.faults = parts.faults;
    this.#authorize = parts.authorize ?? resourcePolicies;
    this.#findEndpoint = parts.findEndpoint;
    this.#checkInput = parts.checkInput;
    this.#services = new Map(parts.services.map((service) => [service.name, service]));
  }

  service(name: string): Service | undefined {
    return this.#services.get(name);
  }

  services(): Iterable<Service> {
    return this.#services.values();
  }

  resourceType(name: string): ResourceType | undefined {
    for (const service of this.#services.values()) {
      const type = own(service.resourceTypes, name);
      if (type) return type;
    }
    return undefined;
  }

  invoke<S extends ServiceName, O extends OperationName<S>>(request: CallOrigin & OperationCall<S, O>): OutputOf<S, O> {
    return this.answer(request as CallRequest) as OutputOf<S, O>;
  }

  answer(request: CallRequest): object {
    return this.carryOut<object>(request, (input, call) => {
      const operation = this.#operation(request);
      this.#checkInput(request.service, request.operation, input);
      return operation(input, call);
    });
  }

  carryOut<Output>(asked: CallRequest, operation: Operation): Output {
    const request = { ...asked, ...this.#wayOut(asked) };
    const progress: Progress = { resources: new Set(), context: Object.create(null) as Progress['context'] };
    let outcome = 'ok';
    let refusal: Refusal | undefined;
    try {
      const call = this.#call(request, progress);
      const output = operation(request.input as never, call);
      // Lists and the like are about nothing in particular.
      if (progress.resources.size === 0) this.#check(call, request, progress, { resource: '*' });
      return output as Output;
    } catch (error) {
      outcome = error instanceof AwsError ? error.code : 'InternalFailure';
      refusal = error instanceof AwsError ? error.refusal : undefined;
      throw error;
    } finally {
      this.#record(request, progress, outcome, refusal);
    }
  }

  nextDue(): number | undefined {
    let next: number | undefined;
    for (const service of this.#services.values()) {
      const due = service.nextDue?.(this);
      if (due !== undefined && (next === undefined || due < next)) next = due;
    }
    return next;
  }

  advanceTo(instant: number): void {
    while (this.advanceOnce(instant));
  }

  advanceOnce(instant: number): boolean {
    const due = this.nextDue();
    const isDue = due !== undefined && due <= instant;
    this.#beforeTimePasses();
    this.world.moveTo(isDue ? due : instant);
    if (isDue) for (const service of this.#services.values()) service.advance?.(this);
    return isDue;
  }

  /** Has `listener` called when all is done that happens at one moment, before the next. */
  onTimePassing(listener: () => void): void {
    this.#beforeTimePasses = listener;
  }

  inventory(account: string): string[] {
    return [...this.#services.values()].flatMap((service) => service.inventory?.(this, account) ?? []).sort();
  }

  /** Calls `listener` for each stack event as it is written: the points at which a run may be cut off. */
  onStackEvent(listener: (event: number) => void): void {
    this.#eventListener = listener;
  }

  stackEventWritten(): void {
    this.#events += 1;
    this.#eventListener?.(this.#events);
  }

  connect(wire: Wire): void {
    this.#wire = wire;
  }

  request(request: WireRequest, elapse: (milliseconds: number) => void): WireResponse {
    if (!this.#wire) throw new Error('this cloud is not connected to the wire');
    return this.#wire(request, elapse);
  }

  #operation({ service, operation }: CallRequest) {
    const found = own(this.#services.get(service)?.operations, operation);
    if (!found) {
      throw new AwsError('NotImplemented', `the sandbox does not implement ${service}:${operation}`, 501);
    }
    return found;
  }

  /** How the call leaves the network that the principal is in. Services act outside of those they act for. */
  #wayOut(request: CallRequest): Pick<CallRequest, 'vpcEndpoint'> {
    const { principal, via } = request;
    if (!this.#findEndpoint || !principal.network || principal.kind === 'service' || via !== undefined) return {};
    return { vpcEndpoint: this.#findEndpoint(principal.network, request, this) };
  }

  #call(request: CallRequest, progress: Progress): Call {
    const requires = (permission: Permission) => {
      if (!permission.besides) progress.resources.add(permission.resource);
      this.#check(call, request, progress, permission);
    };
    const call: Call = {
      cloud: this,
      account: request.account,
      region: request.region,
      principal: request.principal,
      ...(request.via && { via: request.via }),
      ...(request.vpcEndpoint && { vpcEndpoint: request.vpcEndpoint }),
      requestId: randomUUID(),
      now: this.world.now,
      requires,
      mention: (arn) => void progress.resources.add(arn),
      about: (...arns) => arns.forEach((resource) => requires({ resource })),
      condition: (key, value) => {
        put(progress.context, key, value);
      },
      invoke: (service, operation, input, how = {}) =>
        this.invoke({
          principal: how.principal ?? outsideOfNetworks(request.principal),
          account: how.account ?? request.account,
          region: how.region ?? request.region,
          service,
          operation,
          input,
          ...((how.via ?? request.via) && { via: how.via ?? request.via }),
          ...(how.vpcEndpoint && { vpcEndpoint: how.vpcEndpoint }),
        }),
    };
    return call;
  }

  #check(call: Call, { service, operation }: CallRequest, { context }: Progress, permission: Permission): void {
    const action = permission.action ?? actionOf(service, operation);
    // What a service asks of another on the caller's behalf does not come through the endpoint.
    const vpcEndpoint = isOf(service, action) ? call.vpcEndpoint : undefined;
    const isFree = !needsPermission(action);
    if (isFree && !vpcEndpoint) return;
    const tags = resourceTagContext(this, action, permission.resource);
    const known = { ...requestContext(call), ...tags, ...context, ...permission.context };
    const { principal } = call;
    const check = { ...permission, principal, action, context: known, ...(vpcEndpoint && { vpcEndpoint }) };
    const refusal = isFree ? resourcePolicies(check, this.world) : this.#authorize(check, this.world);
    if (refusal) throw refusedBy(service, refusal);
  }

  #record(request: CallRequest, { resources, context }: Progress, outcome: string, refusal: Refusal | undefined): void {
    const mutating = isMutating(request.operation);
    this.trail.record({
      time: new Date(this.world.now).toISOString(),
      account: request.account,
      region: request.region,
      principal: request.principal,
      service: request.service,
      operation: request.operation,
      resources: [...resources],
      context,
      ...(request.via && { via: request.via }),
      mutating,
      outcome,
      ...(refusal && { refusal: trailRefusal(refusal) }),
    });
  }
}
