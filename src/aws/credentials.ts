import type { Clock } from '../ports/clock.ts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/** A provider that the SDK uses as it is, without its own cache: `memoized` says so. */
export type CredentialsProvider = (() => Promise<Credentials>) & { readonly memoized: true };

/** The same for a renewable session. */
export type RenewableProvider = CredentialsProvider & {
  /** Renews the session if it expires sooner than that; returns its expiry, if known. */
  readonly lasting: (milliseconds: number) => Promise<Date | undefined>;
};

/** Temporary credentials are renewed when they expire sooner than this (the SDK's own margin). */
const MARGIN_MILLISECONDS = 5 * 60_000;

/**
 * One provider for all clients of an account: loads credentials on first use, shares them, and renews them in time.
 * Uses the given clock, since in a rehearsal credentials expire in virtual time.
 */
export function refreshing(load: () => Promise<Credentials>, clock: Clock): RenewableProvider {
  let held: Promise<Credentials> | undefined;
  let until = Infinity;
  const withLife = async (milliseconds: number): Promise<Credentials> => {
    if (!held || clock.now() > until - milliseconds) {
      until = Infinity;
      held = load();
      held.catch(() => (held = undefined));
      until = (await held).expiration?.getTime() ?? Infinity;
    }
    return held;
  };
  const lasting = async (milliseconds: number) => (await withLife(milliseconds)).expiration;
  return Object.assign(() => withLife(MARGIN_MILLISECONDS), { memoized: true as const, lasting });
}
