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
 * The invocation of the built-in algorithm's container. Source: aws/sagemaker-xgboost-container,
 * `algorithm_mode/serve.py` and `serve_utils.py`; predictions on a line each since pull request 269.
 */
export function answerInvocation(booster: Booster, { body, contentType, accept }: Invocation): Answer {
  if (body.length === 0) return { body: '', contentType: 'text/csv' };
  const rows = rowsOf(Buffer.from(body).toString(), contentType);
  const answered = answerType(accept);
  const columns = rows[0]?.length ?? 0;
  if (columns !== booster.features) {
    throw new Rejection(
      400,
      `Unable to evaluate payload provided: Feature size of csv inference data ${columns} is not consistent ` +
        `with feature size of trained model ${booster.features}.`,
    );
  }
  return encoded(predict(booster, rows), answered);
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
