import { createRequire } from 'node:module';

import { serveLines } from '../workers/serve-lines.ts';

/** What the worker is told to fit: single-precision numbers, row by row. */
export interface FitTask {
  readonly cells: Float32Array;
  readonly labels: Float32Array;
  readonly columns: number;
  readonly rounds: number;
  readonly parameters: Readonly<Record<string, string>>;
}

/** XGBoost 0.7 in WebAssembly (`ml-xgboost`), as far as it is used. */
interface Model {
  train(rows: readonly (readonly number[])[], labels: readonly number[]): void;
  toJSON(): { readonly model: readonly number[] };
  free(): void;
}

type Library = new (options: Readonly<Record<string, string | number>>) => Model;

/** What the library takes for a missing value, and what stands for that number itself. */
const MISSING = -1;
const BESIDE_MISSING = Math.fround(-1.000_000_2);

const require = createRequire(import.meta.url);
const library = require('ml-xgboost') as Promise<Library>;

serveLines(() => ({ perform: async (task) => fit(await library, task as FitTask) }));

function fit(XGBoost: Library, { cells, labels, columns, rounds, parameters }: FitTask): Uint8Array {
  const model = new XGBoost({ ...parameters, silent: '1', iterations: rounds });
  model.train(rowsOf(cells, columns), [...labels]);
  const bytes = Uint8Array.from(model.toJSON().model);
  model.free();
  return bytes;
}

function rowsOf(cells: Float32Array, columns: number): number[][] {
  return Array.from({ length: cells.length / columns }, (_, row) =>
    Array.from(cells.subarray(row * columns, (row + 1) * columns), present),
  );
}

function present(value: number): number {
  if (Number.isNaN(value)) return MISSING;
  return value === MISSING ? BESIDE_MISSING : value;
}
