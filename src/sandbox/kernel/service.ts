import type { Permission, VpcEndpoint } from './authorization.ts';
import type { Blobs } from './blobs.ts';
import type { Faults } from './faults.ts';
import type { WireRequest, WireResponse } from './http.ts';
import type { InputOf, Invoke, OperationCall, OperationName, OutputOf, ServiceName } from './operations.ts';
import type { Principal } from './principal.ts';
import type { Tags } from './tags.ts';
import type { Trail } from './trail.ts';
import type { World } from './world.ts';

/** Who calls, where, and through what. */
export interface CallOrigin {
  readonly principal: Principal;
  readonly account: string;
  readonly region: string;
  readonly via?: string;
  readonly vpcEndpoint?: VpcEndpoint;
}

/** A call that is about to be carried out. */
export interface CallRequest extends CallOrigin {
  readonly service: string;
  readonly operation: string;
  readonly input: object;
}

/** The cloud as its services see it: it carries out calls, and what services do by themselves as time passes. */
export interface Cloud {
  readonly world: World;
  readonly blobs: Blobs;
  readonly trail: Trail;
  readonly faults: Faults;
  /** Where it answers on loopback; undefined within a process. */
  readonly endpoint: string | undefined;
  service(name: string): Service | undefined;
  resourceType(name: string): ResourceType | undefined;
  /** Calls a service. */
  invoke<S extends ServiceName, O extends OperationName<S>>(request: CallOrigin & OperationCall<S, O>): OutputOf<S, O>;
  /** The same for requests from outside, which may name any operation. */
  answer(request: CallRequest): object;
  /** Carries out a call of an AWS service that the sandbox does not have, as far as `operation` implements it. */
  carryOut<Output>(request: CallRequest, operation: Operation): Output;
  /** Virtual time at which the next thing happens by itself. */
  nextDue(): number | undefined;
  /** Lets time pass until `instant`, and does what becomes due, each thing at its own time. */
  advanceTo(instant: number): void;
  /** The next step of `advanceTo`: answers whether there is another one. */
  advanceOnce(instant: number): boolean;
  /** ARNs (or ids) of all that exists in an account. */
  inventory(account: string): string[];
  /** CloudFormation reports that it wrote a stack event. */
  stackEventWritten(): void;
  /** A request of code that runs in the cloud itself, such as a function: it is signed and encoded like any other. */
  request(request: WireRequest, elapse: (milliseconds: number) => void): WireResponse;
}

/** One call to a service, as its operations see it. */
export interface Call {
  readonly cloud: Cloud;
  readonly account: string;
  readonly region: string;
  readonly principal: Principal;
  /** The service that makes the call on the principal's behalf, such as `cloudformation`. */
  readonly via?: string;
  /** The VPC endpoint through which the request came. What services call on the principal's behalf comes through none. */
  readonly vpcEndpoint?: VpcEndpoint;
  readonly requestId: string;
  /** Virtual time, in milliseconds since the epoch. */
  readonly now: number;
  /**
   * Names what the call is about (ARNs), for the trail, and has it checked that the principal may carry out the operation
   * there: before the operation changes anything, and after all condition keys that matter are noted.
   */
  about(...arns: string[]): void;
  /** The same for what IAM knows by another name than the operation's, or where the resource has a policy itself. */
  requires(permission: Permission): void;
  /** Names for the trail alone: what is not there, or what a policy of its own may keep from the principal first. */
  mention(arn: string): void;
  /** Notes the value of a condition key, for the trail and for the policies that decide. */
  condition(key: string, value: string | readonly string[]): void;
  /** Calls another service (or this one) as the same principal, with a trail entry of its own. */
  invoke<S extends ServiceName, O extends OperationName<S>>(
    service: S,
    operation: O,
    input: InputOf<S, O>,
    how?: InvokeOptions,
  ): OutputOf<S, O>;
}

export interface InvokeOptions {
  readonly via?: string;
  readonly vpcEndpoint?: VpcEndpoint;
  readonly principal?: Principal;
  readonly account?: string;
  readonly region?: string;
}

/**
 * An operation takes the input that the SDK's client would send (same names and types; a streaming body is a
 * Uint8Array) and gives the output that the client would return. It is synchronous: it reads and changes the world,
 * throws `AwsError` to refuse, and never waits.
 */
export type Operation = (input: never, call: Call) => object;

export interface Service {
  /** The signing name: what stands in the credential scope of a request, such as `servicecatalog`. */
  readonly name: string;
  readonly operations: Readonly<Record<string, Operation>>;
  /** How CloudFormation manages this service's resource types. */
  readonly resourceTypes?: Readonly<Record<string, ResourceType>>;
  /** Virtual time at which the service has something to do by itself; undefined when it has nothing. */
  readonly nextDue?: (cloud: Cloud) => number | undefined;
  /** Does what is due at the world's present time. */
  readonly advance?: (cloud: Cloud) => void;
  /** ARNs (or ids) of all that exists in an account, over all regions: what a teardown has to bring back to the beginning. */
  readonly inventory?: (cloud: Cloud, account: string) => string[];
  /** Tags of the resource with the ARN, which policies can ask about; undefined where there is none, or it takes no tags. */
  readonly tagsOf?: (arn: string, place: ServicePlace) => Readonly<Tags> | undefined;
}

/** Whose part of a service, and where. */
export interface ServicePlace {
  readonly cloud: Cloud;
  readonly account: string;
  readonly region: string;
}

/** Properties of a resource after intrinsic functions are resolved. */
export type Properties = Readonly<Record<string, unknown>>;

/** What a resource type's handler works with; calls are made as the principal that the stack operation runs as. */
export interface ResourceContext {
  readonly cloud: Cloud;
  readonly account: string;
  readonly region: string;
  readonly stackName: string;
  readonly stackId: string;
  readonly logicalId: string;
  /** The stack's tags and those CloudFormation adds (`aws:cloudformation:stack-name` …), as a map. */
  readonly stackTags: Readonly<Record<string, string>>;
  readonly now: number;
  /** A name as CloudFormation makes them up: `stack-logicalId-SUFFIX`, cut to `maxLength`. */
  generatedName(maxLength: number, options?: { readonly lowercase?: boolean }): string;
  readonly invoke: Invoke;
}

export interface Created {
  readonly physicalId: string;
}

/** In milliseconds of virtual time since the epoch. */
export interface NotBefore {
  readonly notBefore: number;
}

/**
 * How CloudFormation manages one resource type. `create`, `update` and `delete` run when the action starts and make
 * the service calls; the action ends `seconds` of virtual time later. An `AwsError` they throw fails the resource with
 * its message. Deleting what is gone is success: the handler swallows its service's not-found error. The engine has held
 * properties to the type's schema, so they are what `P` says.
 */
export interface ResourceType<P extends Properties = Properties> {
  /** Documented or commonly seen durations, in seconds of virtual time. */
  readonly seconds: { readonly create: number; readonly update: number; readonly delete: number };
  create(properties: P, context: ResourceContext): Created;
  /** Called only when no create-only property changed. Without it, the type has nothing that can be updated in place. */
  update?(physicalId: string, properties: P, previous: P, context: ResourceContext): void;
  delete(physicalId: string, properties: P, context: ResourceContext): void;
  /** Whether there is one already under the name that its properties give; early validation of change sets asks. */
  exists?(name: string, context: ResourceContext): boolean;
  /**
   * Asked when `seconds` are over, and every few seconds until it says true: for resources that settle by themselves. Where
   * the service knows when that is, nobody asks in vain before. Throws `AwsError` when the resource ended in failure.
   */
  settled?(physicalId: string, phase: 'create' | 'update' | 'delete', context: ResourceContext): boolean | NotBefore;
  /** Express mode looks no further than the calls; it does ask `settled` of stacks, and where that calls again. */
  readonly settledInExpressMode?: true;
  /** What `Ref` gives; the physical id unless said otherwise. */
  ref?(physicalId: string, properties: P, context: ResourceContext): string;
  /** What `Fn::GetAtt` gives, by attribute name. */
  attributes?(physicalId: string, properties: P, context: ResourceContext): Readonly<Record<string, unknown>>;
}
