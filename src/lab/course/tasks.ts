/** What kinds of questions courses ask. */
export const TASKS = ['regression'] as const;

export type Task = (typeof TASKS)[number];

/** The metrics that a model may be judged by: one in percent of the true value, the other in its unit. */
export const METRICS = ['mdape', 'rmse'] as const;

export type Metric = (typeof METRICS)[number];

export const METRIC_NAMES: Readonly<Record<Metric, string>> = {
  mdape: 'median absolute percentage error',
  rmse: 'root mean squared error',
};

/** What XGBoost minimizes. Source: XGBoost documentation, "Learning Task Parameters". */
export const OBJECTIVES: Readonly<Record<Task, string>> = { regression: 'reg:squarederror' };
