import { randomUUID } from 'node:crypto';
import { AwsError } from '../kernel/aws-error.ts';
import type { Cloud } from '../kernel/cloud.ts';
import { answerOf, unknownKey } from '../kernel/faults.ts';
import { Unreachable } from '../kernel/network.ts';
import type { Principal } from '../kernel/principal.ts';
import type { Codec, DecodedCall } from './codec.ts';
import { namedFor } from './error-codes.ts';
import type { WireRequest, WireResponse } from './http.ts';
import { signatureOf } from './identity.ts';
import { jsonCodec } from './json.ts';
import { ec2Codec, queryCodec } from './query.ts';
import { RateLimits } from './rate-limits.ts';
import { restJsonCodec } from './rest-json.ts';
import { restXmlCodec } from './rest-xml.ts';
import { SAGEMAKER_RUNTIME, serviceSchema, type Protocol, type ServiceSchema } from './schemas.ts';
import { unidentified } from './unidentified.ts';

const CODECS: Readonly<Record<Protocol, Codec>> = {
  query: queryCodec,
  ec2: ec2Codec,
  json: jsonCodec,
  'rest-json': restJsonCodec,
  'rest-xml': restXmlCodec,
};

/** The connection breaks instead of an answer. */
export class ConnectionLost extends Error {
  readonly code: string;

  constructor(message: string, code = 'ECONNRESET') {
    super(message);
    this.code = code;
  }
}

/** How long clients wait for a connection, in milliseconds: what botocore and the SDK's clients commonly do. */
const CONNECT_MS = 60_000;

function* timedOut({ message, code }: Unreachable): Generator<number, never, void> {
  yield CONNECT_MS;
  throw new ConnectionLost(message, code);
}

export type Pause = (milliseconds: number) => Promise<void>;

/** A request that was read, from somebody known. */
interface Understood extends DecodedCall {
  readonly principal: Principal;
  readonly region: string;
}

export interface GatewayParts {
  readonly cloud: Cloud;
  /** Whose access key it is; throws `AwsError` for unknown and expired ones. */
  readonly identify: (accessKeyId: string, sessionToken: string | undefined) => Principal;
  /** Called before an answer leaves: what it tells must not be forgotten. */
  readonly save: () => void;
}

/** Answers requests as AWS does: who asks, what for, the answer or the refusal, in the service's own protocol. */
export class Gateway {
  readonly #parts: GatewayParts;
  readonly #limits = new RateLimits();

  constructor(parts: GatewayParts) {
    this.#parts = parts;
  }

  /** `pause` is how the caller lets virtual time pass, for answers that are slow. */
  async handle(request: WireRequest, pause: Pause): Promise<WireResponse> {
    const steps = this.#steps(request);
    try {
      let step = steps.next();
      for (; !step.done; step = steps.next()) await pause(step.value);
      return step.value;
    } finally {
      this.#parts.save();
    }
  }

  /** The same within one step of the world, which is saved as a whole: for code that runs in the cloud itself. */
  handleWithin(request: WireRequest, elapse: (milliseconds: number) => void): WireResponse {
    const steps = this.#steps(request);
    let step = steps.next();
    for (; !step.done; step = steps.next()) elapse(step.value);
    return step.value;
  }

  /** Yields the milliseconds that have to pass before it goes on. */
  *#steps(request: WireRequest): Generator<number, WireResponse, void> {
    let schema = unidentified(request, undefined);
    try {
      const signature = signatureOf(request);
      schema = unidentified(request, signature.service);
      schema = schemaOf(signature.service, request);
      const { operation, input } = CODECS[schema.protocol].decode(request, schema);
      if (this.#parts.cloud.faults.isDisabled(signature.region)) throw unknownKey();
      const principal = this.#parts.identify(signature.accessKeyId, signature.sessionToken);
      yield* this.#misfortune(`${schema.service}:${operation}`);
      return this.#answer({ principal, region: signature.region, operation, input }, schema);
    } catch (error) {
      if (error instanceof Unreachable) yield* timedOut(error);
      if (!(error instanceof AwsError)) throw error;
      return CODECS[schema.protocol].encodeError(namedFor(schema.protocol, error), schema, randomUUID());
    }
  }

  #answer({ principal, region, operation, input }: Understood, schema: ServiceSchema): WireResponse {
    const { cloud } = this.#parts;
    const { account } = principal;
    this.#limits.check(cloud.world.now, account, region, schema.service, operation);
    const output = cloud.invoke<object>({ principal, account, region, service: schema.service, operation, input });
    const described = schema.operations.get(operation);
    if (!described) throw new AwsError('InvalidAction', `no operation ${operation} in ${schema.service}`);
    return CODECS[schema.protocol].encode(output, described, schema, randomUUID());
  }

  *#misfortune(call: string): Generator<number, void, void> {
    const fault = this.#parts.cloud.faults.forCall(call);
    if (!fault) return;
    if (fault.kind === 'drop') throw new ConnectionLost(`the sandbox dropped the connection of ${call}`);
    if (fault.kind === 'slow') return yield fault.seconds * 1000;
    const answer = answerOf(fault);
    if (answer) throw answer;
  }
}

function schemaOf(service: string, { headers }: WireRequest): ServiceSchema {
  const isRuntime = service === 'sagemaker' && !headers['x-amz-target'];
  const schema = serviceSchema(isRuntime ? SAGEMAKER_RUNTIME : service);
  if (!schema) throw new AwsError('NotImplemented', `the sandbox has no service ${service}`, 501);
  return schema;
}
