import type { Pipeline } from './pipeline.ts';

export interface NewSubmission {
  readonly bucket: string;
  readonly key: string;
  readonly archive: Uint8Array;
  /** Its name in the pipeline's history. */
  readonly name: string;
}

/** What data scientists can do in the lab, in their role. */
export interface DataScientist {
  /** Uploads a submission, which starts the pipeline, and returns its version. */
  submit(submission: NewSubmission): Promise<string>;
  /** The pipeline as they may see it. */
  readonly pipeline: Pipeline;
}
