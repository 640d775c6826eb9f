/** What kinds of questions courses ask: how much, whether, and which. */
export const TASKS = ['regression', 'binary', 'multiclass'] as const;

export type Task = (typeof TASKS)[number];

/** What XGBoost minimizes. Source: XGBoost documentation, "Learning Task Parameters". */
export const OBJECTIVES: Readonly<Record<Task, string>> = {
  regression: 'reg:squarederror',
  binary: 'binary:logistic',
  multiclass: 'multi:softprob',
};
