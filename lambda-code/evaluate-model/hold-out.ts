import type { Course } from '../../src/lab/course/types.ts';
import { parseTable, type Table } from '../../src/lab/submission/table.ts';
import { readAsset, RESTORE } from '../job/asset.ts';
import { JobFailure } from '../job/failures.ts';
import type { Job } from '../job/job.ts';

/** The Tools account's own data: who submits a model cannot choose how it is judged. */
export async function readHoldOut(course: Course, job: Job): Promise<Table> {
  const bucket = job.environment.text('ASSET_BUCKET');
  const key = job.environment.text('HOLDOUT_KEY');
  const parsed = parseTable(await readAsset('hold-out data', bucket, key, job), course);
  if (parsed.ok) return parsed.table;
  const problems = parsed.problems.map((problem) => problem.replace(/^train\.csv/, 'it')).join('; ');
  const what = `the hold-out data s3://${bucket}/${key}`;
  throw new JobFailure('ConfigurationError', `${what} cannot be used: ${problems}; ${RESTORE}`);
}
