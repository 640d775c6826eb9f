import type { Metric } from './course/metrics.ts';

/** What happens to a submission that arrives while another is in the pipeline: it waits, or takes over. */
export const EXECUTION_MODES = ['queued', 'superseded'] as const;

/**
 * The useful retention periods among those that CloudWatch Logs accepts, in days (API reference, PutRetentionPolicy).
 */
export const RETENTION_DAYS = [7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731] as const;

type ExecutionMode = (typeof EXECUTION_MODES)[number];

/** What a model is held to. */
export interface Judgement {
  readonly metric: Metric;
  /** What the metric has to be: at the most where less is better, at the least where more is. */
  readonly threshold: number;
  /** How far beyond the hold-out data a prediction may be before it counts as impossible; of a regression alone. */
  readonly plausibility?: number | undefined;
}

/** How models are released, whatever the course. */
export interface Releasing {
  /** Whether somebody has to approve a model before it reaches production. */
  readonly approval: boolean;
  /** The address that is notified when a release waits or fails. */
  readonly notifyEmail?: string | undefined;
  readonly executionMode: ExecutionMode;
  readonly trainingInstanceType: string;
  /** A training image other than the lab's version of SageMaker's XGBoost. */
  readonly trainingImage?: string | undefined;
  /** Endpoints on instances of this type instead of serverless ones. */
  readonly endpointInstanceType?: string | undefined;
  /** Memory of a serverless endpoint, in MB. */
  readonly serverlessMemory: number;
  /** Days that artifacts of releases and logs of endpoints are kept. */
  readonly retentionDays: number;
  /** Requests that each serverless endpoint answers at the same time. */
  readonly serverlessConcurrency: number;
}

/** The settings for releasing models. */
export interface PipelineSettings extends Judgement, Releasing {}

export const DEFAULT_PIPELINE: Releasing = {
  approval: false,
  executionMode: 'queued',
  trainingInstanceType: 'ml.m5.large',
  serverlessMemory: 2048,
  retentionDays: 90,
  // A new account has ten in all (L-96300102), and an update takes twice an endpoint's concurrency: two endpoints
  // updated at once take eight, and two labs fit side by side while one endpoint is updated.
  serverlessConcurrency: 2,
};

/** The regions with serverless endpoints. Source: SageMaker developer guide, "Serverless Inference". */
export const SERVERLESS_REGIONS: readonly string[] = [
  'af-south-1',
  'ap-east-1',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-south-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'me-south-1',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
];

/** Regions without a known image of SageMaker's XGBoost; the template's mapping has all others. */
export const REGIONS_WITHOUT_IMAGE: readonly string[] = [
  'ap-east-2',
  'ap-southeast-5',
  'ap-southeast-6',
  'ap-southeast-7',
  'me-west-1',
  'mx-central-1',
  'sa-west-1',
];
