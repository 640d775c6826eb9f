import type { Booster, Tree } from './booster.ts';
import { hasClasses, linkOf } from './links.ts';

/**
 * What XGBoost reads as numbers. Its reader takes what has neither point nor exponent for an integer, and refuses the
 * model where it wants a number (dmlc/xgboost, `src/common/json.cc` and `src/tree/io_utils.h`).
 */
const FLOATS = new Set(['base_weights', 'loss_changes', 'split_conditions', 'sum_hessian']);

const VERSION = [3, 2, 0];
const NO_PARENT = 2_147_483_647;

/** The model as XGBoost 3.2 saves it in JSON. */
export function modelText(booster: Booster): string {
  return written(modelDocument(booster));
}

/** What only the fit knows, such as gains, is zero. */
function modelDocument({ objective, baseMargins, features, trees, groups }: Booster): object {
  const outputs = baseMargins.length;
  const classes = String(hasClasses(objective) ? outputs : 0);
  const { toScore } = linkOf(objective);
  return {
    learner: {
      attributes: {},
      feature_names: [],
      feature_types: [],
      gradient_booster: {
        model: {
          cats: { enc: [], feature_segments: [], sorted_idx: [] },
          gbtree_model_param: { num_parallel_tree: '1', num_trees: String(trees.length) },
          iteration_indptr: Array.from({ length: trees.length / outputs + 1 }, (_, round) => round * outputs),
          tree_info: groups,
          trees: trees.map((tree, id) => treeDocument(tree, id, features)),
        },
        name: 'gbtree',
      },
      learner_model_param: {
        base_score: `[${baseMargins.map((margin) => scientific(toScore(margin))).join(',')}]`,
        boost_from_average: '1',
        num_class: classes,
        num_feature: String(features),
        num_target: '1',
      },
      objective: objectiveDocument(objective, classes),
    },
    version: VERSION,
  };
}

/** Its parameters, which XGBoost looks up under a name of the objective's own. */
function objectiveDocument(objective: string, classes: string): object {
  if (hasClasses(objective)) return { name: objective, softmax_multiclass_param: { num_class: classes } };
  if (objective === 'count:poisson') return { name: objective, poisson_regression_param: { max_delta_step: '0.7' } };
  const name = objective === 'reg:linear' ? 'reg:squarederror' : objective;
  return { name, reg_loss_param: { scale_pos_weight: '1' } };
}

function treeDocument({ left, right, feature, value, defaultLeft }: Tree, id: number, features: number): object {
  const zeros = left.map(() => 0);
  return {
    base_weights: value.map((weight, node) => ((left[node] ?? -1) < 0 ? weight : 0)),
    categories: [],
    categories_nodes: [],
    categories_segments: [],
    categories_sizes: [],
    default_left: defaultLeft.map(Number),
    id,
    left_children: left,
    loss_changes: zeros,
    parents: parentsOf(left, right),
    right_children: right,
    split_conditions: value,
    split_indices: feature,
    split_type: zeros,
    sum_hessian: zeros,
    tree_param: {
      num_deleted: '0',
      num_feature: String(features),
      num_nodes: String(left.length),
      size_leaf_vector: '1',
    },
  };
}

function parentsOf(left: readonly number[], right: readonly number[]): number[] {
  const parents = new Map([...left.entries(), ...right.entries()].map(([parent, child]) => [child, parent]));
  return left.map((_, node) => parents.get(node) ?? NO_PARENT);
}

function written(value: unknown, isFloat = false): string {
  if (typeof value === 'number' && isFloat) return scientific(value);
  if (Array.isArray(value)) return `[${value.map((each) => written(each, isFloat)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([name, each]) => `${JSON.stringify(name)}:${written(each, FLOATS.has(name))}`,
  );
  return `{${members.join(',')}}`;
}

/** Digits after the first one that tell any two numbers of single precision apart; XGBoost reads no more in a base score. */
const MOST_DIGITS = 8;

/** `4.2E3`, as XGBoost writes numbers: in as few digits as give the same number of single precision. */
function scientific(value: number): string {
  const single = Math.fround(value);
  let digits = 0;
  while (digits < MOST_DIGITS && Math.fround(Number(single.toExponential(digits))) !== single) digits += 1;
  return single.toExponential(digits).toUpperCase().replace('E+', 'E');
}
