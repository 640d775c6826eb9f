import type { AccountSettings } from '../lab/accounts.ts';

/** A profile of the AWS configuration files. */
export interface FoundProfile {
  readonly name: string;
  /** What it gets its credentials from, in words. */
  readonly kind: string;
  readonly region?: string;
}

/** A single sign-on of the AWS configuration files that no profile leads through yet. */
export interface FoundSession {
  readonly name: string;
  /** Where it signs in, as the files have it. */
  readonly startUrl?: string;
}

/** What the AWS configuration files have. */
export interface FoundWays {
  readonly profiles: readonly FoundProfile[];
  readonly sessions: readonly FoundSession[];
}

/** How somebody gets into an account whose id may still be unknown. */
export type WayIn = Partial<AccountSettings>;

/** The ways into AWS that there are on this machine. */
export interface WaysIn {
  /** Looks anew each time: profiles are made in other terminals meanwhile. */
  look(): Promise<FoundWays>;
  /** Whom one is there, and where that is; `title` names the account in errors. */
  identify(way: WayIn, title: string, region: string): Promise<{ readonly account: string; readonly arn: string }>;
}
