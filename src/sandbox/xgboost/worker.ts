import library, { type XGBoost } from 'ml-xgboost';
import { serveLines } from '../workers/serve-lines.ts';

/** What the worker is told to fit: single-precision numbers, row by row. */
export interface FitTask {
  readonly cells: Float32Array;
  readonly labels: Float32Array;
  readonly columns: number;
  readonly rounds: number;
  readonly parameters: Readonly<Record<string, string>>;
}

/** What the library takes for a missing value, and what stands for that number itself. */
const MISSING = -1;
const BESIDE_MISSING = Math.fround(-1.000_000_2);

serveLines(() => ({ perform: async (task) => fit(await library, task as FitTask) }));

function fit(Library: XGBoost, { cells, labels, columns, rounds, parameters }: FitTask): Uint8Array {
  const model = new Library({ ...parameters, silent: '1', iterations: rounds });
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
