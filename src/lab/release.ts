import type { Metric } from './course/metrics.ts';
import type { Task } from './course/tasks.ts';

/** What is released, and how the pipeline's functions hand it on: the contract of functions, template and commands. */

/** The endpoints of the Staging account, in the order in which a model reaches them. */
export const ENVIRONMENTS = ['nonprod', 'production'] as const;

export type Environment = (typeof ENVIRONMENTS)[number];

/** Stands for a missing value: a CodePipeline variable cannot be empty. */
export const NONE = 'none';

/** User parameters of `TrainModel`; its input artifact is the submission. */
export interface TrainParameters {
  readonly executionId: string;
}

export type TrainOutputs = {
  readonly Kind: 'data' | 'model';
  /** The submission's name, as its manifest gives it. */
  readonly Submission: string;
  /** `none` for a submitted model. */
  readonly TrainingJobName: string;
  /** Where the model is, or will be: `s3://bucket/models/…/model.tar.gz`. */
  readonly ModelData: string;
  /** The course that the submission was checked by: the key of its asset. */
  readonly Course: string;
};

/** User parameters of `GetStatus`. */
export type StatusParameters =
  | { readonly subject: 'training'; readonly trainingJobName: string }
  | {
      readonly subject: 'endpoint';
      readonly environment: Environment;
      readonly endpointName: string;
      readonly endpointConfigName: string;
      /** The configuration to restore if the endpoint does not come up, if there is one. */
      readonly previousEndpointConfigName?: string;
    };

/** User parameters of `DeployModel`. */
export interface DeployParameters {
  readonly environment: Environment;
  readonly executionId: string;
  readonly modelData: string;
}

export type DeployOutputs = {
  readonly EndpointName: string;
  readonly EndpointConfigName: string;
  /** What the endpoint served before; `none` at the first deployment. */
  readonly PreviousEndpointConfigName: string;
};

/** What a judgement that goes against a model advises, and no other failure does. */
export const BETTER_ONE = 'submit a better one';

/** User parameters of `EvaluateModel`. */
export interface EvaluateParameters {
  readonly environment: Environment;
  readonly executionId: string;
  readonly modelData: string;
  /** The course that the submission was checked by. */
  readonly course: string;
  readonly endpointName: string;
  readonly endpointConfigName: string;
  readonly previousEndpointConfigName: string;
  /** The model package that the evaluation in non-production registered; absent there. */
  readonly modelPackageArn?: string;
}

/**
 * What is judged, beside the measures themselves (`measures/variables.ts`). Numbers use a decimal point and have no unit.
 */
export type EvaluateOutputs = {
  /** One line for people: `median absolute percentage error 5.3 % (threshold 10 %) over 84 rows, …; …`. */
  readonly Summary: string;
  /** What the course asks, and calls the answer. */
  readonly Question: string;
  readonly Label: string;
  readonly Task: Task;
  readonly Metric: Metric;
  readonly Threshold: string;
  /** Of what is predicted, as it stands behind a number; `none` where it has none. */
  readonly Unit: string;
  /** In that unit; absent where classes are predicted. */
  readonly LargestError?: string;
  /** Absent too where the true value may be nothing. */
  readonly LargestPercentageError?: string;
  /** The names of the classes, with commas between them; absent where numbers are predicted. */
  readonly Classes?: string;
  /** A row for each true class, with semicolons between them: how many rows are taken for each class. */
  readonly Confusion?: string;
  readonly Rows: string;
  readonly ModelPackageArn: string;
};
