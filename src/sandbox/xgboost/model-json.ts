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

const ENSEMBLE = z.object({ trees: z.array(TREE) });

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
  return {
    objective: objective.name,
    // Since 3.1 there is one for each output: `[4.2E3]`.
    baseMargin: Math.fround(linkOf(objective.name).toMargin(Number(parameters.base_score.replace(/[[\]]/g, '')))),
    features: Number(parameters.num_feature),
    ...termsOf(gradient_booster),
  };
}

function termsOf(booster: z.infer<typeof GRADIENT_BOOSTER>): Pick<Booster, 'trees' | 'treeWeights' | 'linear'> {
  switch (booster.name) {
    case 'gbtree':
      return { trees: (booster.model?.trees ?? []).map(readTree) };
    case 'dart':
      return {
        trees: booster.gbtree.model.trees.map(readTree),
        treeWeights: booster.weight_drop.map(Math.fround),
      };
    case 'gblinear':
      return { trees: [], linear: booster.model.weights.map(Math.fround) };
  }
}

function expectServable({ learner_model_param, objective }: z.infer<typeof MODEL>['learner']): void {
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
