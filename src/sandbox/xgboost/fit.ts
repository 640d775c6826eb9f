import { builtFile } from '../../package-files.ts';
import { SynchronousWorker } from '../workers/synchronous-worker.ts';
import type { Booster } from './booster.ts';
import type { Dataset } from './dataset.ts';
import { FitFailed, trainCallFailed, UserError } from './failures.ts';
import type { Hyperparameters } from './hyperparameters.ts';
import { expectLabels } from './labels.ts';
import { readLegacyModel, writeLegacyLeaves } from './legacy-model.ts';
import { hasClasses, isKnownObjective } from './links.ts';
import type { FitTask } from './worker.ts';

/** More would take the library longer than anybody waits. */
const MOST_VALUES = 3_000_000;

/** Real milliseconds; a fit of what the library can hold takes seconds, or minutes for several classes. */
const PATIENCE = 600_000;

/** XGBoost's `kRtEps`, which keeps the logarithm of a class without rows finite. */
const LITTLE = 1e-6;

let worker: SynchronousWorker | undefined;

/** Fits boosted trees, always the same for the same data and hyperparameters. Blocks until they are fitted. */
export function fit(data: Dataset, hyperparameters: Hyperparameters): Booster {
  const { objective, classes } = hyperparameters;
  if (!isKnownObjective(objective)) throw new UserError(`Unknown objective function: \`${objective}\``);
  expectOutputs(data, hyperparameters);
  expectLabels(data.labels, objective, classes);
  expectRoom(data, classes);
  return hasClasses(objective) ? fitClasses(data, hyperparameters) : fitOne(data, hyperparameters);
}

/** Source: dmlc/xgboost, `src/objective/regression_obj.cu`, CheckRegInputs. */
function expectOutputs({ labels }: Dataset, { objective, classes }: Hyperparameters): void {
  if (classes === 0 || hasClasses(objective)) return;
  throw trainCallFailed(
    'Check failed: info.labels.Size() == preds.Size() ' +
      `(${labels.length} vs. ${labels.length * classes}) : Invalid shape of labels.`,
  );
}

function fitOne(data: Dataset, { rounds, objective, parameters }: Hyperparameters): Booster {
  const model = fitted({
    ...tableOf(data),
    rounds,
    parameters: {
      // Since XGBoost 2 the fit begins at the mean unless told otherwise.
      base_score: String(startingAt(data.labels, objective)),
      ...parameters,
      objective: objective === 'reg:squarederror' ? 'reg:linear' : objective,
    },
  });
  return { ...readLegacyModel(model), objective };
}

/** The library has one base score for all classes, so the fit goes on from trees of one leaf, which are taken off again. */
function fitClasses(data: Dataset, { rounds, objective, classes, parameters }: Hyperparameters): Booster {
  const baseMargins = startingMargins(data.labels, classes, parameters['base_score']);
  const features = data.rows[0]?.length ?? 0;
  const model = fitted({
    ...tableOf(data),
    rounds,
    // The library draws anew for a model that goes on only where it does so in each round.
    parameters: { ...parameters, num_class: String(classes), base_score: '0', seed_per_iteration: '1', objective },
    begin: writeLegacyLeaves(objective, features, baseMargins),
  });
  const { trees, groups } = readLegacyModel(model);
  return { objective, baseMargins, features, trees: trees.slice(classes), groups: groups.slice(classes) };
}

/** A library that broke off is in no state to fit again. */
function fitted(task: FitTask): Uint8Array {
  worker ??= new SynchronousWorker(builtFile('xgboost/worker.cjs'));
  try {
    return worker.call(task, () => undefined, PATIENCE) as Uint8Array;
  } catch {
    worker.end();
    worker = undefined;
    throw new FitFailed('XGBoost broke off without saying why. A hyperparameter may not suit the others or the data.');
  }
}

function expectRoom({ rows }: Dataset, classes: number): void {
  const columns = rows[0]?.length ?? 0;
  if (rows.length * (columns + classes) <= MOST_VALUES) return;
  const of = classes > 0 ? `${columns} features and ${classes} classes` : `${columns} features`;
  throw new FitFailed(
    `Out of memory: the data are ${rows.length} rows of ${of}, ` +
      `and the XGBoost of the sandbox holds ${MOST_VALUES} values. Train on fewer rows.`,
  );
}

function tableOf({ labels, rows }: Dataset): Pick<FitTask, 'cells' | 'labels' | 'columns'> {
  const columns = rows[0]?.length ?? 0;
  return { cells: Float32Array.from(rows.flat()), labels: Float32Array.from(labels), columns };
}

function startingAt(labels: readonly number[], objective: string): number {
  const mean = meanOf(labels);
  if (/logi/.test(objective)) return Math.min(Math.max(mean, 1e-6), 1 - 1e-6);
  return mean;
}

/** Source: dmlc/xgboost 3.2, `src/objective/multiclass_obj.cu`, InitEstimation: the logarithms of the classes' shares, about zero. */
function startingMargins(labels: readonly number[], classes: number, score: string | undefined): number[] {
  const places = Array.from({ length: classes }, (_, place) => place);
  if (score !== undefined) return places.map(() => Math.fround(Number(score)));
  const counts = places.map(() => 0);
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  const logs = counts.map((count) => Math.log(count / labels.length + LITTLE));
  const mean = meanOf(logs);
  return logs.map((log) => Math.fround(log - mean));
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
