import type { Clock } from '../ports/clock.ts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/** A provider that the SDK takes as it is, without a cache of its own around it: `memoized` tells it so. */
export type CredentialsProvider = (() => Promise<Credentials>) & { readonly memoized: true };

/** Temporary credentials are renewed when they have less than this to live (the SDK's own margin). */
const MARGIN_MILLISECONDS = 5 * 60_000;

/**
 * One provider for all clients of an account: loads credentials when first asked, shares them, and renews them in
 * time. Time is the given clock's, since in a rehearsal credentials expire in virtual time.
 */
export function refreshing(load: () => Promise<Credentials>, clock: Clock): CredentialsProvider {
  let held: Promise<Credentials> | undefined;
  let until = Infinity;
  const provide = async (): Promise<Credentials> => {
    if (!held || clock.now() > until - MARGIN_MILLISECONDS) {
      until = Infinity;
      held = load();
      held.catch(() => (held = undefined));
      until = (await held).expiration?.getTime() ?? Infinity;
    }
    return held;
  };
  return Object.assign(provide, { memoized: true as const });
}
