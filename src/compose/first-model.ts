import { Worker } from 'node:worker_threads';
import { labelClasses } from '../lab/course/course.ts';
import type { Course } from '../lab/course/types.ts';
import type { Predictions } from '../lab/measures/types.ts';
import type { Table } from '../lab/submission/table.ts';
import { builtFile } from '../package-files.ts';
import type { Parts } from '../ports/courses.ts';

/** What the thread is told. */
export interface FirstModelTask {
  readonly course: Course;
  readonly training: Table['rows'];
  readonly holdOut: Table['rows'];
}

/** Values of all classes together: half a minute or so. The library holds as many (`sandbox/xgboost/fit.ts`). */
const MOST_VALUES = 2_000_000;

/** Trains as the pipeline does where nobody chooses otherwise, and predicts what is held out. A signal is noticed meanwhile. */
export async function firstModel(
  course: Course,
  { training, holdOut }: Parts,
): Promise<{ predictions: Predictions; rows: number }> {
  const rows = withinRoom(training, Math.max(labelClasses(course).length, 1));
  const predictions = await inThread({ course, training: rows, holdOut: holdOut.rows });
  return { predictions, rows: rows.length };
}

/** Rows at equal distances, where all are too many: the table may be in some order. */
function withinRoom({ rows }: Table, classes: number): Table['rows'] {
  const most = Math.floor(MOST_VALUES / classes / ((rows[0]?.length ?? 1) - 1));
  if (rows.length <= most) return rows;
  return Array.from({ length: most }, (_, at) => rows[Math.floor((at * rows.length) / most)] ?? []);
}

async function inThread(task: FirstModelTask): Promise<Predictions> {
  const worker = new Worker(builtFile('first-model.js'), { env: {}, workerData: task });
  try {
    return await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
  } finally {
    await worker.terminate();
  }
}
