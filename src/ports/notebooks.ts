import type { StackFailure } from './stacks.ts';

/** A parameter of the product, with what values it takes. */
export interface OfferedParameter {
  readonly key: string;
  readonly type: string;
  readonly default?: string;
  /** Empty where any value is allowed that keeps to the rest. */
  readonly allowed: readonly string[];
  readonly pattern?: string;
  /** The rule in words. */
  readonly rule?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly min?: number;
  readonly max?: number;
}

/** The notebook product in its latest version, as a data scientist finds it in the catalog. */
export interface Offer {
  readonly productId: string;
  readonly version: string;
  readonly artifactId: string;
  readonly pathId: string;
  readonly parameters: readonly OfferedParameter[];
  /** Tags that a launch chooses a value for, by key. A key without values is a conflict that is not for users to solve. */
  readonly tagOptions: Readonly<Record<string, readonly string[]>>;
}

export interface Launch {
  readonly name: string;
  readonly offer: Offer;
  readonly parameters: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

/** A provisioned product of Service Catalog's. */
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

/** What a launch has made, as far as it is there. */
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
}

/** The notebooks of whoever is asking, as a data scientist reaches them: through Service Catalog. */
export interface Notebooks {
  /** Who that is: the name of the session, by which Service Catalog and the owners of notebooks tell people apart. */
  person(): Promise<string>;
  /** An error that says what to do where the catalog offers none. */
  offer(): Promise<Offer>;
  /** Those that the same person launched. */
  list(): Promise<Launched[]>;
  /** The id of the record. A name that somebody else took is an error. */
  launch(launch: Launch): Promise<string>;
  /** The id of the record. */
  terminate(launched: Launched): Promise<string>;
  record(id: string): Promise<CatalogRecord>;
  parts(launched: Launched): Promise<Parts>;
  /** Why the latest operation on the product's stack failed. */
  failure(launched: Launched): Promise<StackFailure | undefined>;

  /** Undefined where there is none of the name. */
  state(notebook: string): Promise<NotebookState | undefined>;
  start(notebook: string): Promise<void>;
  stop(notebook: string): Promise<void>;
  /** Lets whoever has it into the notebook; it can be opened for five minutes. */
  presignedUrl(notebook: string): Promise<string>;
  /** How many objects it held. */
  empty(bucket: string): Promise<number>;
}
