import { z } from 'zod';
import { nearest } from '../nearest.ts';
import { shown } from './shown.ts';

interface Range {
  readonly least: number;
  readonly most: number;
  readonly whole?: true;
  readonly usual: number;
}

/** What a submission may choose of the built-in XGBoost's hyperparameters, and what applies if it does not. */
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

/** Those that a submission chooses. */
export type Hyperparameters = Readonly<Partial<Record<Hyperparameter, number>>>;

const NAMES = Object.keys(HYPERPARAMETERS) as Hyperparameter[];

/** All of them as SageMaker takes them: as text, with what is learnt. */
export function trainingHyperparameters(chosen: Hyperparameters = {}): Record<string, string> {
  const values = NAMES.map((name) => [name, String(chosen[name] ?? HYPERPARAMETERS[name].usual)]);
  return { ...Object.fromEntries(values), objective: 'reg:squarederror' } as Record<string, string>;
}

export const hyperparametersSchema: z.ZodType<Hyperparameters> = z.strictObject(
  Object.fromEntries(NAMES.map((name) => [name, valueSchema(name, HYPERPARAMETERS[name]).optional()])),
  {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.slice(0, 3).map(unknownHyperparameter).join('; ')
        : 'is not an object',
  },
);

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
