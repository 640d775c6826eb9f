import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('real_xgboost.py', import.meta.url));

/** Models in two forms each, and their predictions. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Debian's packages belong to its own interpreter, which need not be the first on PATH. */
const INTERPRETERS = ['python3', '/usr/bin/python3'];

type Task =
  | { readonly model: string; readonly asked: Rows }
  | {
      readonly parameters: Readonly<Record<string, string | number | readonly string[]>>;
      readonly rounds: number;
      readonly rows: Rows;
      readonly labels: readonly number[];
      readonly asked: Rows;
      /** What each output begins with. */
      readonly margins?: readonly number[];
    };

type Rows = readonly (readonly number[])[];

interface Answer {
  /** Row by row, and within a row class by class. */
  readonly predictions: readonly number[];
  /** In base64: a model in JSON, and the same in UBJSON. */
  readonly files?: readonly string[];
  /** Each measure of the training data after the last round. */
  readonly measured?: Readonly<Record<string, number>>;
}

/**
 * Has a Python that knows XGBoost carry out tasks; undefined where there is none, which is said on stderr. In CI too
 * it may be missing: no machine has to have it.
 */
export function realXgboost(): ((tasks: readonly Task[]) => Answer[]) | undefined {
  const python = INTERPRETERS.find(knowsXgboost);
  if (python !== undefined) return (tasks) => answered(python, tasks);
  process.stderr.write('\n!!! no python3 has xgboost (Debian: python3-xgboost): models are not held against it\n\n');
  return undefined;
}

function answered(python: string, tasks: readonly Task[]): Answer[] {
  // Its threads would wait for each other, spinning, where others work beside them.
  const env = { ...process.env, OMP_NUM_THREADS: '1' };
  const input = JSON.stringify(tasks);
  return JSON.parse(
    execFileSync(python, [SCRIPT], { input, env, encoding: 'utf8', maxBuffer: MOST_BYTES }),
  ) as Answer[];
}

function knowsXgboost(python: string): boolean {
  if (python.startsWith('/') && !existsSync(python)) return false;
  try {
    execFileSync(python, ['-c', 'import numpy, xgboost'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
