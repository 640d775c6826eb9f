import type { Pipeline } from './pipeline.ts';

export interface NewSubmission {
  readonly bucket: string;
  readonly key: string;
  readonly archive: Uint8Array;
  /** What the pipeline's history calls it. */
  readonly name: string;
}

/** What data scientists may do in the lab, in the role that they work in. */
export interface DataScientist {
  /** Lays a submission into the bucket, which starts the pipeline, and gives its version. */
  submit(submission: NewSubmission): Promise<string>;
  /** The pipeline as they may see it. */
  readonly pipeline: Pipeline;
}
