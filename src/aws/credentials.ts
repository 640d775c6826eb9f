import type { Clock } from '../ports/clock.ts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/** A provider that the SDK takes as it is, without a cache of its own around it: `memoized` tells it so. */
export type CredentialsProvider = (() => Promise<Credentials>) & { readonly memoized: true };

/** The same for a session that can be begun anew before it ends. */
export type RenewableProvider = CredentialsProvider & {
  /** Renews the session where it has less than that many milliseconds to live; gives its end, as far as that is known. */
  readonly lasting: (milliseconds: number) => Promise<Date | undefined>;
};

/** Temporary credentials are renewed when they have less than this to live (the SDK's own margin). */
const MARGIN_MILLISECONDS = 5 * 60_000;

/**
 * One provider for all clients of an account: loads credentials when first asked, shares them, and renews them in
 * time. Time is the given clock's, since in a rehearsal credentials expire in virtual time.
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
