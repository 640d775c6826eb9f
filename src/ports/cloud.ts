import type { Leftover, LookAlike } from '../events.ts';
import type { AccountRole, LabSettings } from '../lab/accounts.ts';
import type { Drift } from './drift.ts';
import type { AccountNotebooks } from './account-notebooks.ts';
import type { Notebooks } from './notebooks.ts';
import type { Objects } from './objects.ts';
import type { Orphans } from './orphans.ts';
import type { Places } from './places.ts';
import type { Pipeline } from './pipeline.ts';
import type { Permissions } from './permissions.ts';
import type { Releases } from './releases.ts';
import type { SignIn } from './signin.ts';
import type { Stacks } from './stacks.ts';
import type { Tenants } from './tenants.ts';
import type { DataScientist } from './submissions.ts';

/** Operations within one account. */
export interface Account {
  /** The caller's identity there. */
  identity(): Promise<{ readonly account: string; readonly arn: string }>;
  /** Begins a new session if the current one expires sooner than that; returns its expiry, if known. */
  session(milliseconds: number): Promise<Date | undefined>;
  readonly stacks: Stacks;
  readonly objects: Objects;
  readonly places: Places;
  permissions(): Promise<Permissions>;
  pipeline(name: string): Promise<Pipeline>;
  releases(lab: LabSettings): Promise<Releases>;
  drift(): Promise<Drift>;
  orphans(): Promise<Orphans>;
  tenants(lab: LabSettings): Promise<Tenants>;
  /** Everybody's notebooks; only the Data Scientist account has any. */
  notebooks(lab: LabSettings): Promise<AccountNotebooks>;
  /** Found by listing each kind of resource. */
  leftovers(lab: LabSettings, role: AccountRole): Promise<Remains>;
}

/** What there is of a lab in its accounts, and beside it. */
export interface Remains {
  readonly leftovers: readonly Leftover[];
  /** What has a name or tags like the lab's, and belongs to nobody that mlops-lab knows of. */
  readonly lookAlikes: readonly LookAlike[];
}

/** The three accounts of a lab, and what data scientists may do across them. */
export interface Cloud extends Readonly<Record<AccountRole, Account>> {
  dataScientist(lab: LabSettings): Promise<DataScientist>;
  /** Sign-in as a data scientist: as oneself, or as somebody else by name. */
  signIn(lab: LabSettings, as?: string): Promise<SignIn>;
  /** The caller's notebooks, or somebody else's. */
  notebooks(lab: LabSettings, as?: string): Promise<Notebooks>;
}
