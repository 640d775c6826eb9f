import { fromEnv, fromIni, fromNodeProviderChain } from '@aws-sdk/credential-providers';
import type { HttpRequest } from '@smithy/core/protocols';
import { own } from '../own.ts';
import type { Credentials } from './credentials.ts';
import { NetworkFailure } from './network/failures.ts';
import type { NetworkHandler } from './network/network.ts';
import type { Profiles } from './profiles/files.ts';
import { providerError } from './profiles/provider-errors.ts';
import type { Source } from './profiles/route.ts';

export interface Surroundings {
  readonly profiles: Profiles;
  /** The region for providers that have none of their own. */
  readonly region: string;
  readonly requestHandler: NetworkHandler;
}

/** The credentials of a source: keys, an SSO session, the output of a program, … */
export async function baseCredentials(source: Source, surroundings: Surroundings): Promise<Credentials> {
  if (source.kind === 'environment') return fromEnv()();
  if (source.kind === 'profile' && source.keys) return source.keys;
  const watched = watching(surroundings.requestHandler);
  try {
    return await provider(source, surroundings, watched.handler);
  } catch (error) {
    const failure = watched.lastFailure();
    if (failure) throw failure;
    if (source.kind === 'chain') throw error;
    throw providerError(error, source.profile, own(surroundings.profiles.profiles, source.profile) ?? {});
  }
}

/** Some providers take their client settings from one place, some from another. */
function provider(source: Source, { region }: Surroundings, requestHandler: NetworkHandler): Promise<Credentials> {
  const client = { requestHandler };
  const caller = { region: () => Promise.resolve(region), requestHandler };
  const options = { clientOf: client, parentClientConfig: { ...caller } };
  const provide =
    source.kind === 'profile' ? fromIni({ ...options, profile: source.profile }) : fromNodeProviderChain(options);
  return provide({ callerClientConfig: caller });
}

/** The providers keep only the message of a failure, and report it as a sign-in problem. */
function watching(handler: NetworkHandler) {
  let failure: NetworkFailure | undefined;
  const handle: NetworkHandler['handle'] = async (request: HttpRequest, options) => {
    failure = undefined;
    return handler.handle(request, options).catch((error: unknown) => {
      if (error instanceof NetworkFailure) failure = error;
      throw error;
    });
  };
  return { handler: { ...handler, handle }, lastFailure: () => failure };
}
