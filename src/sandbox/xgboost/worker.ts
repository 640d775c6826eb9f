import module, { type Library } from 'ml-xgboost/dist/wasm/xgboost.js';
import { serveLines } from '../workers/serve-lines.ts';

/** What the worker is told to fit: single-precision numbers, row by row. */
export interface FitTask {
  readonly cells: Float32Array;
  readonly labels: Float32Array;
  readonly columns: number;
  readonly rounds: number;
  readonly parameters: Readonly<Record<string, string>>;
  /** The model, in the library's own form, to whose trees the fit adds more. */
  readonly begin?: Uint8Array;
}

/** What the library takes for a missing value, and what stands for that number itself. */
const MISSING = -1;
const BESIDE_MISSING = Math.fround(-1.000_000_2);

serveLines(() => ({ perform: async (task) => fit(await module.isReady, task as FitTask) }));

function fit(library: Library, task: FitTask): Uint8Array {
  const withData = created(library, task);
  const pair = task.begin ? continued(library, task.begin, withData) : withData;
  const set = library.cwrap('set_param', null, ['number', 'string', 'string']);
  for (const [name, value] of Object.entries({ ...task.parameters, silent: '1' })) set(pair, name, value);
  library._train_full_model(pair, task.rounds);
  const model = saved(library, pair);
  library._free_memory_model(pair);
  return model;
}

function created(library: Library, { cells, labels, columns }: FitTask): number {
  const addresses = [cells.map(present), labels].map((numbers) => placed(library, new Uint8Array(numbers.buffer)));
  const [ofCells = 0, ofLabels = 0] = addresses;
  const pair = library._create_model(ofCells, ofLabels, labels.length, columns);
  for (const address of addresses) library._free(address);
  return pair;
}

/** A pair of two addresses: the loaded booster, and the data of the other pair. */
function continued(library: Library, begin: Uint8Array, withData: number): number {
  const address = placed(library, begin);
  const pair = library._load_model(address, begin.length);
  library._free(address);
  if (pair === 0) throw new Error('the library does not read the model with which the fit begins');
  const memory = library.HEAP32;
  const data = (at: number) => (at >> 2) + 1;
  [memory[data(pair)], memory[data(withData)]] = [memory[data(withData)] ?? 0, 0];
  library._free_memory_model(withData);
  return pair;
}

function saved(library: Library, pair: number): Uint8Array {
  const size = library._save_model(pair);
  const address = library._malloc(size);
  library._get_file_content(address, size);
  const model = library.HEAPU8.slice(address, address + size);
  library._free(address);
  return model;
}

function placed(library: Library, bytes: Uint8Array): number {
  const address = library._malloc(bytes.length);
  library.HEAPU8.set(bytes, address);
  return address;
}

function present(value: number): number {
  if (Number.isNaN(value)) return MISSING;
  return value === MISSING ? BESIDE_MISSING : value;
}
