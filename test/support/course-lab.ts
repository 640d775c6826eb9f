import { readdirSync } from 'node:fs';
import { decidingMetric, plausibilityOf, thresholdOf } from '../../src/lab/course/course.ts';
import type { LabSettings } from '../../src/lab/accounts.ts';
import type { CourseFolder } from '../../src/ports/assets.ts';
import { LAB } from './rehearsal.ts';

/** The courses of the package. */
export const BUILT_IN = readdirSync(new URL('../../courses', import.meta.url)).sort();

/** The lab as one that teaches a course, with what the course itself judges by. */
export function labTeaching({ course }: CourseFolder): LabSettings {
  const metric = decidingMetric(course);
  const judgement = { metric, threshold: thresholdOf(course, metric) ?? 0, plausibility: plausibilityOf(course) };
  return { ...LAB, course: course.name, taught: course, pipeline: { ...LAB.pipeline, ...judgement } };
}
