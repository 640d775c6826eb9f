import { amountText, metricText, withSign } from '../../src/lab/course/amounts.ts';
import { unitOf } from '../../src/lab/course/course.ts';
import { type Metric, metricName } from '../../src/lab/course/metrics.ts';
import type { Measure } from '../../src/lab/measures/measure.ts';
import type { Evaluation } from './evaluation.ts';

/** `median absolute percentage error 5.3 % (threshold 10 %) over 84 rows, …; root mean squared error …; largest errors …` */
export function summary(evaluation: Evaluation): string {
  const { threshold, truth } = evaluation;
  const [deciding, ...others] = evaluation.measures;
  const { metric, baseline, interval } = deciding;
  const [limit, least, most, guessed] = [threshold, interval.least, interval.most, baseline].map((value) =>
    textOf(metric, value, evaluation),
  );
  return [
    ...impossibleText(evaluation),
    `${measured(deciding, evaluation)} (threshold ${String(limit)}) over ${truth.length} rows, ` +
      `95 % interval ${String(least)} to ${String(most)}, ${String(guessed)} by guessing`,
    ...others.map((each) => measured(each, evaluation)),
    ...largestText(evaluation),
  ].join('; ');
}

function measured({ metric, value }: Measure, evaluation: Evaluation): string {
  return `${metricName(metric, evaluation.course.task)} ${textOf(metric, value, evaluation)}`;
}

function textOf(metric: Metric, value: number, { course }: Evaluation): string {
  return metricText(metric, value, unitOf(course).sign);
}

function largestText({ largest, course }: Evaluation): string[] {
  if (!largest) return [];
  const percent = largest.percent === undefined ? '' : `, ${withSign(largest.percent, '%')}`;
  return [`largest errors ${withSign(largest.absolute, unitOf(course).sign)}${percent}`];
}

function impossibleText({ impossible, truth, plausibility, course }: Evaluation): string[] {
  const { count, worst, bounds } = impossible;
  if (!worst) return [];
  const counted = `${count} of ${truth.length} predictions are impossible`;
  if (!bounds)
    return [`${counted}, such as ${worst.slice(0, 5).map(amountText).join(', ')}; possible are probabilities`];
  const [least, most, furthest] = [bounds.least, bounds.most, worst[0] ?? Number.NaN].map((value) =>
    withSign(value, unitOf(course).sign),
  );
  return [
    `${counted}, the worst ${String(furthest)}; ` +
      `possible is ${String(least)} to ${String(most)}, which is the hold-out data and a factor of ${String(plausibility)} beyond`,
  ];
}
