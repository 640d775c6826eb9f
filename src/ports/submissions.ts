import type { Pipeline } from './pipeline.ts';

export interface NewSubmission {
  readonly bucket: string;
  readonly key: string;
  readonly archive: Uint8Array;
  /** What the pipeline's history shows beside its version. */
  readonly summary: string;
}

/** What data scientists can do in the lab, in their role. */
export interface DataScientist {
  /** Notes that a submission is begun. Returns false if one with this summary was begun before. */
  begin(submission: Pick<NewSubmission, 'bucket' | 'summary'>): Promise<boolean>;
  /** Uploads a submission, which starts the pipeline, and returns its version. */
  submit(submission: NewSubmission): Promise<string>;
  /** The name that their session goes by. */
  person(): Promise<string>;
  /** The pipeline as they may see it. */
  readonly pipeline: Pipeline;
}
