import type { LeftOut, ProposedLab } from '../lab/roster-proposal.ts';
import type { NotebookReport } from './notebooks.ts';

/** The role that somebody signed in with, and how. The link and the keys are secrets, and never part of an event. */
export interface LoginReport {
  readonly accountId: string;
  /** The role's ARN. */
  readonly role: string;
  readonly way: 'link' | 'switch-role' | 'credentials';
  /**
   * The person whose session it is; absent after switching roles, since the session then has the name they signed in
   * with.
   */
  readonly person?: string;
  /** Whether a browser was opened; otherwise the link was printed. */
  readonly opened: boolean;
  /** ISO 8601. */
  readonly openUntil?: string;
  /** When the session ends; ISO 8601. */
  readonly expires?: string;
}

/** The session of one of several people. */
export interface PersonsLogin extends Pick<LoginReport, 'accountId' | 'role' | 'openUntil' | 'expires'> {
  readonly lab: string;
  readonly name: string;
  readonly person: string;
}

/** A roster that was made of the accounts of an organization. */
export interface RosterReport {
  readonly csv: string;
  readonly labs: readonly ProposedLab[];
  readonly leftOut: readonly LeftOut[];
  /** Where it was written, if not to stdout. */
  readonly file?: string;
}

/** What somebody of a lab has come to, as far as AWS tells. */
export interface PersonReport {
  /** As the settings call them; absent for somebody whom they do not name. */
  readonly name?: string;
  readonly email?: string;
  /** The name of their sessions; absent for what bears nobody's name. */
  readonly person?: string;
  /**
   * Whether what they did shows that they signed in. Without CloudTrail a mere sign-in leaves no trace, so that nobody is
   * known to have not.
   */
  readonly signedIn: 'yes' | 'unknown';
  /** The latest that is known of them; ISO 8601. */
  readonly lastSeen?: string;
  readonly notebooks: readonly PersonsNotebook[];
  readonly submissions: number;
  /** The latest one, and what the pipeline made of it. */
  readonly submission?: PersonsSubmission;
  readonly verdict?: Verdict;
}

export interface PersonsNotebook extends Pick<
  NotebookReport,
  'name' | 'status' | 'message' | 'notebook' | 'notebookStatus'
> {
  /** ISO 8601. */
  readonly launchedAt?: string;
  /** When the instance last changed; ISO 8601. */
  readonly since?: string;
}

export interface PersonsSubmission {
  /** As its manifest calls it; absent where the pipeline's history does not say. */
  readonly name?: string;
  /** When the pipeline began with it; ISO 8601. */
  readonly at: string;
  readonly executionId: string;
  readonly version?: string;
}

/** Where a submission is in the pipeline, or how it ended there. */
export interface Verdict {
  readonly state:
    | 'waiting'
    | 'training'
    | 'in-nonprod'
    | 'awaiting-approval'
    | 'in-production'
    | 'released'
    /** The model was judged, and is not good enough. */
    | 'refused'
    /** By whoever was asked for approval. */
    | 'rejected'
    | 'failed'
    | 'superseded'
    | 'stopped';
  /** The judgement or the cause in words. */
  readonly detail?: string;
}
