import { z } from 'zod';
import { featuresOf } from '../course/course.ts';
import type { Course } from '../course/types.ts';
import { MODEL_LIMITS } from './model-limits.ts';
import { checkAnswer, listed, notXgboost, outputsOf } from './model-answer.ts';
import { MEMBERS } from './model-members.ts';
import { checkTrees } from './model-trees.ts';
import { Refusal } from './refusal.ts';
import { shown } from './shown.ts';

const ensemble = z.object({
  trees: z.array(z.unknown()),
  tree_info: z.array(z.unknown()),
  iteration_indptr: z.array(z.unknown()).optional(),
  gbtree_model_param: MEMBERS.ensembleParameters,
});

/**
 * The parts of XGBoost's model schema that are checked (dmlc/xgboost, doc/model.schema). Numeric parameters are strings
 * there.
 */
const schema = z.object({
  version: MEMBERS.version,
  learner: z.object({
    attributes: MEMBERS.attributes,
    feature_names: MEMBERS.names,
    feature_types: MEMBERS.names,
    learner_model_param: z.object({ base_score: z.string(), num_feature: z.string(), ...MEMBERS.parameters }),
    objective: z.looseObject({ name: z.string() }),
    gradient_booster: z.discriminatedUnion('name', [
      z.object({ name: z.literal('gbtree'), model: ensemble.optional() }),
      z.object({
        name: z.literal('dart'),
        gbtree: z.object({ name: z.literal('gbtree'), model: ensemble }),
        weight_drop: z.array(z.unknown()),
      }),
      z.object({
        name: z.literal('gblinear'),
        model: z.object({ weights: z.array(z.unknown()), boosted_rounds: MEMBERS.rounds }),
      }),
    ]),
  }),
});

type Learner = z.output<typeof schema>['learner'];

/** Refuses a model that the lab does not accept, or that XGBoost must not load. */
export function checkDocument(document: unknown, course: Course): void {
  const parsed = schema.safeParse(document);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw notXgboost(issue?.path.join('.') ?? 'its content');
  }
  const { learner } = parsed.data;
  checkAnswer(learner, course);
  const features = featureCount(learner.learner_model_param, course);
  checkBooster(learner.gradient_booster, { features, outputs: outputsOf(course) });
}

/** What a booster has to fit. */
interface Shape {
  readonly features: number;
  readonly outputs: number;
}

/** The weights of a linear booster come first, one per feature and output; its biases follow. */
function checkBooster(booster: Learner['gradient_booster'], shape: Shape): void {
  switch (booster.name) {
    case 'gbtree':
      checkEnsemble(booster.model, shape);
      return;
    case 'dart':
      checkEnsemble(booster.gbtree.model, shape);
      checkWeights(booster.weight_drop, booster.gbtree.model.trees.length);
      return;
    case 'gblinear':
      checkWeights(booster.model.weights, (shape.features + 1) * shape.outputs);
  }
}

function checkEnsemble(model: z.output<typeof ensemble> | undefined, { features, outputs }: Shape): void {
  checkTrees(model?.trees ?? [], features);
  if (model && Number(model.gbtree_model_param.num_trees) !== model.trees.length) {
    throw notXgboost('gbtree_model_param.num_trees');
  }
  if (model?.tree_info.length === model?.trees.length && isGrouped(model, outputs)) return;
  throw new Refusal('its trees and their groups do not fit together; save the model again');
}

/** XGBoost trusts `tree_info` for a tree's output and `iteration_indptr` for the rounds, unchecked. */
function isGrouped(model: z.output<typeof ensemble> | undefined, outputs: number): boolean {
  const { tree_info: groups = [], iteration_indptr: starts = [0, groups.length] } = model ?? {};
  const isOrdered = starts.every(
    (start, at) => Number.isInteger(start) && (at === 0 || Number(start) >= Number(starts[at - 1])),
  );
  const isOutput = (group: unknown) => Number.isInteger(group) && Number(group) >= 0 && Number(group) < outputs;
  return groups.every(isOutput) && isOrdered && starts[0] === 0 && starts.at(-1) === groups.length;
}

/** XGBoost does not check the length of the list. */
function checkWeights(weights: readonly unknown[], count: number): void {
  const isFinite = (weight: unknown) => typeof weight === 'number' && Number.isFinite(Math.fround(weight));
  if (weights.length === count && weights.every(isFinite)) return;
  throw new Refusal(`its weights are not ${String(count)} finite numbers; save the model again`);
}

/** The number of features. Features beyond those in a request count as missing, as in XGBoost. */
function featureCount({ num_feature }: Learner['learner_model_param'], course: Course): number {
  const asked = featuresOf(course).map(({ name }) => name);
  const features = /^\d{1,9}$/.test(num_feature) ? Number(num_feature) : Number.NaN;
  if (features > MODEL_LIMITS.features) {
    throw new Refusal(`it has ${shown(num_feature)} features; at most ${String(MODEL_LIMITS.features)} are allowed`);
  }
  if (!(features >= asked.length)) {
    const wanted = `the endpoint is asked with ${String(asked.length)}: ${listed(asked)}`;
    throw new Refusal(`it has ${shown(num_feature)} features; ${wanted}, in this order; train with these columns`);
  }
  return features;
}
