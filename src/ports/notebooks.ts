import type { StackFailure } from './stacks.ts';

/** A parameter of the product and the values it accepts. */
export interface OfferedParameter {
  readonly key: string;
  readonly type: string;
  readonly default?: string;
  /** Empty if any value is allowed that satisfies the other constraints. */
  readonly allowed: readonly string[];
  readonly pattern?: string;
  /** The rule in words. */
  readonly rule?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly min?: number;
  readonly max?: number;
}

/** The latest version of the notebook product, as data scientists see it in the catalog. */
export interface Offer {
  readonly productId: string;
  readonly version: string;
  readonly artifactId: string;
  readonly pathId: string;
  readonly parameters: readonly OfferedParameter[];
  /** Tags to choose a value for at launch, by key. A key without values is a conflict that users cannot resolve. */
  readonly tagOptions: Readonly<Record<string, readonly string[]>>;
}

export interface Launch {
  readonly name: string;
  readonly offer: Offer;
  readonly parameters: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

/** A provisioned product in Service Catalog. */
export interface Launched {
  readonly id: string;
  readonly name: string;
  readonly status: 'AVAILABLE' | 'UNDER_CHANGE' | 'TAINTED' | 'ERROR' | 'PLAN_IN_PROGRESS';
  readonly message?: string;
  /** Its latest request. */
  readonly recordId: string;
  /** Name or ARN of its stack. */
  readonly stack: string;
}

/** A request to Service Catalog: to launch, change or terminate a product. */
export interface CatalogRecord {
  readonly id: string;
  readonly kind: 'launch' | 'update' | 'termination';
  readonly state: 'busy' | 'succeeded' | 'failed';
  /** Service Catalog's account of a failure. */
  readonly errors: readonly string[];
}

/** What a launch has created, as far as it exists. */
export interface Parts {
  readonly notebook?: string;
  readonly bucket?: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
}

export interface NotebookState {
  readonly status:
    | 'Pending'
    | 'InService'
    | 'Stopping'
    | 'Stopped'
    | 'Failed'
    | 'Deleting'
    | 'Updating'
    | 'PendingMaintenance'
    | 'InMaintenance';
  readonly failure?: string;
  readonly instanceType?: string;
  /** When it last changed, in milliseconds: if it runs, it does so for at least as long. */
  readonly since?: number;
}

/** What was launched, for whoever may look after it: the person whose it is, or an administrator of the account. */
export interface KeptNotebooks {
  /** The id of the record. */
  terminate(launched: Launched): Promise<string>;
  record(id: string): Promise<CatalogRecord>;
  parts(launched: Launched): Promise<Parts>;
  /** Why the latest operation on the product's stack failed. */
  failure(launched: Launched): Promise<StackFailure | undefined>;

  /** Undefined if there is none of that name. */
  state(notebook: string): Promise<NotebookState | undefined>;
  start(notebook: string): Promise<void>;
  stop(notebook: string): Promise<void>;
  /** Returns how many objects it held. */
  empty(bucket: string): Promise<number>;
}

/** The caller's notebooks, reached as a data scientist does: through Service Catalog. */
export interface Notebooks extends KeptNotebooks {
  /** The caller's session name, by which Service Catalog and notebook ownership tell people apart. */
  person(): Promise<string>;
  /** Throws an error that says what to do if the catalog offers none. */
  offer(): Promise<Offer>;
  /** The notebooks that the same person launched. */
  list(): Promise<Launched[]>;
  /** Returns the id of the record. A name that somebody else took is an error. */
  launch(launch: Launch): Promise<string>;
  /** An address that opens the notebook without sign-in; valid for five minutes. */
  presignedUrl(notebook: string): Promise<string>;
}
