import type { Hyperparameter, Narrowed } from './ranges.ts';
import type { Metric } from './metrics.ts';
import type { Task } from './tasks.ts';

/** What a lab teaches: the question, and how a table becomes numbers, models and verdicts. */
export interface Course {
  readonly name: string;
  readonly title: string;
  readonly question: string;
  /** What a row of the table is. */
  readonly rows: { readonly one: string; readonly several: string };
  readonly task: Task;
  /** The column that is predicted. */
  readonly label: string;
  /** Models take the features in this order. */
  readonly columns: readonly Column[];
  /** The first one decides, unless the settings of the lab name another. */
  readonly metrics: Readonly<Partial<Record<Metric, { readonly threshold?: number | undefined }>>>;
  /** How far beyond the hold-out data a prediction may be before it counts as impossible; of a regression alone. */
  readonly plausibility?: number | undefined;
  readonly holdOut: { readonly fraction: number; readonly seed?: string | undefined };
  /** Narrower ranges and other defaults than the usual ones. */
  readonly hyperparameters: Readonly<Partial<Record<Hyperparameter, Narrowed | undefined>>>;
  readonly source: { readonly by: string; readonly licence: string; readonly url?: string | undefined };
}

export type Column = Measured | Flag | Leveled;

interface Described {
  readonly name: string;
  /** What people call it; its name if absent. */
  readonly title?: string | undefined;
  /** Whether values may be missing. */
  readonly missing: boolean;
}

/** A column of numbers. */
export interface Measured extends Described {
  readonly type: 'number' | 'whole';
  readonly unit?: { readonly sign: string; readonly name: string } | undefined;
  readonly above?: number | undefined;
  readonly least?: number | undefined;
  readonly most?: number | undefined;
}

/** A column of yes and no, as 1 and 0. */
export interface Flag extends Described {
  readonly type: 'flag';
}

/** A column of words; each stands for its place in the list. */
export interface Leveled extends Described {
  readonly type: 'level';
  readonly levels: readonly string[];
}
