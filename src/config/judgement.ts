import { decidingMetric, metricsOf, thresholdOf, unitOf } from '../lab/course/course.ts';
import type { Course } from '../lab/course/types.ts';
import type { Judgement } from '../lab/pipeline.ts';
import { type Draft, invalidSettings, whereIs } from './check.ts';
import type { PartialSettings } from './schema.ts';

/** What the settings leave open, the course decides. */
export function judgementOf({ pipeline }: PartialSettings, course: Course, draft: Draft): Judgement {
  const metric = pipeline.metric ?? decidingMetric(course);
  if (!metricsOf(course).includes(metric)) throw notOfCourse(metric, course, draft);
  const threshold = pipeline.threshold ?? thresholdOf(course, metric);
  if (threshold === undefined) throw withoutThreshold(metric, course, draft);
  return { metric, threshold, plausibility: pipeline.plausibility ?? course.plausibility };
}

const METRIC = ['pipeline', 'metric'];

function notOfCourse(metric: string, course: Course, draft: Draft) {
  return invalidSettings([
    {
      place: `${whereIs(METRIC, draft)}: ${METRIC.join('.')}`,
      message: `"${metric}" is no metric of the course ${course.name}`,
      remedy: `use ${metricsOf(course).join(' or ')}, or leave it out`,
    },
  ]);
}

function withoutThreshold(metric: string, course: Course, draft: Draft) {
  const unit = metric === 'rmse' && unitOf(course).name;
  return invalidSettings([
    {
      place: `${whereIs(METRIC, draft)}: ${METRIC.join('.')}`,
      message: `"${metric}" has no threshold`,
      remedy: `give pipeline.threshold too: what the error may be at the most${unit ? `, in ${unit}` : ''}`,
    },
  ]);
}
