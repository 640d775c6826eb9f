import type { HttpRequest } from '@smithy/core/protocols';
import { VirtualClock } from '../../../src/sandbox/clock.ts';
import { memoryBlobs } from '../../../src/sandbox/kernel/blobs.ts';
import { SandboxCloud } from '../../../src/sandbox/kernel/cloud.ts';
import { Faults, type Fault } from '../../../src/sandbox/kernel/faults.ts';
import type { Principal } from '../../../src/sandbox/kernel/principal.ts';
import type { Operation, Service } from '../../../src/sandbox/kernel/service.ts';
import { memoryTrail } from '../../../src/sandbox/kernel/trail.ts';
import { World } from '../../../src/sandbox/kernel/world.ts';
import { inProcessHandler } from '../../../src/sandbox/request-handler.ts';
import { Gateway } from '../../../src/sandbox/wire/gateway.ts';

const PRINCIPAL: Principal = {
  kind: 'user',
  account: '111111111111',
  arn: 'arn:aws:iam::111111111111:user/operator',
  userId: 'AIDAOPERATOR',
};

export interface Received {
  readonly operation: string;
  readonly input: Record<string, unknown>;
}

/** Services that do nothing but answer, behind the real gateway, and what reached them. */
export interface Wire {
  readonly gateway: Gateway;
  readonly received: Received[];
  /** What a client of the SDK needs to speak to this instead of AWS. */
  readonly client: {
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
    readonly requestHandler: ReturnType<typeof inProcessHandler>;
    readonly maxAttempts: number;
  };
}

/** An operation's answer, or a function of its input that may throw. */
export type Answers = Readonly<Record<string, object | ((input: Record<string, unknown>) => object)>>;

export interface WireOptions {
  readonly faults?: readonly Fault[];
  /** Changes each request on its way. */
  readonly onTheWay?: (request: HttpRequest) => void;
}

export function wire(services: Readonly<Record<string, Answers>>, { faults = [], onTheWay }: WireOptions = {}): Wire {
  const received: Received[] = [];
  const cloud = new SandboxCloud({
    world: World.begin(Date.UTC(2026, 0, 5)),
    services: Object.entries(services).map(([name, answers]) => answering(name, answers, received)),
    blobs: memoryBlobs(),
    trail: memoryTrail(),
    faults: new Faults(faults),
  });
  const gateway = new Gateway({ cloud, identify: () => PRINCIPAL, secretOf: () => 'secret', save: () => undefined });
  const handler = inProcessHandler(gateway, new VirtualClock(cloud));
  const handle: typeof handler.handle = (request) => {
    onTheWay?.(request);
    return handler.handle(request);
  };
  return {
    gateway,
    received,
    client: {
      region: 'us-east-1',
      credentials: { accessKeyId: 'AKIAWIRE', secretAccessKey: 'secret' },
      requestHandler: { ...handler, handle },
      maxAttempts: 1,
    },
  };
}

function answering(name: string, answers: Answers, received: Received[]): Service {
  const operations = Object.entries(answers).map(([operation, answer]): [string, Operation] => [
    operation,
    (input: Record<string, unknown>) => {
      received.push({ operation, input });
      return typeof answer === 'function' ? (answer as (input: Record<string, unknown>) => object)(input) : answer;
    },
  ]);
  return { name, operations: Object.fromEntries(operations) };
}

interface RawRequest {
  readonly service?: string;
  readonly method?: string;
  readonly path?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What a request without any service behind the gateway is answered; signed where it names a service. */
export async function refusalOf({ service, method = 'POST', path = '/', ...rest }: RawRequest) {
  const { gateway } = wire({});
  const scope = `AKIAWIRE/20260105/us-east-1/${service}/aws4_request`;
  const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=x`;
  const headers = { ...(service && { authorization }), ...rest.headers };
  const body = Buffer.from(rest.body ?? '');
  const request = { method, hostname: '127.0.0.1', path, query: rest.query ?? {}, headers, body };
  const { status, body: answer } = await gateway.handle(request, () => Promise.resolve());
  return { status, text: Buffer.from(answer).toString() };
}
