import { FitFailed, UserError } from './failures.ts';
import { isMeasure, isOfContainer } from './measures.ts';

/** Source: aws/sagemaker-xgboost-container, `constants/xgb_constants.py`. */
const MAXIMIZED = [
  ...['accuracy', 'auc', 'aucpr', 'balanced_accuracy', 'f1', 'f1_binary', 'f1_macro', 'map', 'ndcg', 'precision'],
  ...['r2', 'recall', 'precision_macro', 'precision_micro', 'recall_macro', 'recall_micro'],
];
const MINIMIZED = [
  ...['aft-nloglik', 'cox-nloglik', 'error', 'gamma-deviance', 'gamma-nloglik', 'interval-regression-accuracy'],
  ...['logloss', 'mae', 'mape', 'merror', 'mlogloss', 'mphe', 'mse', 'poisson-nloglik', 'rmse', 'rmsle'],
  'tweedie-nloglik',
];
const METRICS = [...MAXIMIZED, ...MINIMIZED];
const WITH_THRESHOLD = ['error', 'ndcg', 'map'];

/** Source: aws/sagemaker-xgboost-container, `algorithm_mode/hyperparameter_validation.py`, eval_metric. */
export function expectMeasures(names: readonly string[], objective: string | undefined): void {
  if (names.length === 0) return;
  for (const name of names) expectThreshold(name);
  if (!names.every((name) => name.includes('@') || METRICS.includes(name))) {
    throw new UserError(`Hyperparameter eval_metric: value ${listed(names)} not in range ${listed(METRICS)}`);
  }
  // It looks the objective up, and breaks off where none is given.
  if (objective === undefined) throw new FitFailed("'objective'");
  if (names.includes('auc') && !/^(binary|rank):/.test(objective)) {
    throw new UserError("Metric 'auc' can only be applied for classification and ranking problems.");
  }
  const hasLevels = /^(binary|multi):/.test(objective);
  const unknown = names.find((name) => !isMeasure(name) || (isOfContainer(name) && !hasLevels));
  if (unknown !== undefined)
    throw new UserError(`The XGBoost of the sandbox does not know the eval_metric ${unknown} of ${objective}`);
}

function expectThreshold(metric: string): void {
  const [name = '', threshold] = metric.split('@').map((part) => part.trim());
  if (threshold === undefined) return;
  if (!WITH_THRESHOLD.includes(name)) {
    throw new UserError(
      `Metric '${metric}' is not supported. Parameter 'eval_metric' with customized threshold should ` +
        "be one of these options: 'error', 'ndcg', 'map'.",
    );
  }
  if (threshold !== '' && Number.isFinite(Number(threshold))) return;
  throw new UserError(`Threshold value 't' in '${name}@t' expects float input.`);
}

function listed(names: readonly string[]): string {
  return `['${names.join("', '")}']`;
}
