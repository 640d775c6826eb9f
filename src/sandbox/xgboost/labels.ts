import { trainCallFailed, UserError } from './failures.ts';
import { hasClasses } from './links.ts';

/** Source: XGBoost's `src/objective/regression_obj.cu` and `multiclass_obj.cu`, whose checks end the library here. */
export function expectLabels(labels: readonly number[], objective: string, classes: number): void {
  if (labels.some(Number.isNaN))
    throw new UserError('Check failed: valid: Label contains NaN, infinity or a value too large.');
  const all = (holds: (label: number) => boolean) => labels.every(holds);
  if (hasClasses(objective) && !all((label) => Number.isInteger(label) && label >= 0 && label < classes)) {
    throw trainCallFailed('SoftmaxMultiClassObj: label must be discrete values in the range of [0, num_class).');
  }
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
