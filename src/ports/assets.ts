/** A file that goes into the asset bucket; its key holds the hash of its content. */
export interface Asset {
  readonly name: string;
  readonly key: string;
  readonly content: Uint8Array;
  readonly contentType: string;
}

/** What the package brings along for one lab. */
export interface Bundle {
  /** Template bodies by their path below `templates`. */
  readonly templates: ReadonlyMap<string, string>;
  readonly assets: readonly Asset[];
  readonly productTemplateKey: string;
  /** Names the version of the notebook product: the beginning of its template's hash. */
  readonly productVersion: string;
  /** The folder of the notebooks in the asset bucket. */
  readonly notebooksPrefix: string;
}
