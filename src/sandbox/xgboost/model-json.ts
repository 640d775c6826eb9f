import { z } from 'zod';

import type { Booster, Tree } from './booster.ts';
import { hasClasses, isKnownObjective, linkOf } from './links.ts';
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
  tree_param: z.object({ size_leaf_vector: z.string().default('1') }).default({ size_leaf_vector: '1' }),
});

const ENSEMBLE = z.object({ trees: z.array(TREE), tree_info: NUMBERS });

const GRADIENT_BOOSTER = z.discriminatedUnion('name', [
  z.object({ name: z.literal('gbtree'), model: ENSEMBLE.optional() }),
  z.object({ name: z.literal('dart'), gbtree: z.object({ model: ENSEMBLE }), weight_drop: NUMBERS }),
  z.object({ name: z.literal('gblinear'), model: z.object({ weights: NUMBERS }) }),
]);

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
    gradient_booster: GRADIENT_BOOSTER,
  }),
});

/** The booster that a document of XGBoost's model schema describes; throws where it is none that can be served here. */
export function boosterOf(document: unknown): Booster {
  const { learner } = MODEL.parse(document);
  const { learner_model_param: parameters, objective, gradient_booster } = learner;
  expectServable(learner);
  const outputs = Math.max(Number(parameters.num_class), 1);
  return {
    objective: objective.name,
    baseMargins: baseMarginsOf(parameters.base_score, objective.name, outputs),
    features: Number(parameters.num_feature),
    ...termsOf(gradient_booster, outputs),
  };
}

/** Since 3.1 there is a score for each output: `[4.2E3,1E0]`; before, and where there is only one, it is that of all. */
function baseMarginsOf(text: string, objective: string, outputs: number): number[] {
  const scores = text.replace(/[[\]]/g, '').split(',').map(Number);
  if (scores.length !== 1 && scores.length !== outputs) {
    throw new Error(`Invalid shape of base_score: ${scores.length} scores for ${outputs} outputs`);
  }
  const { toMargin } = linkOf(objective);
  return Array.from({ length: outputs }, (_, output) => Math.fround(toMargin(scores[output] ?? scores[0] ?? NaN)));
}

type Terms = Pick<Booster, 'trees' | 'groups' | 'treeWeights' | 'linear'>;

function termsOf(booster: z.infer<typeof GRADIENT_BOOSTER>, outputs: number): Terms {
  switch (booster.name) {
    case 'gbtree':
      return booster.model ? treesOf(booster.model, outputs) : { trees: [], groups: [] };
    case 'dart':
      return { ...treesOf(booster.gbtree.model, outputs), treeWeights: booster.weight_drop.map(Math.fround) };
    case 'gblinear':
      return { trees: [], groups: [], linear: booster.model.weights.map(Math.fround) };
  }
}

function treesOf({ trees, tree_info: groups }: z.infer<typeof ENSEMBLE>, outputs: number): Terms {
  if (groups.length !== trees.length) {
    throw new Error(`Check failed: tree_info_json.size() == param.num_trees (${groups.length} vs. ${trees.length})`);
  }
  const odd = groups.find((group) => group < 0 || group >= outputs || !Number.isInteger(group));
  if (odd !== undefined) throw new SandboxLimit(`the sandbox adds no tree to output ${odd} of ${outputs}`);
  return { trees: trees.map(readTree), groups };
}

function expectServable({ learner_model_param, objective }: z.infer<typeof MODEL>['learner']): void {
  if (!isKnownObjective(objective.name)) {
    throw new SandboxLimit(`the sandbox does not know the objective ${objective.name}`);
  }
  const hasSeveral = Number(learner_model_param.num_class) > 1;
  if (Number(learner_model_param.num_target) > 1 || hasSeveral !== hasClasses(objective.name)) {
    throw new SandboxLimit('the sandbox serves models of several outputs only if they are classes');
  }
}

function readTree(tree: z.infer<typeof TREE>): Tree {
  if (Number(tree.tree_param.size_leaf_vector) > 1) {
    throw new SandboxLimit('the sandbox serves no trees whose leaves hold several values');
  }
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
