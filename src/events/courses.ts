import type { Metric } from '../lab/course/metrics.ts';
import type { Task } from '../lab/course/tasks.ts';

/** A course, as far as its own file tells. */
export interface CourseSummary {
  readonly name: string;
  readonly title: string;
  readonly question: string;
  readonly task: Task;
  /** The column that is predicted. */
  readonly label: string;
  readonly features: number;
  readonly licence: string;
  readonly rows: number;
}

/** What a lab teaches, in the words of its course. */
export interface TaughtReport {
  readonly course: string;
  readonly question: string;
  /** What the question is answered with: `the body mass in grams`. */
  readonly answer: string;
  /** What a model has to reach: `median absolute percentage error at most 10 %`. */
  readonly passes: string;
}

/** A course that was proposed or checked. */
export interface CourseReport extends CourseSummary {
  /** Where it lies, if it is none of the package. */
  readonly folder?: string;
  readonly rowsToTrain: number;
  readonly rowsHeldOut: number;
  /** What a first model reaches on the rows that are held out, in the order of the course: the first metric decides. */
  readonly metrics: readonly CourseMetric[];
}

export interface CourseMetric {
  readonly metric: Metric;
  /** What stands behind its values; absent where nothing does. */
  readonly unit?: string;
  /** Whether less or more of it is better. */
  readonly better: 'less' | 'more';
  /** Of a model with the usual hyperparameters. */
  readonly value: number;
  /** 95 % of what it may have been by chance, had other rows been held out. */
  readonly least: number;
  readonly most: number;
  /** What the same guess for every row reaches. */
  readonly guessing: number;
  readonly threshold?: number;
  /** Whether the model passes the threshold. */
  readonly passes?: boolean;
  /** A threshold half of the way from guessing to the model. */
  readonly proposed: number;
}
