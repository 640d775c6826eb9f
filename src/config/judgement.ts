import { decidingMetric, metricsOf, plausibilityOf, thresholdOf, unitOf } from '../lab/course/course.ts';
import { limitWord, METRIC_TRAITS, type Metric, thresholdProblem } from '../lab/course/metrics.ts';
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
  const remedy = thresholdProblem(metric, threshold);
  if (remedy) throw refusal('threshold', `${String(threshold)} is no threshold of ${metric}`, remedy, draft);
  const usual = plausibilityOf(course);
  if (usual === undefined && pipeline.plausibility !== undefined) throw withoutBounds(course, draft);
  return { metric, threshold, plausibility: pipeline.plausibility ?? usual };
}

function notOfCourse(metric: string, course: Course, draft: Draft) {
  const remedy = `use ${metricsOf(course).join(' or ')}, or leave it out`;
  return refusal('metric', `"${metric}" is no metric of the course ${course.name}`, remedy, draft);
}

function withoutThreshold(metric: Metric, course: Course, draft: Draft) {
  const kind = METRIC_TRAITS[metric].unit;
  const unit = kind === 'label' ? unitOf(course).name : kind === 'percent' ? 'percent' : '';
  const wanted = `what ${metric} may be ${limitWord(metric)}${unit && `, in ${unit}`}`;
  return refusal('metric', `"${metric}" has no threshold`, `give pipeline.threshold too: ${wanted}`, draft);
}

function withoutBounds({ name }: Course, draft: Draft) {
  const message = `the course ${name} predicts classes, and only predicted numbers have such bounds`;
  return refusal('plausibility', message, 'leave it out', draft);
}

function refusal(setting: string, message: string, remedy: string, draft: Draft) {
  const path = ['pipeline', setting];
  return invalidSettings([{ place: `${whereIs(path, draft)}: ${path.join('.')}`, message, remedy }]);
}
