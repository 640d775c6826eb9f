import { z } from 'zod';
import { own } from '../../own.ts';

/**
 * The members that XGBoost reads besides those it predicts with: it refuses a file, or crashes, if one of them is
 * missing or has another type (dmlc/xgboost, `src/learner.cc`, `src/gbm/gbtree_model.cc`, `src/tree/tree_model.cc`).
 */
const count = z.string().regex(/^\d{1,9}$/);
const aboveZero = count.refine((text) => Number(text) > 0);
/** One value per leaf, as written by older and newer versions. */
const single = z.enum(['0', '1']);
const whole = z.int();

export const MEMBERS = {
  /** Python's Booster reads the first two. */
  attributes: z.object({ best_iteration: count.optional(), best_ntree_limit: count.optional() }).catchall(z.string()),
  names: z.array(z.string()).optional(),
  parameters: { num_class: count, num_target: aboveZero.default('1'), boost_from_average: count.optional() },
  version: z.tuple([whole, whole, whole]).optional(),
  ensembleParameters: z.object({
    num_trees: count,
    num_parallel_tree: aboveZero.optional(),
    size_leaf_vector: single.optional(),
  }),
  rounds: whole.optional(),
};

const loss = { reg_loss_param: z.object({ scale_pos_weight: z.string().regex(/^\d/).optional() }) };

/** The member that holds an objective's own parameters; objectives not listed have none in some version. */
const OWN_PARAMETERS: Readonly<Record<string, z.ZodType>> = {
  'reg:squarederror': z.object(loss),
  'reg:linear': z.object(loss),
  'reg:squaredlogerror': z.object(loss),
  'reg:pseudohubererror': z.object({ pseudo_huber_param: z.object({}) }),
  'reg:tweedie': z.object({ tweedie_regression_param: z.object({}) }),
  'count:poisson': z.object({ poisson_regression_param: z.object({}) }),
  'binary:logistic': z.object(loss),
  'reg:logistic': z.object(loss),
};

/** XGBoost divides the predictions by it, and writes beyond them if it is not that of the learner. */
const severalClasses = (classes: string) =>
  z.object({ softmax_multiclass_param: z.object({ num_class: z.literal(classes) }) });

/** The names of the missing or wrong members, for an objective that the lab accepts. */
export function unsoundObjective(objective: { readonly name: string }, classes: string): string | undefined {
  const schema = objective.name === 'multi:softprob' ? severalClasses(classes) : own(OWN_PARAMETERS, objective.name);
  const parsed = schema?.safeParse(objective);
  return parsed?.success === false ? placeOf(parsed.error) : undefined;
}

const numbers = z.array(z.number());
const wholes = z.array(whole);
const none = z.tuple([]);

const treeMembers = z.object({
  id: whole,
  base_weights: numbers,
  loss_changes: numbers,
  sum_hessian: numbers,
  parents: wholes,
  left_children: wholes,
  right_children: wholes,
  split_indices: wholes,
  default_left: z.array(z.union([whole, z.boolean()])),
  tree_param: z.object({
    num_nodes: count,
    num_feature: count.optional(),
    num_deleted: count.optional(),
    size_leaf_vector: single.optional(),
  }),
});

/** Since 1.3, all together. */
const categoryMembers = z.object({
  split_type: wholes,
  categories: none,
  categories_nodes: none,
  categories_segments: none,
  categories_sizes: none,
});

/** Lists with one entry per node. */
const BY_NODE = ['base_weights', 'loss_changes', 'sum_hessian', 'parents', 'split_type'] as const;

/** The name of a tree member that XGBoost would refuse; `nodes` is the tree's number of nodes. */
export function unsoundMember(tree: object, number: number, nodes: number): string | undefined {
  const schema = 'split_type' in tree ? treeMembers.extend(categoryMembers.shape) : treeMembers;
  const parsed = schema.safeParse(tree);
  if (!parsed.success) return placeOf(parsed.error);
  const { id, tree_param, ...lists } = parsed.data;
  if (id !== number) return 'id';
  if (Number(tree_param.num_nodes) !== nodes) return 'tree_param.num_nodes';
  return BY_NODE.find((name) => name in lists && (lists as Record<string, unknown[]>)[name]?.length !== nodes);
}

function placeOf({ issues }: z.ZodError): string {
  return issues[0]?.path.join('.') ?? 'its content';
}

const LISTS_OF_NUMBERS =
  /"(base_weights|loss_changes|sum_hessian|split_conditions|weight_drop|weights)"\s*:\s*\[([^\]]*)\]/g;
const WITHOUT_POINT = /(?:^|,)\s*-?\d+\s*(?:,|$)/;

const LISTS_OF_WHOLES =
  /"(left_children|right_children|parents|split_indices|split_type|tree_info|iteration_indptr)"\s*:\s*\[([^\]]*)\]/g;
const WITH_POINT = /[.eE]/;

/**
 * The name of a JSON list that XGBoost would read as the wrong number type: it distinguishes `5` from `5E0`, and
 * accepts only the one it expects (`src/common/json.cc`). Programs that read and rewrite a model do not preserve this.
 */
export function wrongKindOfNumbers(json: string): string | undefined {
  const among = (lists: RegExp, wrong: RegExp) =>
    [...json.matchAll(lists)].find(([, , content = '']) => wrong.test(content))?.[1];
  return among(LISTS_OF_NUMBERS, WITHOUT_POINT) ?? among(LISTS_OF_WHOLES, WITH_POINT);
}
