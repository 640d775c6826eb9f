import type { CloudFormationClientConfig } from '@aws-sdk/client-cloudformation';
import { SignatureV4 } from '@smithy/signature-v4';
import type { CredentialsProvider } from './credentials.ts';

type SignerConstructor = NonNullable<CloudFormationClientConfig['signerConstructor']>;
type RequestSigner = InstanceType<SignerConstructor>;
type Sign = RequestSigner['sign'];
type RequestToSign = Parameters<Sign>[0];

const callers = new WeakMap<RequestToSign, CredentialsProvider>();

/** Has `CallersSigner` sign the request with these credentials. */
export function sentBy(request: unknown, credentials: CredentialsProvider): void {
  callers.set(request as RequestToSign, credentials);
}

/** Signs each request for whoever sends it, so that one SDK client serves all accounts. */
export class CallersSigner implements RequestSigner {
  readonly #settings: ConstructorParameters<SignerConstructor>[0];

  constructor(settings: ConstructorParameters<SignerConstructor>[0]) {
    this.#settings = settings;
  }

  sign(...[request, options]: Parameters<Sign>): ReturnType<Sign> {
    const credentials = callers.get(request);
    if (!credentials) throw new Error(`nobody is known to send ${request.method} ${request.hostname}`);
    return new SignatureV4({ ...this.#settings, credentials }).sign(request, options);
  }
}

/** What a shared client has instead of credentials: with these nothing is signed. */
export const NOBODY: CredentialsProvider = Object.assign(
  () => Promise.resolve({ accessKeyId: '', secretAccessKey: '' }),
  { memoized: true as const },
);
