import { UserError } from './failures.ts';
import { largest } from './links.ts';

type Answers = readonly (readonly number[])[];

/**
 * The container's classes: the most likely one, or whether a single answer is above zero. Since XGBoost gives it chances
 * where it expects margins, it takes every row of two classes for the second one.
 */
export function predictedClass(answer: readonly number[]): number {
  return answer.length > 1 ? largest(answer) : Number((answer[0] ?? 0) > 0);
}

export function accuracy(answers: Answers, labels: readonly number[]): number {
  return labels.filter((label, row) => label === classOf(answers, row)).length / labels.length;
}

/** The mean over all classes that occur, among the labels or what was predicted. */
export function f1Macro(answers: Answers, labels: readonly number[]): number {
  const classes = [...occurring(answers, labels)];
  return classes.reduce((sum, one) => sum + f1Of(one, answers, labels), 0) / classes.length;
}

export function f1Binary(answers: Answers, labels: readonly number[]): number {
  if ([...occurring(answers, labels)].every((one) => one === 0 || one === 1)) return f1Of(1, answers, labels);
  throw new UserError(
    "Target is multiclass but average='binary'. Please choose another average setting, one of " +
      "[None, 'micro', 'macro', 'weighted'].",
  );
}

function f1Of(one: number, answers: Answers, labels: readonly number[]): number {
  const predicted = labels.map((_, row) => classOf(answers, row) === one);
  const both = labels.filter((label, row) => label === one && predicted[row]).length;
  const either = labels.filter((label) => label === one).length + predicted.filter(Boolean).length;
  return either === 0 ? 0 : (2 * both) / either;
}

function occurring(answers: Answers, labels: readonly number[]): Set<number> {
  return new Set([...labels, ...labels.map((_, row) => classOf(answers, row))]);
}

function classOf(answers: Answers, row: number): number {
  return predictedClass(answers[row] ?? []);
}
