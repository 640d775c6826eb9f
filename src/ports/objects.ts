export interface NewObject {
  readonly bucket: string;
  readonly key: string;
  readonly content: Uint8Array;
  readonly contentType: string;
  /** Whether to encrypt it with S3's own key instead of the bucket's, so that others can read it without that key. */
  readonly withoutKey?: boolean;
}

/** S3 in one account and region, as far as a lab needs it. */
export interface Objects {
  /** False also when the bucket does not exist. */
  exists(bucket: string, key: string): Promise<boolean>;
  put(object: NewObject): Promise<void>;
  /** Throws where the versions in a bucket may not be listed; one that does not exist has none. */
  look(bucket: string): Promise<void>;
  /**
   * Deletes every version, delete marker and unfinished upload, and gives how many there were. A bucket that does not
   * exist is empty.
   */
  empty(bucket: string): Promise<number>;
}
