import { own } from '../../own.ts';
import { UserError } from './failures.ts';
import { hasClasses } from './links.ts';
import { accuracy, f1Binary, f1Macro, predictedClass } from './class-measures.ts';

/** What a model answers for a row: one number, or a chance for each class. */
type Answer = readonly number[];

/** A measure of answers against labels. */
export type Measure = (answers: readonly Answer[], labels: readonly number[]) => number;

const LEAST_CHANCE = 1e-16;

const MEASURES: Readonly<Record<string, Measure>> = {
  rmse: (answers, labels) => Math.sqrt(meanOver(answers, labels, ([answer = 0], label) => (label - answer) ** 2)),
  mae: (answers, labels) => meanOver(answers, labels, ([answer = 0], label) => Math.abs(label - answer)),
  logloss: (answers, labels) => meanOver(answers, labels, ([chance = 0], label) => -logLikelihood(label, chance)),
  error: errorAbove(0.5),
  auc: areaUnderCurve,
  mlogloss: ofClasses((chances, label) => -Math.log(Math.max(chances[label] ?? 0, LEAST_CHANCE))),
  merror: ofClasses((chances, label) => Number(predictedClass(chances) !== label)),
};

/** Those of the container's own, which see a model's predictions. Source: its `metrics/custom_metrics.py`. */
const CONTAINERS: Readonly<Record<string, Measure>> = { accuracy, f1: f1Macro, f1_macro: f1Macro, f1_binary: f1Binary };

export function isMeasure(name: string): boolean {
  return Object.hasOwn(MEASURES, name) || isOfContainer(name) || /^error@/.test(name);
}

export function isOfContainer(name: string): boolean {
  return Object.hasOwn(CONTAINERS, name);
}

export function measureNamed(name: string): Measure {
  const measure = isOfContainer(name) ? own(CONTAINERS, name) : own(MEASURES, name);
  return measure ?? errorAbove(Number(name.split('@')[1]));
}

/** What a fit reports: those of XGBoost that were asked for, else its usual one, and then those of the container. */
export function reported(asked: readonly string[], objective: string): string[] {
  const ofXgboost = asked.filter((name) => !isOfContainer(name));
  return [...(ofXgboost.length > 0 ? ofXgboost : [usualMeasure(objective)]), ...asked.filter(isOfContainer)];
}

/** What XGBoost measures unless told otherwise, as far as the sandbox computes it. */
function usualMeasure(objective: string): string {
  if (hasClasses(objective)) return 'mlogloss';
  return objective.startsWith('binary:') ? 'logloss' : 'rmse';
}

function errorAbove(threshold: number): Measure {
  const error = ([chance = 0]: Answer, label: number) => (chance > threshold ? 1 - label : label);
  return (answers, labels) => meanOver(answers, labels, error);
}

/** Source: dmlc/xgboost, `src/metric/multiclass_metric.cu`. */
function ofClasses(of: (chances: Answer, label: number) => number): Measure {
  return (answers, labels) =>
    meanOver(answers, labels, (chances, label) => {
      const place = Math.trunc(label);
      if (place >= 0 && place < chances.length) return of(chances, place);
      throw new UserError(
        `MultiClassEvaluation: label must be in [0, num_class), num_class=${chances.length} but found ${place} in label`,
      );
    });
}

/** The chance that a row of the class is put above one that is not, equal ones counting half; `NaN` without either. */
function areaUnderCurve(answers: readonly Answer[], labels: readonly number[]): number {
  const ranked = labels.map((label, row) => ({ label, chance: answers[row]?.[0] ?? 0 }));
  ranked.sort((a, b) => b.chance - a.chance);
  let [area, above, below, aboveBefore, belowBefore] = [0, 0, 0, 0, 0];
  for (const [at, { label, chance }] of ranked.entries()) {
    above += label;
    below += 1 - label;
    if (ranked[at + 1]?.chance === chance) continue;
    area += ((below - belowBefore) * (above + aboveBefore)) / 2;
    [aboveBefore, belowBefore] = [above, below];
  }
  return area / (above * below);
}

function logLikelihood(label: number, chance: number): number {
  const likely = Math.min(Math.max(chance, LEAST_CHANCE), 1 - LEAST_CHANCE);
  return label * Math.log(likely) + (1 - label) * Math.log(1 - likely);
}

function meanOver(
  answers: readonly Answer[],
  labels: readonly number[],
  of: (answer: Answer, label: number) => number,
) {
  return labels.reduce((sum, label, row) => sum + of(answers[row] ?? [], label), 0) / labels.length;
}
