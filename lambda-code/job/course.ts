import { courseSchema } from '../../src/lab/course/schema.ts';
import type { Course } from '../../src/lab/course/types.ts';
import { readAsset, RESTORE } from './asset.ts';
import { JobFailure } from './failures.ts';
import type { Job } from './job.ts';

/** What the lab teaches, by the file that everybody in it reads. */
export async function readCourse(job: Job): Promise<Course> {
  const bucket = job.environment.text('ASSET_BUCKET');
  const key = courseKey(job);
  const parsed = courseSchema.safeParse(parsedJson(await readAsset('course', bucket, key, job)));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const problem = [issue?.path.join('.'), issue?.message].filter(Boolean).join(' ');
  throw new JobFailure('ConfigurationError', `the course s3://${bucket}/${key} cannot be used: ${problem}; ${RESTORE}`);
}

/** The key has the hash of the course in it, and so names this very course. */
export function courseKey({ environment }: Job): string {
  return environment.text('COURSE_KEY');
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
