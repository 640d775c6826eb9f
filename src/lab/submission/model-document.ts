import { z } from 'zod';
import { FEATURES } from './columns.ts';
import { checkTrees } from './model-trees.ts';
import { Refusal } from './refusal.ts';
import { shown } from './shown.ts';

/** What learns grams: one number above nothing. */
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

/** What is asked of XGBoost's model schema (dmlc/xgboost, doc/model.schema). Numbers of parameters are texts there. */
const schema = z.object({
  learner: z.object({
    learner_model_param: z.object({
      base_score: z.string(),
      num_class: z.string().default('0'),
      num_feature: z.string(),
      num_target: z.string().default('1'),
    }),
    objective: z.object({ name: z.string() }),
    gradient_booster: z.object({
      name: z.string(),
      model: z
        .object({
          trees: z.array(z.unknown()),
          tree_info: z.array(z.unknown()),
          iteration_indptr: z.array(z.unknown()).optional(),
        })
        .optional(),
    }),
  }),
});

type Learner = z.output<typeof schema>['learner'];

/** Refuses a model that the lab does not want, or that XGBoost must not be given. */
export function checkDocument(document: unknown): void {
  const parsed = schema.safeParse(document);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Refusal(`it is no model of XGBoost: ${issue?.path.join('.') ?? 'its content'} is missing or wrong`);
  }
  const { learner } = parsed.data;
  checkKind(learner);
  checkParameters(learner.learner_model_param);
  const { model } = learner.gradient_booster;
  checkTrees(model?.trees ?? []);
  checkGroups(model?.tree_info ?? [], model?.iteration_indptr, model?.trees.length ?? 0);
}

function checkKind({ gradient_booster: { name: booster }, objective: { name: objective } }: Learner): void {
  if (booster !== 'gbtree') {
    throw new Refusal(
      `it is a booster of the kind ${shown(booster)}; the lab serves trees: train with booster="gbtree"`,
    );
  }
  if (!OBJECTIVES.includes(objective)) {
    throw new Refusal(
      `its objective is ${shown(objective)}; the lab predicts grams: train with one of ${OBJECTIVES.join(', ')}`,
    );
  }
}

function checkParameters({ num_feature, num_class, num_target, base_score }: Learner['learner_model_param']): void {
  if (Number(num_feature) !== FEATURES.length) {
    const wanted = `the endpoint is asked with ${String(FEATURES.length)}: ${FEATURES.join(', ')}`;
    throw new Refusal(`it has ${shown(num_feature)} features; ${wanted}, in this order; train with these columns`);
  }
  if (Number(num_class) > 1 || Number(num_target) > 1) {
    throw new Refusal('it predicts several numbers a row; the lab wants one, the body mass in grams');
  }
  // Since XGBoost 3.1 there is one for each output: `[4.2E3]`.
  const score = base_score.replace(/^\[(.*)\]$/, '$1').trim();
  if (score === '' || !Number.isFinite(Math.fround(Number(score)))) {
    throw new Refusal(`its base_score is ${shown(base_score)}, which is no finite number; save the model again`);
  }
}

/** XGBoost adds a tree to the output that `tree_info` says, and takes rounds from `iteration_indptr`, unchecked. */
function checkGroups(info: readonly unknown[], rounds: readonly unknown[] | undefined, trees: number): void {
  const starts = rounds ?? [0, trees];
  const isOrdered = starts.every(
    (start, at) => Number.isInteger(start) && (at === 0 || Number(start) >= Number(starts[at - 1])),
  );
  const isWhole = starts[0] === 0 && starts.at(-1) === trees;
  if (info.length === trees && info.every((group) => group === 0) && isOrdered && isWhole) return;
  throw new Refusal('its trees and their groups do not fit together; save the model again');
}
