import { labelClasses } from '../lab/course/course.ts';
import type { Course } from '../lab/course/types.ts';
import type { Predictions } from '../lab/measures/types.ts';
import { trainingHyperparameters } from '../lab/submission/hyperparameters.ts';
import type { Table } from '../lab/submission/table.ts';
import type { Parts } from '../ports/courses.ts';
import { predict } from '../sandbox/xgboost/booster.ts';
import { labelled } from '../sandbox/xgboost/dataset.ts';
import { fit } from '../sandbox/xgboost/fit.ts';
import { checkedHyperparameters } from '../sandbox/xgboost/hyperparameters.ts';

/** Values of all classes together: half a minute or so. The library holds as many (`sandbox/xgboost/fit.ts`). */
const MOST_VALUES = 2_000_000;

/** Trains as the pipeline does where nobody chooses otherwise, in this process, and predicts what is held out. */
export function firstModel(course: Course, { training, holdOut }: Parts): { predictions: Predictions; rows: number } {
  const rows = withinRoom(training, Math.max(labelClasses(course).length, 1));
  const booster = fit(labelled(rows), checkedHyperparameters(trainingHyperparameters(course)));
  return { predictions: predict(booster, labelled(holdOut.rows).rows), rows: rows.length };
}

/** Rows at equal distances, where all are too many: the table may be in some order. */
function withinRoom({ rows }: Table, classes: number): Table['rows'] {
  const most = Math.floor(MOST_VALUES / classes / ((rows[0]?.length ?? 1) - 1));
  if (rows.length <= most) return rows;
  return Array.from({ length: most }, (_, at) => rows[Math.floor((at * rows.length) / most)] ?? []);
}
