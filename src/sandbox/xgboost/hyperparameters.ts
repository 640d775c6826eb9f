import { own } from '../../own.ts';
import { expectMeasures } from './eval-metric.ts';
import { UserError } from './failures.ts';

type Range =
  | { readonly kind: 'integer' | 'number'; readonly above?: number; readonly min?: number; readonly max?: number }
  | { readonly kind: 'choice'; readonly of: readonly string[] };

const FRACTION: Range = { kind: 'number', min: 0, max: 1 };
const SHARE: Range = { kind: 'number', above: 0, max: 1 };
const NOT_NEGATIVE: Range = { kind: 'number', min: 0 };
const SWITCH: Range = { kind: 'integer', min: 0, max: 1 };
const COUNT: Range = { kind: 'integer', min: 0 };
const POSITIVE_COUNT: Range = { kind: 'integer', min: 1 };

/** What the library knows too. */
const OBJECTIVES = [
  'reg:squarederror',
  'reg:linear',
  'reg:logistic',
  'reg:gamma',
  'count:poisson',
  'binary:logistic',
  'binary:logitraw',
  'multi:softmax',
  'multi:softprob',
];

/** What the library fits with. Source: aws/sagemaker-xgboost-container, `algorithm_mode/hyperparameter_validation.py`. */
const FITTED: Readonly<Record<string, Range>> = {
  num_round: POSITIVE_COUNT,
  objective: { kind: 'choice', of: OBJECTIVES },
  booster: { kind: 'choice', of: ['gbtree'] },
  eta: FRACTION,
  gamma: NOT_NEGATIVE,
  max_depth: COUNT,
  min_child_weight: NOT_NEGATIVE,
  max_delta_step: NOT_NEGATIVE,
  subsample: SHARE,
  colsample_bytree: SHARE,
  colsample_bylevel: SHARE,
  lambda: NOT_NEGATIVE,
  alpha: NOT_NEGATIVE,
  tree_method: { kind: 'choice', of: ['auto', 'exact', 'approx', 'hist'] },
  scale_pos_weight: { kind: 'number', above: 0 },
  grow_policy: { kind: 'choice', of: ['depthwise', 'lossguide'] },
  max_leaves: COUNT,
  max_bin: COUNT,
  base_score: NOT_NEGATIVE,
  num_class: { kind: 'integer', min: 2 },
  seed: { kind: 'integer', min: -(2 ** 31), max: 2 ** 31 - 1 },
};

/** What the container takes and what makes no difference to the model here. */
const WITHOUT_EFFECT: Readonly<Record<string, Range>> = {
  csv_weights: { kind: 'integer', min: 0, max: 0 },
  deterministic_histogram: { kind: 'choice', of: ['true', 'false'] },
  nthread: POSITIVE_COUNT,
  predictor: { kind: 'choice', of: ['auto', 'cpu_predictor', 'gpu_predictor'] },
  refresh_leaf: SWITCH,
  save_model_on_termination: { kind: 'choice', of: ['true', 'false'] },
  silent: SWITCH,
  verbosity: { kind: 'integer', min: 0, max: 3 },
};

/** What the container takes and the library does not know. */
const UNKNOWN_HERE = [
  '_kfold',
  '_num_cv_round',
  '_tuning_objective_metric',
  'aft_loss_distribution',
  'aft_loss_distribution_scale',
  'colsample_bynode',
  'dsplit',
  'early_stopping_rounds',
  'interaction_constraints',
  'lambda_bias',
  'monotone_constraints',
  'normalize_type',
  'num_parallel_tree',
  'one_drop',
  'process_type',
  'rate_drop',
  'sample_type',
  'sampling_method',
  'sketch_eps',
  'skip_drop',
  'tweedie_variance_power',
  'updater',
];

/** XGBoost's own defaults, where the library has others. */
const DEFAULTS = {
  objective: 'reg:squarederror',
  booster: 'gbtree',
  eta: '0.3',
  max_depth: '6',
  min_child_weight: '1',
  subsample: '1',
  colsample_bytree: '1',
  seed: '0',
} as const;

export interface Hyperparameters {
  readonly rounds: number;
  readonly objective: string;
  /** How many classes there are; 0 where that is not said. */
  readonly classes: number;
  /** What the model is measured by in each round; the objective's own measure where nothing is said. */
  readonly measures: readonly string[];
  /** For the library; without the number of rounds. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** Checks hyperparameters with the container's words; throws `UserError`. */
export function checkedHyperparameters(given: Readonly<Record<string, string>>): Hyperparameters {
  const { num_round, num_class, eval_metric, ...others } = given;
  if (num_round === undefined) throw new UserError('Missing required hyperparameter: num_round');
  for (const [name, value] of Object.entries(given)) if (name !== 'eval_metric') checkOne(name, value);
  const measures = eval_metric?.split(',') ?? [];
  expectMeasures(measures, given['objective']);
  if (given['objective']?.startsWith('multi:') && num_class === undefined) {
    throw new UserError("Require input for parameter 'num_class' for multi-classification");
  }
  const fitted = Object.entries(others).filter(([name]) => Object.hasOwn(FITTED, name));
  const parameters = { ...DEFAULTS, ...Object.fromEntries(fitted) };
  const { objective } = parameters;
  return { rounds: Number(num_round), objective, classes: Number(num_class ?? 0), measures, parameters };
}

function checkOne(name: string, value: string): void {
  const ranges = { ...FITTED, ...WITHOUT_EFFECT };
  const range = own(ranges, name);
  if (UNKNOWN_HERE.includes(name)) throw new UserError(`The XGBoost of the sandbox does not know ${name}`);
  if (!range) throw new UserError(`Extraneous hyperparameter found: ${name}`);
  if (range.kind === 'choice') {
    if (!range.of.includes(value)) outside(name, value, `['${range.of.join("', '")}']`);
    return;
  }
  const form = range.kind === 'integer' ? /^\s*[+-]?\d+\s*$/ : /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;
  if (!form.test(value)) throw new UserError(`Hyperparameter ${name}: could not parse value (caused by ValueError)`);
  const number = Number(value);
  const { above = -Infinity, min = -Infinity, max = Infinity } = range;
  if (number <= above || number < min || number > max) outside(name, value, interval(range));
}

function outside(name: string, value: string, range: string): never {
  throw new UserError(`Hyperparameter ${name}: ${value.trim()} is not in ${range}`);
}

function interval({ above, min, max }: { readonly above?: number; readonly min?: number; readonly max?: number }) {
  const from = above === undefined ? `[${min ?? '-inf'}` : `(${above}`;
  return `${from}, ${max === undefined ? '+inf)' : `${max}]`}`;
}
