import type { AccountSettings } from '../lab/accounts.ts';

/** A profile of the AWS configuration files. */
export interface FoundProfile {
  readonly name: string;
  /** What it gets its credentials from, in words. */
  readonly kind: string;
  readonly region?: string;
}

/** How somebody gets into an account whose id may still be unknown. */
export type WayIn = Partial<AccountSettings>;

/** The ways into AWS that there are on this machine. */
export interface WaysIn {
  readonly profiles: readonly FoundProfile[];
  /** Whom one is there, and where that is; `title` names the account in errors. */
  identify(way: WayIn, title: string, region: string): Promise<{ readonly account: string; readonly arn: string }>;
}
