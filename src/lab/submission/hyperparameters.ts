import { z } from 'zod';
import { labelClasses, rangesOf } from '../course/course.ts';
import { HYPERPARAMETERS, type Hyperparameter, type Range } from '../course/ranges.ts';
import { OBJECTIVES } from '../course/tasks.ts';
import type { Course } from '../course/types.ts';
import { suggestion } from '../nearest.ts';
import { isNumber } from './number.ts';
import { shown } from './shown.ts';
import { own } from '../../own.ts';

/** The chosen ones. */
export type Hyperparameters = Readonly<Partial<Record<Hyperparameter, number>>>;

/** All of them as SageMaker expects them: as text, with the objective and, where there are several, the number of classes. */
export function trainingHyperparameters(course: Course, chosen: Hyperparameters = {}): Record<string, string> {
  const ranges = rangesOf(course);
  const values = HYPERPARAMETERS.map((name) => [name, String(chosen[name] ?? ranges[name].usual)]);
  return { ...Object.fromEntries(values), ...objectiveOf(course) } as Record<string, string>;
}

/** No choice of a submission: what a model learns is the course's question. */
function objectiveOf(course: Course): Record<string, string> {
  const objective = OBJECTIVES[course.task];
  return course.task === 'multiclass' ? { objective, num_class: String(labelClasses(course).length) } : { objective };
}

function canonicalSchema(course: Course) {
  const ranges = rangesOf(course);
  return z.strictObject(
    Object.fromEntries(HYPERPARAMETERS.map((name) => [name, valueSchema(name, ranges[name]).optional()])),
    {
      error: (issue) =>
        issue.code === 'unrecognized_keys'
          ? issue.keys.slice(0, 3).map(unknownHyperparameter).join('; ')
          : 'is not an object',
    },
  );
}

/** As people write them: under any of their names, and also as text, which is what SageMaker takes. */
export function hyperparametersSchema(course: Course): z.ZodType<Hyperparameters> {
  return z.unknown().transform(canonical).pipe(canonicalSchema(course)) as z.ZodType<Hyperparameters>;
}

/** Aliases from XGBoost's documentation and its Python and R interfaces. */
const OTHER_NAMES: Readonly<Record<string, Hyperparameter>> = {
  learning_rate: 'eta',
  n_estimators: 'num_round',
  num_boost_round: 'num_round',
  nrounds: 'num_round',
  min_split_loss: 'gamma',
  reg_lambda: 'lambda',
  reg_alpha: 'alpha',
  random_state: 'seed',
};

/** Explicit choices take precedence over the manifest, whichever name it uses; the schema refuses unknown ones. */
export function mergedHyperparameters(manifest: unknown = {}, chosen: object = {}): unknown {
  if (!isObject(manifest)) return manifest;
  const names = (values: object) =>
    Object.entries(values).map(([name, value]) => [canonicalName(name), value as unknown]);
  return Object.fromEntries([...names(manifest), ...names(chosen)]) as unknown;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function canonicalName(name: string): string {
  return own(OTHER_NAMES, name) ?? name;
}

function canonical(value: unknown, context: z.RefinementCtx): unknown {
  if (!isObject(value)) return value;
  const entries = Object.entries(value);
  for (const [name] of entries) {
    const meant = canonicalName(name);
    if (meant === name || !Object.hasOwn(value, meant)) continue;
    context.addIssue({ code: 'custom', message: `has ${name} and ${meant}, which are the same; leave one of them` });
  }
  return Object.fromEntries(entries.map(([name, each]) => [canonicalName(name), numberOf(each)]));
}

function numberOf(value: unknown): unknown {
  return typeof value === 'string' && isNumber(value) ? Number(value) : value;
}

function valueSchema(name: Hyperparameter, { least, most, whole }: Range) {
  const kind = whole ? 'a whole number' : 'a number';
  const fits = (value: unknown) =>
    typeof value === 'number' && value >= least && value <= most && (!whole || Number.isInteger(value));
  return z.custom<number>(fits, {
    error: ({ input }) => `is ${shown(input)}; ${name} is ${kind} from ${String(least)} to ${String(most)}`,
  });
}

function unknownHyperparameter(name: string): string {
  const remedy = suggestion(name, HYPERPARAMETERS, `there are ${HYPERPARAMETERS.join(', ')}`);
  return `has no hyperparameter ${shown(name)}; ${remedy}`;
}
