import { randomUUID } from 'node:crypto';
import { AwsError } from '../kernel/aws-error.ts';
import type { Cloud } from '../kernel/service.ts';
import { answerOf, unknownKey } from '../kernel/faults.ts';
import { ConnectionLost, Unreachable, type Pause } from '../kernel/network.ts';
import type { Principal } from '../kernel/principal.ts';
import type { Codec, DecodedCall } from './codec.ts';
import { namedFor } from './error-codes.ts';
import type { WireRequest, WireResponse } from '../kernel/http.ts';
import { jsonCodec } from './json.ts';
import { ec2Codec, queryCodec } from './query.ts';
import { RateLimits } from './rate-limits.ts';
import { restJsonCodec } from './rest-json.ts';
import { restXmlCodec } from './rest-xml.ts';
import { SAGEMAKER_RUNTIME, serviceSchema, type Protocol, type ServiceSchema } from './schemas.ts';
import { credentialOf, signerOf, type Signer } from './signature/signer.ts';
import { verify } from './signature/verify.ts';
import { unidentified } from './unidentified.ts';

const CODECS: Readonly<Record<Protocol, Codec>> = {
  query: queryCodec,
  ec2: ec2Codec,
  json: jsonCodec,
  'rest-json': restJsonCodec,
  'rest-xml': restXmlCodec,
};

/** How long clients wait for a connection, in milliseconds: the usual timeout of botocore and the SDK's clients. */
const CONNECT_MS = 60_000;

function* timedOut({ message, code }: Unreachable): Generator<number, never, void> {
  yield CONNECT_MS;
  throw new ConnectionLost(message, code);
}

/** Milliseconds since the epoch, by the signer's clock. */
export type SigningClock = () => number;

/** A decoded request of a known principal. */
interface Understood extends DecodedCall {
  readonly principal: Principal;
  readonly region: string;
}

export interface GatewayParts {
  readonly cloud: Cloud;
  /** The owner of an access key; throws `AwsError` for unknown and expired ones. */
  readonly identify: (accessKeyId: string, sessionToken: string | undefined) => Principal;
  /** The secret of a key that `identify` knows. */
  readonly secretOf: (accessKeyId: string) => string;
  /** Who answers a read that lags behind; undefined where the present does. */
  readonly pastFor?: (call: string) => Cloud | undefined;
  /** Called before a response is sent: its effects must not be lost. */
  readonly save: () => void;
}

/**
 * Answers requests as AWS does: identifies the caller and the operation, and returns the result or the error in the
 * service's own protocol.
 */
export class Gateway {
  readonly #parts: GatewayParts;
  readonly #limits = new RateLimits();

  constructor(parts: GatewayParts) {
    this.#parts = parts;
  }

  /**
   * `pause` lets virtual time pass for slow responses. `clock` is the signer's clock: without it the request is
   * trusted, since it comes from this process.
   */
  async handle(request: WireRequest, pause: Pause, clock?: SigningClock): Promise<WireResponse> {
    const steps = this.#steps(request, clock);
    try {
      let step = steps.next();
      for (; !step.done; step = steps.next()) await pause(step.value);
      return step.value;
    } finally {
      this.#parts.save();
    }
  }

  /**
   * The same within one step of the world, which is saved as a whole: for code that runs in the cloud itself. Such code
   * sees virtual time, and signs with it.
   */
  handleWithin(request: WireRequest, elapse: (milliseconds: number) => void): WireResponse {
    const steps = this.#steps(request, () => this.#parts.cloud.world.now, true);
    let step = steps.next();
    for (; !step.done; step = steps.next()) elapse(step.value);
    return step.value;
  }

  /** Refuses a request before looking at its operation. */
  refuse(request: WireRequest, refusal: AwsError): WireResponse {
    const schema = claimedSchema(request);
    return CODECS[schema.protocol].encodeError(namedFor(schema, refusal), schema, randomUUID());
  }

  /** Yields the milliseconds that have to pass before it continues. */
  *#steps(
    request: WireRequest,
    clock: SigningClock | undefined,
    isWithin = false,
  ): Generator<number, WireResponse, void> {
    let schema = unidentified(request, undefined);
    try {
      const signer = signerOf(request);
      schema = unidentified(request, signer.service);
      schema = schemaOf(signer.service, request);
      const principal = this.#identified(request, signer, clock);
      const { operation, input } = CODECS[schema.protocol].decode(request, schema);
      yield* this.#misfortune(`${schema.service}:${operation}`, isWithin);
      return this.#answer({ principal, region: signer.region, operation, input }, schema);
    } catch (error) {
      if (error instanceof Unreachable) yield* timedOut(error);
      if (!(error instanceof AwsError)) throw error;
      return CODECS[schema.protocol].encodeError(namedFor(schema, error), schema, randomUUID());
    }
  }

  #identified(request: WireRequest, signer: Signer, clock: SigningClock | undefined): Principal {
    if (this.#parts.cloud.faults.isDisabled(signer.region)) throw unknownKey();
    const principal = this.#parts.identify(signer.accessKeyId, signer.sessionToken);
    if (clock) verify(request, this.#parts.secretOf(signer.accessKeyId), clock());
    return principal;
  }

  #answer({ principal, region, operation, input }: Understood, schema: ServiceSchema): WireResponse {
    const { cloud } = this.#parts;
    const { account } = principal;
    this.#limits.check(cloud.world.now, account, region, schema.service, operation);
    const answering = this.#parts.pastFor?.(`${schema.service}:${operation}`) ?? cloud;
    const output = answering.answer({ principal, account, region, service: schema.service, operation, input });
    const described = schema.operations.get(operation);
    if (!described) throw new AwsError('InvalidAction', `no operation ${operation} in ${schema.service}`);
    return CODECS[schema.protocol].encode(output, described, schema, randomUUID());
  }

  *#misfortune(call: string, isWithin: boolean): Generator<number, void, void> {
    const fault = this.#parts.cloud.faults.forCall(call, isWithin);
    if (!fault) return;
    if (fault.kind === 'drop') throw new ConnectionLost(`the sandbox dropped the connection of ${call}`);
    if (fault.kind === 'slow') return yield fault.seconds * 1000;
    const answer = answerOf(fault);
    if (answer) throw answer;
  }
}

/** The service that a request names, as far as it can be read. */
function claimedSchema(request: WireRequest): ServiceSchema {
  const service = credentialOf(request)?.split('/')[3] ?? '';
  return serviceSchema(service) ?? unidentified(request, service || undefined);
}

function schemaOf(service: string, { headers }: WireRequest): ServiceSchema {
  const isRuntime = service === 'sagemaker' && !headers['x-amz-target'];
  const schema = serviceSchema(isRuntime ? SAGEMAKER_RUNTIME : service);
  if (!schema) throw new AwsError('NotImplemented', `the sandbox has no service ${service}`, 501);
  return schema;
}
