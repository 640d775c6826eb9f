import { labelClasses, labelOf, titleOf, unitOf } from '../../src/lab/course/course.ts';
import { numberText, variablesOf } from '../../src/lab/measures/variables.ts';
import { type EvaluateOutputs, NONE } from '../../src/lab/release.ts';
import type { Evaluation } from './evaluation.ts';
import { summary } from './summary.ts';

/** What is judged, and how, in names and numbers alone. */
export function figures(evaluation: Evaluation) {
  const { course, metric, threshold, measures, largest, truth } = evaluation;
  return {
    Task: course.task,
    Metric: metric,
    Threshold: String(threshold),
    ...variablesOf(measures),
    ...(largest && { LargestError: numberText(largest.absolute) }),
    ...(largest?.percent !== undefined && { LargestPercentageError: numberText(largest.percent) }),
    Rows: String(truth.length),
  };
}

/** The same for the actions that follow and for who reads them, with the words of the course. */
export function outputs(evaluation: Evaluation, modelPackageArn: string): EvaluateOutputs {
  const { course, confusion } = evaluation;
  return {
    Summary: summary(evaluation),
    Question: course.question,
    Label: titleOf(labelOf(course)),
    ...figures(evaluation),
    Unit: unitOf(course).sign || NONE,
    ...(confusion && {
      Classes: labelClasses(course).join(','),
      Confusion: confusion.map((row) => row.join(',')).join(';'),
    }),
    ModelPackageArn: modelPackageArn,
  };
}
