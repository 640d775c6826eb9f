import { predict, type Booster } from '../../../xgboost/booster.ts';
import { readCsv } from '../../../xgboost/dataset.ts';

/** What the container answers instead of predictions, with its HTTP status. */
export class Rejection extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

interface Invocation {
  readonly body: Uint8Array;
  readonly contentType: string | undefined;
  readonly accept: string | undefined;
}

interface Answer {
  readonly body: string;
  readonly contentType: string;
}

/**
 * The invocation of the built-in algorithm's container: the mean of what its models predict. Source:
 * aws/sagemaker-xgboost-container, `algorithm_mode/serve.py` and `serve_utils.py`; predictions on a line each since pull
 * request 269.
 */
export function answerInvocation(boosters: readonly Booster[], { body, contentType, accept }: Invocation): Answer {
  if (body.length === 0) return { body: '', contentType: 'text/csv' };
  const rows = rowsOf(Buffer.from(body).toString(), contentType);
  const answered = answerType(accept);
  for (const { features } of boosters) expectColumns(rows[0]?.length ?? 0, features);
  return encoded(meanOf(boosters.map((booster) => predict(booster, rows))), answered);
}

/** Columns that are missing at the end count as missing values (dmlc/xgboost, `learner.cc`, ValidateDMatrix). */
function expectColumns(columns: number, features: number): void {
  if (columns <= features) return;
  throw new Rejection(
    400,
    `Unable to evaluate payload provided: Check failed: learner_model_param_.num_feature >= p_fmat->Info().num_col_ ` +
      `(${features} vs. ${columns}) : Number of columns does not match number of features in booster.`,
  );
}

function meanOf(predictions: readonly (readonly number[])[]): number[] {
  const [first = [], ...others] = predictions;
  return first.map((one, row) =>
    Math.fround(others.reduce((sum, each) => sum + (each[row] ?? NaN), one) / predictions.length),
  );
}

function rowsOf(text: string, contentType = 'text/libsvm'): number[][] {
  const type = contentType.split(';', 1)[0]?.trim().toLowerCase();
  if (type !== 'text/csv') throw new Rejection(415, `Content-type ${contentType} is not supported.`);
  try {
    return readCsv(text);
  } catch (error) {
    const detail = error instanceof Error ? error.message : '';
    const what = 'Loading csv data failed with Exception, please ensure data is in csv format:';
    throw new Rejection(415, `${what}\n <class 'ValueError'>\n ${detail}`);
  }
}

const ACCEPTED = ['application/json', 'application/jsonlines', 'text/csv'] as const;

function answerType(accept = ''): (typeof ACCEPTED)[number] {
  const type = accept.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (type === '' || type === '*/*') return 'text/csv';
  const accepted = ACCEPTED.find((one) => one === type);
  if (accepted) return accepted;
  const supported = ACCEPTED.map((one) => `'${one}'`).join(', ');
  throw new Rejection(
    406,
    `Accept type ${accept} is not supported. Please use supported accept types: [${supported}].`,
  );
}

function encoded(predictions: readonly number[], contentType: (typeof ACCEPTED)[number]): Answer {
  const body = contentType === 'application/json' ? JSON.stringify(predictions) : lines(predictions);
  return { body, contentType };
}

function lines(predictions: readonly number[]): string {
  return predictions.map((prediction) => `${prediction}\n`).join('');
}
