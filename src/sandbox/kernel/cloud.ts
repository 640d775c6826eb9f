import { randomUUID } from 'node:crypto';

import { AwsError } from './aws-error.ts';
import type { Blobs } from './blobs.ts';
import type { Faults } from './faults.ts';
import type { Principal } from './principal.ts';
import type { Call, InvokeOptions, ResourceType, Service } from './service.ts';
import { isMutating, type Trail } from './trail.ts';
import type { World } from './world.ts';

/** A call that is about to be carried out; an authorizer throws `AwsError` to refuse it. */
export interface CallRequest {
  readonly principal: Principal;
  readonly account: string;
  readonly region: string;
  readonly service: string;
  readonly operation: string;
  readonly input: object;
  readonly via?: string;
}

export interface CloudParts {
  readonly world: World;
  readonly services: readonly Service[];
  readonly blobs: Blobs;
  readonly trail: Trail;
  readonly faults: Faults;
}

/** The services over one world: carries out calls, and what services do by themselves as time goes by. */
export class Cloud {
  readonly world: World;
  readonly blobs: Blobs;
  readonly trail: Trail;
  readonly faults: Faults;
  readonly #services: ReadonlyMap<string, Service>;
  #eventListener: ((event: number) => void) | undefined;
  #events = 0;

  constructor(parts: CloudParts) {
    this.world = parts.world;
    this.blobs = parts.blobs;
    this.trail = parts.trail;
    this.faults = parts.faults;
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
      const type = service.resourceTypes?.[name];
      if (type) return type;
    }
    return undefined;
  }

  invoke<Output = Record<string, unknown>>(request: CallRequest): Output {
    const resources = new Set<string>();
    const context: Record<string, string | readonly string[]> = {};
    let outcome = 'ok';
    try {
      return this.#operation(request)(request.input as never, this.#call(request, resources, context)) as Output;
    } catch (error) {
      outcome = error instanceof AwsError ? error.code : 'InternalFailure';
      throw error;
    } finally {
      this.#record(request, [...resources], context, outcome);
    }
  }

  /** Virtual time at which the next thing happens by itself. */
  nextDue(): number | undefined {
    let next: number | undefined;
    for (const service of this.#services.values()) {
      const due = service.nextDue?.(this);
      if (due !== undefined && (next === undefined || due < next)) next = due;
    }
    return next;
  }

  /** Lets time pass until `instant`, doing on the way what is due, each thing at its own time. */
  advanceTo(instant: number): void {
    for (let due = this.nextDue(); due !== undefined && due <= instant; due = this.nextDue()) {
      this.world.moveTo(due);
      for (const service of this.#services.values()) service.advance?.(this);
      this.world.touch();
    }
    this.world.moveTo(instant);
  }

  inventory(account: string): string[] {
    return [...this.#services.values()].flatMap((service) => service.inventory?.(this, account) ?? []).sort();
  }

  /** Has `listener` told of each stack event as it is written: the points at which a run may be cut off. */
  onStackEvent(listener: (event: number) => void): void {
    this.#eventListener = listener;
  }

  /** CloudFormation says that it wrote a stack event. */
  stackEventWritten(): void {
    this.#events += 1;
    this.#eventListener?.(this.#events);
  }

  #operation({ service, operation }: CallRequest) {
    const found = this.#services.get(service)?.operations[operation];
    if (!found) {
      throw new AwsError('NotImplemented', `the sandbox does not implement ${service}:${operation}`, 501);
    }
    return found;
  }

  #call(request: CallRequest, resources: Set<string>, context: Record<string, string | readonly string[]>): Call {
    return {
      cloud: this,
      account: request.account,
      region: request.region,
      principal: request.principal,
      ...(request.via && { via: request.via }),
      requestId: randomUUID(),
      now: this.world.now,
      about: (...arns) => arns.forEach((arn) => resources.add(arn)),
      condition: (key, value) => {
        context[key] = value;
      },
      invoke: <Output>(service: string, operation: string, input: object, how: InvokeOptions = {}) =>
        this.invoke<Output>({
          principal: how.principal ?? request.principal,
          account: how.account ?? request.account,
          region: how.region ?? request.region,
          service,
          operation,
          input,
          ...((how.via ?? request.via) && { via: how.via ?? request.via }),
        }),
    };
  }

  #record(
    request: CallRequest,
    resources: readonly string[],
    context: Readonly<Record<string, string | readonly string[]>>,
    outcome: string,
  ): void {
    const mutating = isMutating(request.operation);
    if (mutating) this.world.touch();
    this.trail.record({
      time: new Date(this.world.now).toISOString(),
      account: request.account,
      region: request.region,
      principal: request.principal,
      service: request.service,
      operation: request.operation,
      resources,
      context,
      ...(request.via && { via: request.via }),
      mutating,
      outcome,
    });
  }
}
