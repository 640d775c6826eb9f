import { builtFile } from '../../package-files.ts';
import { SynchronousWorker } from '../workers/synchronous-worker.ts';
import { isKnownObjective, type Booster } from './booster.ts';
import type { Dataset } from './dataset.ts';
import { UserError, type Hyperparameters } from './hyperparameters.ts';
import { readLegacyModel } from './legacy-model.ts';
import type { FitTask } from './worker.ts';

/** The data are too many, or the library broke off: it tells nobody why. */
export class FitFailed extends Error {}

/** What the library holds in its 32 bits of addresses: six features of 150,000 rows do, of 200,000 do not. */
const MOST_VALUES = 1_000_000;

/** Real milliseconds; a fit of what the library can hold takes seconds. */
const PATIENCE = 600_000;

let worker: SynchronousWorker | undefined;

/** Fits boosted trees, always the same for the same data and hyperparameters. Blocks until they are fitted. */
export function fit(data: Dataset, hyperparameters: Hyperparameters): Booster {
  expectLabels(data.labels, hyperparameters.objective);
  expectRoom(data);
  const model = fitted(taskOf(data, hyperparameters));
  return { ...readLegacyModel(model), objective: hyperparameters.objective };
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

function expectRoom({ rows }: Dataset): void {
  const columns = rows[0]?.length ?? 0;
  if (rows.length * columns <= MOST_VALUES) return;
  throw new FitFailed(
    `Out of memory: the data are ${rows.length} rows of ${columns} features, ` +
      `and the XGBoost of the sandbox holds ${MOST_VALUES} values. Train on fewer rows.`,
  );
}

function taskOf({ labels, rows }: Dataset, { rounds, objective, parameters }: Hyperparameters): FitTask {
  return {
    cells: Float32Array.from(rows.flat()),
    labels: Float32Array.from(labels),
    columns: rows[0]?.length ?? 0,
    rounds,
    parameters: {
      // Since XGBoost 2 the fit begins at the mean unless told otherwise.
      base_score: String(startingAt(labels, objective)),
      ...parameters,
      objective: objective === 'reg:squarederror' ? 'reg:linear' : objective,
    },
  };
}

function startingAt(labels: readonly number[], objective: string): number {
  const mean = labels.reduce((sum, label) => sum + label, 0) / labels.length;
  if (/logi/.test(objective)) return Math.min(Math.max(mean, 1e-6), 1 - 1e-6);
  return mean;
}

/** Source: XGBoost's `src/objective/regression_obj.cu`, whose checks end the library here. */
function expectLabels(labels: readonly number[], objective: string): void {
  if (!isKnownObjective(objective)) throw new UserError(`Unknown objective function: \`${objective}\``);
  if (labels.some(Number.isNaN))
    throw new UserError('Check failed: valid: Label contains NaN, infinity or a value too large.');
  const all = (holds: (label: number) => boolean) => labels.every(holds);
  if (/logi/.test(objective) && !all((label) => label >= 0 && label <= 1)) {
    throw new UserError('label must be in [0,1] for logistic regression');
  }
  if (objective === 'reg:gamma' && !all((label) => label > 0)) {
    throw new UserError('label must be positive for gamma regression.');
  }
  if (objective === 'count:poisson' && !all((label) => label >= 0)) {
    throw new UserError('label must be nonnegative');
  }
}
