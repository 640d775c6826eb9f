import type { Evaluation } from '../../events.ts';
import { METRICS } from '../../lab/course/metrics.ts';
import { TASKS } from '../../lab/course/tasks.ts';
import { measuresIn } from '../../lab/measures/variables.ts';
import { type Environment, type EvaluateOutputs, NONE } from '../../lab/release.ts';
import type { ActionRun } from '../../ports/pipeline.ts';

/** What an action tells of how a model did, if it tells that. */
export function evaluationOf(environment: Environment, outputs: ActionRun['outputs']): Evaluation | undefined {
  const told = outputs as Partial<EvaluateOutputs>;
  const metric = METRICS.find((each) => each === told.Metric);
  const task = TASKS.find((each) => each === told.Task);
  const measures = measuresIn(outputs);
  const deciding = measures.find((each) => each.metric === metric);
  if (!metric || !task || !deciding) return undefined;
  return {
    environment,
    question: told.Question ?? '',
    label: told.Label ?? '',
    task,
    metric,
    value: deciding.value,
    threshold: Number(told.Threshold),
    rows: Number(told.Rows),
    metrics: Object.fromEntries(measures.map((each) => [each.metric, each.value])),
    baselines: Object.fromEntries(measures.map((each) => [each.metric, each.baseline])),
    intervals: Object.fromEntries(measures.map((each) => [each.metric, each.interval])),
    ...(told.Unit !== undefined && told.Unit !== NONE && { unit: told.Unit }),
    ...largestErrors(told),
    ...confusion(told),
    modelPackageArn: told.ModelPackageArn ?? '',
    summary: told.Summary ?? '',
  };
}

function largestErrors({ LargestError, LargestPercentageError }: Partial<EvaluateOutputs>) {
  if (LargestError === undefined) return {};
  const percent = LargestPercentageError === undefined ? {} : { percent: Number(LargestPercentageError) };
  return { largestErrors: { absolute: Number(LargestError), ...percent } };
}

function confusion({ Classes, Confusion }: Partial<EvaluateOutputs>) {
  if (Classes === undefined || Confusion === undefined) return {};
  const rows = Confusion.split(';').map((row) => row.split(',').map(Number));
  return { confusion: { classes: Classes.split(','), rows } };
}
