import { answerOf, labelClasses, labelOf, titleOf, unitOf } from '../course/course.ts';
import type { Task } from '../course/tasks.ts';
import type { Course } from '../course/types.ts';
import { unsoundObjective } from './model-members.ts';
import { Refusal } from './refusal.ts';
import { shown } from './shown.ts';

/** The objectives whose models answer what a course asks: a quantity, or probabilities. */
const OBJECTIVES: Readonly<Record<Task, readonly string[]>> = {
  regression: [
    'reg:squarederror',
    'reg:linear',
    'reg:squaredlogerror',
    'reg:absoluteerror',
    'reg:pseudohubererror',
    'reg:gamma',
    'reg:tweedie',
    'count:poisson',
  ],
  binary: ['binary:logistic', 'reg:logistic'],
  multiclass: ['multi:softprob'],
};

/** What a model says of how it answers, as its file has it. */
export interface Answering {
  readonly objective: { readonly name: string; readonly [parameter: string]: unknown };
  readonly learner_model_param: {
    readonly num_class: string;
    readonly num_target: string;
    readonly base_score: string;
  };
}

/** Refuses a model that answers something else than the course asks. */
export function checkAnswer({ objective, learner_model_param: parameters }: Answering, course: Course): void {
  if (!OBJECTIVES[course.task].includes(objective.name)) throw anotherObjective(objective.name, course);
  const unsound = unsoundObjective(objective, parameters.num_class);
  if (unsound !== undefined) throw notXgboost(`objective.${unsound}`);
  checkOutputs(parameters, course);
  checkBaseScore(parameters.base_score, course);
}

/** How many numbers a model gives for a row, each the sum of trees of its own. */
export function outputsOf(course: Course): number {
  return course.task === 'multiclass' ? labelClasses(course).length : 1;
}

export function notXgboost(member: string): Refusal {
  return new Refusal(`it is no model of XGBoost: ${member} is missing or wrong`);
}

function anotherObjective(objective: string, course: Course): Refusal {
  const fitting = OBJECTIVES[course.task];
  const remedy = fitting.length > 1 ? `train with one of ${fitting.join(', ')}` : `train with ${fitting.join('')}`;
  return new Refusal(`its objective is ${shown(objective)}; the lab predicts ${predicted(course)}: ${remedy}`);
}

/** What a model of the course answers with. */
function predicted(course: Course): string {
  if (course.task === 'binary') return answerOf(course);
  const title = titleOf(labelOf(course));
  return course.task === 'multiclass' ? `probabilities of the ${title}` : unitOf(course).name || title;
}

function checkOutputs({ num_class, num_target }: Answering['learner_model_param'], course: Course): void {
  if (course.task === 'multiclass') {
    checkClasses(num_class, course);
  } else if (Number(num_class) > 1 || Number(num_target) > 1) {
    throw new Refusal(`it predicts several numbers a row; the lab wants one, ${answerOf(course)}`);
  }
}

function checkClasses(found: string, course: Course): void {
  const classes = labelClasses(course);
  if (Number(found) === classes.length) return;
  throw new Refusal(
    `it chooses among ${shown(found)} classes; the course ${course.name} has ${String(classes.length)}: ` +
      `${listed(classes)}, in this order; train with num_class ${String(classes.length)}`,
  );
}

/** As many names as a message holds. */
export function listed(names: readonly string[]): string {
  return names.length > 8 ? `${names.slice(0, 8).join(', ')}, …` : names.join(', ');
}

/**
 * Since XGBoost 3.1 there is one per output, in brackets: `[4.2E3]`. The logistic ones are probabilities, of which XGBoost
 * takes the logarithm (dmlc/xgboost, `src/objective/regression_loss.h`).
 */
function checkBaseScore(text: string, course: Course): void {
  const scores = text.replace(/^\[(.*)\]$/, '$1').split(',');
  const isSound = (score: string) => score.trim() !== '' && Number.isFinite(Math.fround(Number(score)));
  if (!scores.every(isSound) || (scores.length > 1 && scores.length !== outputsOf(course))) {
    throw new Refusal(`its base_score is ${shown(text)}, which is no finite number; save the model again`);
  }
  if (course.task === 'binary' && !(Number(scores[0]) > 0 && Number(scores[0]) < 1)) {
    throw new Refusal(`its base_score is ${shown(text)}, which is no probability; train with one between 0 and 1`);
  }
}
