export interface NewObject {
  readonly bucket: string;
  readonly key: string;
  readonly content: Uint8Array;
  readonly contentType: string;
  /**
   * Whether to encrypt it with S3's own key instead of the bucket's, so that others can read it without permission on
   * that key.
   */
  readonly withoutKey?: boolean;
}

/** The S3 operations that a lab needs, in one account and region. */
export interface Objects {
  /** Also false if the bucket does not exist. */
  exists(bucket: string, key: string): Promise<boolean>;
  put(object: NewObject): Promise<void>;
  /** Whether the bucket exists. Throws if the caller may not list its versions. */
  look(bucket: string): Promise<boolean>;
  /**
   * Deletes every version, delete marker and unfinished upload, and returns how many there were. A bucket that does not
   * exist counts as empty.
   */
  empty(bucket: string): Promise<number>;
}
