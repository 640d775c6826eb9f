import { randomBytes } from 'node:crypto';
import { own } from '../../own.ts';
import { AwsError } from '../kernel/aws-error.ts';
import type { Cloud } from '../kernel/service.ts';
import { answerOf } from '../kernel/faults.ts';
import type { Principal } from '../kernel/principal.ts';
import { keysOf } from '../services/iam/keys.ts';
import { principalOf } from '../services/sts/credentials.ts';
import { ConnectionLost, type Pause } from '../kernel/network.ts';
import { contentType, text, utf8, type WireRequest, type WireResponse } from '../kernel/http.ts';
import { signedInPage } from './page.ts';
import { consoleSessionEnd, credentialsIn, roleSession } from './session.ts';
import { keepToken, recordOf } from './state.ts';

const PATH = '/federation';
/** The console belongs to the partition `aws`, as everything in the sandbox does. */
const CONSOLE = /^https:\/\/([\w-]+\.)*aws\.amazon\.com(\/|$)/;

/** The region in which sign-in records its events (CloudTrail user guide, "AWS Management Console sign-in events"). */
const REGION = 'us-east-1';

type Form = Readonly<Record<string, string | undefined>>;

/** The federation endpoint: exchanges temporary credentials for a token, and the token for a console session. */
export class FederationEndpoint {
  readonly #cloud: Cloud;
  readonly #save: () => void;

  constructor(cloud: Cloud, save: () => void) {
    this.#cloud = cloud;
    this.#save = save;
  }

  /** Whether a request is for sign-in. Requests to services are signed; this one never is. */
  serves({ path, headers, query }: WireRequest): boolean {
    return path === PATH && headers.authorization === undefined && query['X-Amz-Credential'] === undefined;
  }

  async handle(request: WireRequest, pause: Pause): Promise<WireResponse> {
    const form = formOf(request);
    try {
      if (form.Action === 'getSigninToken') return await this.#token(form, pause);
      if (form.Action === 'login') return this.#login(form);
      throw new AwsError('InvalidAction', 'Action is neither getSigninToken nor login');
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return response(error.status, 'text/plain', error.message);
    } finally {
      this.#save();
    }
  }

  async #token({ Session, SessionDuration }: Form, pause: Pause): Promise<WireResponse> {
    await this.#misfortune('signin:GetSigninToken', pause);
    const { world } = this.#cloud;
    const key = roleSession(world, credentialsIn(Session));
    return this.#recorded('GetSigninToken', { ...key.principal, accessKeyId: key.id }, () => {
      const sessionEndsAt = consoleSessionEnd(world, key, SessionDuration);
      const token = randomBytes(64).toString('hex');
      keepToken(world, token, { accessKeyId: key.id, sessionEndsAt });
      return response(200, 'application/json', JSON.stringify({ SigninToken: token }));
    });
  }

  #login({ SigninToken = '', Destination = '' }: Form): WireResponse {
    const { world } = this.#cloud;
    const record = recordOf(world, SigninToken);
    if (!record) throw new AwsError('InvalidToken', 'The sign-in token is not valid, or older than 15 minutes');
    if (!CONSOLE.test(Destination)) throw new AwsError('InvalidDestination', 'Destination is no page of the console');
    const token = own(keysOf(world).keys, record.accessKeyId)?.token;
    const principal = principalOf(world, record.accessKeyId, token);
    return this.#recorded('ConsoleLogin', principal, () =>
      response(200, 'text/html; charset=utf-8', signedInPage(principal, record.sessionEndsAt, Destination)),
    );
  }

  async #misfortune(call: string, pause: Pause): Promise<void> {
    const fault = this.#cloud.faults.forCall(call);
    if (!fault) return;
    if (fault.kind === 'drop') throw new ConnectionLost(`the sandbox dropped the connection of ${call}`);
    if (fault.kind === 'slow') return pause(fault.seconds * 1000);
    const answer = answerOf(fault);
    if (answer) throw answer;
  }

  /** Neither action requires a permission or changes anything. */
  #recorded(operation: string, principal: Principal, work: () => WireResponse): WireResponse {
    const { world, trail } = this.#cloud;
    const { account } = principal;
    const time = new Date(world.now).toISOString();
    const entry = {
      time,
      account,
      region: REGION,
      principal,
      service: 'signin',
      operation,
      resources: [],
      context: {},
    };
    try {
      const answer = work();
      trail.record({ ...entry, mutating: false, outcome: 'ok' });
      return answer;
    } catch (error) {
      trail.record({ ...entry, mutating: false, outcome: error instanceof AwsError ? error.code : 'InternalFailure' });
      throw error;
    }
  }
}

/** It treats GET and POST alike. */
function formOf(request: WireRequest): Form {
  const { method, query, body } = request;
  const isForm = contentType(request) === 'application/x-www-form-urlencoded';
  if (method === 'POST') return isForm ? Object.fromEntries(new URLSearchParams(text(body))) : {};
  return Object.fromEntries(Object.entries(query).map(([name, value]) => [name, [value ?? ''].flat()[0]]));
}

/** The response is secret: no cache may keep it, and no page may learn the referrer. */
function response(status: number, contentType: string, body: string): WireResponse {
  const headers = {
    'content-type': contentType,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    'x-content-type-options': 'nosniff',
  };
  return { status, headers, body: utf8(body) };
}
