import { JobFailure } from '../job/failures.ts';

/** What is wanted of an answer. */
export interface Wanted {
  readonly endpointName: string;
  readonly rows: number;
  /** For each row. */
  readonly numbers: number;
}

/**
 * The container of XGBoost writes rows as CSV, or all in one line, where several numbers of a row stand as a list of
 * Python's: `[0.9, 0.1],[0.2, 0.8]`. Its version decides (aws/sagemaker-xgboost-container, `algorithm_mode/serve.py` and
 * `algorithm_mode/handler_service.py`), and whether it is a batch transform (a list in each line).
 */
export function parsePredictions(answer: string, wanted: Wanted): number[][] {
  const rows = rowsOf(answer.trim(), wanted.numbers);
  if (rows.length !== wanted.rows) throw broken(wanted, `${rows.length} predictions for ${wanted.rows} rows`);
  return rows.map((row) => {
    const texts = row.split(',').map((text) => text.trim());
    if (texts.length === wanted.numbers) return texts.map((text) => numberOf(text, wanted));
    throw broken(wanted, `${texts.length} numbers for a row`);
  });
}

function rowsOf(answer: string, numbers: number): string[] {
  if (answer === '') return [];
  if (numbers === 1) return answer.split(/[,\n]/);
  return answer.startsWith('[') ? listsOf(answer) : answer.split('\n');
}

/** What stands in brackets. */
function listsOf(answer: string): string[] {
  return answer
    .slice(1)
    .replace(/\]$/, '')
    .split(/\]\s*[,\n]\s*\[/);
}

/** As Python writes them, in which the container is written. They are predictions, though none that can be. */
const NOT_FINITE = /^(nan|[+-]?inf(inity)?)$/i;

function numberOf(text: string, wanted: Wanted): number {
  if (NOT_FINITE.test(text)) return Number(text.toLowerCase().replace('nan', 'NaN').replace(/inf.*/, 'Infinity'));
  if (text !== '' && Number.isFinite(Number(text))) return Number(text);
  throw broken(wanted, `"${text.slice(0, 40)}", which is no number, for a row`);
}

function broken({ endpointName, numbers }: Wanted, what: string): JobFailure {
  const each = numbers === 1 ? 'one number a row' : `${String(numbers)} numbers a row, a probability of each class`;
  return new JobFailure('JobFailed', `endpoint ${endpointName} answered ${what}; submit a model that predicts ${each}`);
}
