import { predict, type Booster } from '../../../xgboost/booster.ts';
import { readCsv } from '../../../xgboost/dataset.ts';
import { jsonFloat, pythonFloat } from './python-float.ts';

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
 * The invocation of the built-in algorithm's container. Source: aws/sagemaker-xgboost-container, `algorithm_mode/serve.py`
 * and `serve_utils.py`.
 */
export function answerInvocation(boosters: readonly Booster[], { body, contentType, accept }: Invocation): Answer {
  if (body.length === 0) return { body: '', contentType: 'text/csv' };
  const rows = rowsOf(Buffer.from(body).toString(), contentType);
  for (const { features } of boosters) expectColumns(rows[0]?.length ?? 0, features);
  const predictions = together(boosters, rows);
  const answered = answerType(accept);
  return { body: encoded(predictions, answered), contentType: answered };
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

/** What several models predict together: their mean, or the class that most of them name, of equally many the first. */
function together(boosters: readonly Booster[], rows: readonly (readonly number[])[]): number[][] {
  const all = boosters.map((booster) => predict(booster, rows));
  if (new Set(all.map(([first]) => first?.length)).size > 1) throw inhomogeneous(all.length, rows.length);
  const join = boosters[0]?.objective === 'multi:softmax' ? mostCommon : mean;
  return rows.map((_, row) =>
    joined(
      all.map((predictions) => predictions[row] ?? []),
      join,
    ),
  );
}

function joined(answers: readonly (readonly number[])[], join: (values: readonly number[]) => number): number[] {
  return (answers[0] ?? []).map((_, output) => join(answers.map((answer) => answer[output] ?? NaN)));
}

function mean(values: readonly number[]): number {
  return Math.fround(values.reduce((sum, value) => sum + value, 0) / values.length);
}

function mostCommon(values: readonly number[]): number {
  const votes = (value: number) => values.filter((each) => each === value).length;
  return values.toSorted((a, b) => votes(b) - votes(a) || a - b)[0] ?? NaN;
}

/** As numpy says it. */
function inhomogeneous(models: number, rows: number): Rejection {
  return new Rejection(
    400,
    'Unable to evaluate payload provided: setting an array element with a sequence. The requested array has an ' +
      `inhomogeneous shape after 2 dimensions. The detected shape was (${models}, ${rows}) + inhomogeneous part.`,
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

const ACCEPTED = ['application/json', 'application/jsonlines', 'application/x-recordio-protobuf', 'text/csv'] as const;

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

/** It accepts two types for which it has no encoder (aws/sagemaker-containers, `_encoders.py`), and breaks off then. */
function encoded(predictions: readonly (readonly number[])[], contentType: (typeof ACCEPTED)[number]): string {
  if (contentType === 'text/csv') return predictions.map((answer) => `${answer.map(pythonFloat).join(',')}\n`).join('');
  if (contentType === 'application/json') return `{"predictions": [${predictions.map(scored).join(', ')}]}`;
  throw new Rejection(500, INTERNAL_SERVER_ERROR);
}

function scored(answer: readonly number[]): string {
  const [only, ...others] = answer.map(jsonFloat);
  return `{"score": ${others.length === 0 ? only : `[${[only, ...others].join(', ')}]`}}`;
}

/** Flask's page. */
const INTERNAL_SERVER_ERROR =
  '<!doctype html>\n<html lang=en>\n<title>500 Internal Server Error</title>\n<h1>Internal Server Error</h1>\n' +
  '<p>The server encountered an internal error and was unable to complete your request. Either the server is ' +
  'overloaded or there is an error in the application.</p>\n';
