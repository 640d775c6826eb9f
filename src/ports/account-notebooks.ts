import type { KeptNotebooks, Launched } from './notebooks.ts';

/** What somebody launched, as an administrator of the account sees it. */
export interface OthersLaunch extends Launched {
  /** The session or user that launched it; absent while Service Catalog does not say. */
  readonly owner?: string;
  /** ISO 8601. */
  readonly launchedAt?: string;
}

/** What a bucket holds, in all versions. */
export interface BucketContent {
  readonly versions: number;
  readonly bytes: number;
  /** Whether all of it was counted; a bucket may hold more than is worth counting. */
  readonly complete: boolean;
}

/** A resource that a launch made. */
export interface LaunchedResource {
  readonly resourceType: string;
  readonly id: string;
}

/** The notebooks that anybody launched from the lab's product, for administrators of the account. */
export interface AccountNotebooks extends Omit<KeptNotebooks, 'terminate'> {
  /** Whoever launched them; products of others are none of these. */
  list(): Promise<OthersLaunch[]>;
  content(bucket: string): Promise<BucketContent | undefined>;
  /** The id of the record; undefined if the product is gone. */
  terminate(launched: Launched): Promise<string | undefined>;
  /** The same, but Service Catalog gives the product up whatever is left of it. */
  forget(launched: Launched): Promise<string | undefined>;
  /** What is left of a launch, also once its stack is gone; in the order in which it can be deleted. */
  remains(launched: Launched): Promise<LaunchedResource[]>;
  /**
   * Deletes the stack of a launch with the administrator's own rights, and leaves its bucket if that is to stay and could
   * not be deleted. Returns why it failed, if it did.
   */
  deleteStack(launched: Launched, how: { readonly keepsBucket: boolean }): Promise<string | undefined>;
  /** Deletes a resource itself; false for one that goes with others or was gone. */
  deleteResource(resource: LaunchedResource): Promise<boolean>;
}
