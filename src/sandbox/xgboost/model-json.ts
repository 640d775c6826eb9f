import { z } from 'zod';

import { isKnownObjective, linkOf, type Booster, type Tree } from './booster.ts';
import { SandboxLimit } from './sandbox-limit.ts';
import { expectSound } from './sound-tree.ts';

const NUMBERS = z.array(z.number());

/** A flag is a number in JSON and a byte in UBJSON, and was a boolean in the first versions. */
const FLAGS = z.array(z.union([z.boolean(), z.number()]).transform(Boolean));

const TREE = z.object({
  left_children: NUMBERS,
  right_children: NUMBERS,
  split_indices: NUMBERS,
  split_conditions: NUMBERS,
  default_left: FLAGS,
  split_type: NUMBERS.optional(),
});

/** What is needed of XGBoost's model schema (dmlc/xgboost, doc/model.schema). Numbers of parameters are texts there. */
const MODEL = z.object({
  learner: z.object({
    learner_model_param: z.object({
      base_score: z.string(),
      num_class: z.string().default('0'),
      num_feature: z.string(),
      num_target: z.string().default('1'),
    }),
    objective: z.object({ name: z.string() }),
    gradient_booster: z.object({ name: z.string(), model: z.object({ trees: z.array(TREE) }).optional() }),
  }),
});

/** The booster that a document of XGBoost's model schema describes; throws where it is none that can be served here. */
export function boosterOf(document: unknown): Booster {
  const { learner } = MODEL.parse(document);
  const { learner_model_param: parameters, objective, gradient_booster: ensemble } = learner;
  expectServable(learner);
  return {
    objective: objective.name,
    // Since 3.1 there is one for each output: `[4.2E3]`.
    baseMargin: linkOf(objective.name).toMargin(Number(parameters.base_score.replace(/[[\]]/g, ''))),
    features: Number(parameters.num_feature),
    trees: (ensemble.model?.trees ?? []).map(readTree),
  };
}

function expectServable({ learner_model_param, objective, gradient_booster }: z.infer<typeof MODEL>['learner']): void {
  if (gradient_booster.name !== 'gbtree')
    throw new SandboxLimit(`the sandbox serves no ${gradient_booster.name} boosters`);
  if (Number(learner_model_param.num_class) > 1 || Number(learner_model_param.num_target) > 1) {
    throw new SandboxLimit('the sandbox serves models with one output only');
  }
  if (!isKnownObjective(objective.name)) {
    throw new SandboxLimit(`the sandbox does not know the objective ${objective.name}`);
  }
}

function readTree(tree: z.infer<typeof TREE>): Tree {
  if (tree.split_type?.some((type) => type !== 0)) throw new SandboxLimit('the sandbox serves no categorical splits');
  const read: Tree = {
    left: tree.left_children,
    right: tree.right_children,
    feature: tree.split_indices,
    value: tree.split_conditions.map(Math.fround),
    defaultLeft: tree.default_left,
  };
  expectSound(read);
  return read;
}

const VERSION = [3, 2, 0];
const NO_PARENT = 2_147_483_647;

/** The model as XGBoost 3.2 saves it in JSON. What only the fit knows, such as gains, is zero. */
export function modelDocument({ objective, baseMargin, features, trees }: Booster): object {
  const name = objective === 'reg:linear' ? 'reg:squarederror' : objective;
  return {
    learner: {
      attributes: {},
      feature_names: [],
      feature_types: [],
      gradient_booster: {
        model: {
          cats: { enc: [], feature_segments: [], sorted_idx: [] },
          gbtree_model_param: { num_parallel_tree: '1', num_trees: String(trees.length) },
          iteration_indptr: Array.from({ length: trees.length + 1 }, (_, index) => index),
          tree_info: trees.map(() => 0),
          trees: trees.map((tree, id) => treeDocument(tree, id, features)),
        },
        name: 'gbtree',
      },
      learner_model_param: {
        base_score: `[${scientific(linkOf(objective).toScore(baseMargin))}]`,
        boost_from_average: '1',
        num_class: '0',
        num_feature: String(features),
        num_target: '1',
      },
      objective: { name, reg_loss_param: { scale_pos_weight: '1' } },
    },
    version: VERSION,
  };
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
  const parents = left.map(() => NO_PARENT);
  for (const [parent, child] of left.entries()) if (child >= 0) parents[child] = parent;
  for (const [parent, child] of right.entries()) if (child >= 0) parents[child] = parent;
  return parents;
}

/** `4.2E3`, as XGBoost writes numbers. */
function scientific(value: number): string {
  return value.toExponential().toUpperCase().replace('E+', 'E');
}
