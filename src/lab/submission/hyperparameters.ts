import { z } from 'zod';
import { nearest } from '../nearest.ts';
import { isNumber } from './number.ts';
import { shown } from './shown.ts';
import { own } from '../../own.ts';

interface Range {
  readonly least: number;
  readonly most: number;
  readonly whole?: true;
  readonly usual: number;
}

/** The hyperparameters of the built-in XGBoost that a submission may choose, with their defaults. */
export const HYPERPARAMETERS = {
  num_round: { least: 1, most: 1000, whole: true, usual: 100 },
  max_depth: { least: 1, most: 12, whole: true, usual: 3 },
  eta: { least: 0.01, most: 1, usual: 0.1 },
  gamma: { least: 0, most: 1000, usual: 0 },
  min_child_weight: { least: 0, most: 1000, usual: 1 },
  subsample: { least: 0.1, most: 1, usual: 0.8 },
  colsample_bytree: { least: 0.1, most: 1, usual: 1 },
  lambda: { least: 0, most: 1000, usual: 1 },
  alpha: { least: 0, most: 1000, usual: 0 },
  seed: { least: 0, most: 2_147_483_647, whole: true, usual: 0 },
} as const satisfies Readonly<Record<string, Range>>;

export type Hyperparameter = keyof typeof HYPERPARAMETERS;

/** The chosen ones. */
export type Hyperparameters = Readonly<Partial<Record<Hyperparameter, number>>>;

const NAMES = Object.keys(HYPERPARAMETERS) as Hyperparameter[];

/** All of them as SageMaker expects them: as text, with the objective. */
export function trainingHyperparameters(chosen: Hyperparameters = {}): Record<string, string> {
  const values = NAMES.map((name) => [name, String(chosen[name] ?? HYPERPARAMETERS[name].usual)]);
  return { ...Object.fromEntries(values), objective: 'reg:squarederror' } as Record<string, string>;
}

const canonicalSchema = z.strictObject(
  Object.fromEntries(NAMES.map((name) => [name, valueSchema(name, HYPERPARAMETERS[name]).optional()])),
  {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.slice(0, 3).map(unknownHyperparameter).join('; ')
        : 'is not an object',
  },
);

/** As people write them: under any of their names, and also as text, which is what SageMaker takes. */
export const hyperparametersSchema = z
  .unknown()
  .transform(canonical)
  .pipe(canonicalSchema) as z.ZodType<Hyperparameters>;

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
  const [meant] = nearest(name.slice(0, 40), NAMES);
  const remedy = meant ? `did you mean ${meant}?` : `there are ${NAMES.join(', ')}`;
  return `has no hyperparameter ${shown(name)}; ${remedy}`;
}
