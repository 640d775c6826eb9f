import { randomUUID } from 'node:crypto';
import { AwsError } from '../kernel/aws-error.ts';
import type { Cloud } from '../kernel/cloud.ts';
import { answerOf } from '../kernel/faults.ts';
import type { Principal } from '../kernel/principal.ts';
import type { Codec } from './codec.ts';
import { namedFor } from './error-codes.ts';
import type { WireRequest, WireResponse } from './http.ts';
import { signatureOf, type Signature } from './identity.ts';
import { jsonCodec } from './json.ts';
import { ec2Codec, queryCodec } from './query.ts';
import { RateLimits } from './rate-limits.ts';
import { restXmlCodec } from './rest-xml.ts';
import { serviceSchema, type Protocol, type ServiceSchema } from './schemas.ts';

const CODECS: Readonly<Record<Protocol, Codec>> = {
  query: queryCodec,
  ec2: ec2Codec,
  json: jsonCodec,
  'rest-xml': restXmlCodec,
};

/** The connection breaks instead of an answer. */
export class ConnectionLost extends Error {
  readonly code = 'ECONNRESET';
}

export type Pause = (milliseconds: number) => Promise<void>;

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
    let protocol: Protocol = 'rest-xml';
    let schema: ServiceSchema = { service: 's3', protocol, xmlNamespace: '', operations: new Map() };
    try {
      const signature = signatureOf(request);
      schema = await schemaOf(signature.service);
      protocol = schema.protocol;
      return await this.#answer(request, signature, schema, pause);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return CODECS[protocol].encodeError(namedFor(protocol, error), schema, randomUUID());
    } finally {
      this.#parts.save();
    }
  }

  async #answer(
    request: WireRequest,
    signature: Signature,
    schema: ServiceSchema,
    pause: Pause,
  ): Promise<WireResponse> {
    const { cloud, identify } = this.#parts;
    const codec = CODECS[schema.protocol];
    const { operation, input } = codec.decode(request, schema);
    const principal = identify(signature.accessKeyId, signature.sessionToken);
    await this.#misfortune(`${schema.service}:${operation}`, pause);
    this.#limits.check(cloud.world.now, principal.account, signature.region, schema.service, operation);
    const output = cloud.invoke<object>({
      principal,
      account: principal.account,
      region: signature.region,
      service: schema.service,
      operation,
      input,
    });
    const described = schema.operations.get(operation);
    if (!described) throw new AwsError('InvalidAction', `no operation ${operation} in ${schema.service}`);
    return codec.encode(output, described, schema, randomUUID());
  }

  async #misfortune(call: string, pause: Pause): Promise<void> {
    const fault = this.#parts.cloud.faults.forCall(call);
    if (!fault) return;
    if (fault.kind === 'drop') throw new ConnectionLost(`the sandbox dropped the connection of ${call}`);
    if (fault.kind === 'slow') return pause(fault.seconds * 1000);
    const answer = answerOf(fault);
    if (answer) throw answer;
  }
}

async function schemaOf(service: string): Promise<ServiceSchema> {
  const schema = await serviceSchema(service);
  if (!schema) throw new AwsError('NotImplemented', `the sandbox has no service ${service}`, 501);
  return schema;
}
