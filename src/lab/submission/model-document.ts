import { z } from 'zod';
import { featuresOf, labelOf, titleOf, unitOf } from '../course/course.ts';
import type { Course } from '../course/types.ts';
import { MODEL_LIMITS } from './model-limits.ts';
import { MEMBERS, unsoundObjective } from './model-members.ts';
import { checkTrees } from './model-trees.ts';
import { Refusal } from './refusal.ts';
import { shown } from './shown.ts';

/** The objectives for predicting a quantity: one number. */
const OBJECTIVES: readonly string[] = [
  'reg:squarederror',
  'reg:linear',
  'reg:squaredlogerror',
  'reg:absoluteerror',
  'reg:pseudohubererror',
  'reg:gamma',
  'reg:tweedie',
  'count:poisson',
];

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
  checkObjective(learner, course);
  checkBooster(learner.gradient_booster, featureCount(learner.learner_model_param, course));
}

function notXgboost(member: string): Refusal {
  return new Refusal(`it is no model of XGBoost: ${member} is missing or wrong`);
}

/** The weights of a linear booster come first, one per feature; its bias follows. */
function checkBooster(booster: Learner['gradient_booster'], features: number): void {
  switch (booster.name) {
    case 'gbtree':
      checkEnsemble(booster.model, features);
      return;
    case 'dart':
      checkEnsemble(booster.gbtree.model, features);
      checkWeights(booster.weight_drop, booster.gbtree.model.trees.length);
      return;
    case 'gblinear':
      checkWeights(booster.model.weights, features + 1);
  }
}

function checkEnsemble(model: z.output<typeof ensemble> | undefined, features: number): void {
  checkTrees(model?.trees ?? [], features);
  if (model && Number(model.gbtree_model_param.num_trees) !== model.trees.length) {
    throw notXgboost('gbtree_model_param.num_trees');
  }
  checkGroups(model?.tree_info ?? [], model?.iteration_indptr, model?.trees.length ?? 0);
}

/** XGBoost does not check the length of the list. */
function checkWeights(weights: readonly unknown[], count: number): void {
  const isFinite = (weight: unknown) => typeof weight === 'number' && Number.isFinite(Math.fround(weight));
  if (weights.length === count && weights.every(isFinite)) return;
  throw new Refusal(`its weights are not ${String(count)} finite numbers; save the model again`);
}

function checkObjective({ objective: { name: objective, ...parameters } }: Learner, course: Course): void {
  if (!OBJECTIVES.includes(objective)) {
    throw new Refusal(
      `its objective is ${shown(objective)}; the lab predicts ${predicted(course)}: train with one of ${OBJECTIVES.join(', ')}`,
    );
  }
  const unsound = unsoundObjective({ name: objective, ...parameters });
  if (unsound !== undefined) throw notXgboost(`objective.${unsound}`);
}

/** What a model of the course answers with: its unit, or what it is. */
function predicted(course: Course): string {
  return unitOf(course).name || titleOf(labelOf(course));
}

/** The number of features. Features beyond those in a request count as missing, as in XGBoost. */
function featureCount(
  { num_feature, num_class, num_target, base_score }: Learner['learner_model_param'],
  course: Course,
): number {
  const asked = featuresOf(course).map(({ name }) => name);
  const features = /^\d{1,9}$/.test(num_feature) ? Number(num_feature) : Number.NaN;
  if (features > MODEL_LIMITS.features) {
    throw new Refusal(`it has ${shown(num_feature)} features; at most ${String(MODEL_LIMITS.features)} are allowed`);
  }
  if (!(features >= asked.length)) {
    const wanted = `the endpoint is asked with ${String(asked.length)}: ${asked.join(', ')}`;
    throw new Refusal(`it has ${shown(num_feature)} features; ${wanted}, in this order; train with these columns`);
  }
  if (Number(num_class) > 1 || Number(num_target) > 1) {
    const unit = unitOf(course).name;
    const wanted = `the ${titleOf(labelOf(course))}${unit && ` in ${unit}`}`;
    throw new Refusal(`it predicts several numbers a row; the lab wants one, ${wanted}`);
  }
  // Since XGBoost 3.1 there is one per output: `[4.2E3]`.
  const score = base_score.replace(/^\[(.*)\]$/, '$1').trim();
  if (score === '' || !Number.isFinite(Math.fround(Number(score)))) {
    throw new Refusal(`its base_score is ${shown(base_score)}, which is no finite number; save the model again`);
  }
  return features;
}

/** XGBoost trusts `tree_info` for a tree's output and `iteration_indptr` for the rounds, unchecked. */
function checkGroups(info: readonly unknown[], rounds: readonly unknown[] | undefined, trees: number): void {
  const starts = rounds ?? [0, trees];
  const isOrdered = starts.every(
    (start, at) => Number.isInteger(start) && (at === 0 || Number(start) >= Number(starts[at - 1])),
  );
  const isWhole = starts[0] === 0 && starts.at(-1) === trees;
  if (info.length === trees && info.every((group) => group === 0) && isOrdered && isWhole) return;
  throw new Refusal('its trees and their groups do not fit together; save the model again');
}
