/** An account of an organization. */
export interface MemberAccount {
  readonly id: string;
  readonly name: string;
  /** `ACTIVE`, or why it cannot be used. */
  readonly state: string;
  /** Of an active account. */
  readonly tags: Readonly<Record<string, string>>;
}

/** AWS Organizations, for whoever may read it: its management account, or one that it delegated that to. */
export interface Organization {
  /** The accounts of a unit and of all units below it. */
  accountsBelow(unit: string): Promise<MemberAccount[]>;
}
