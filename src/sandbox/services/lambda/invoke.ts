import type { InvocationRequest, InvocationResponse } from '@aws-sdk/client-lambda';

import { own } from '../../../own.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import type { Call, Operation } from '../../kernel/service.ts';
import { invokableFunction } from './find.ts';
import { enqueue } from './queue.ts';
import { runFunction } from './runs/run-function.ts';
import type { FunctionRecord, Place } from './state.ts';
import { expectActive } from './status.ts';

/** Lambda developer guide, "Lambda quotas": the largest event in bytes, by how the function is invoked. */
const LARGEST_EVENT: Readonly<Record<string, number>> = { RequestResponse: 6_291_456, Event: 1_048_576 };
const LOG_TAIL = 4096;

/** `patience`: real milliseconds after which code that shows no sign of life counts as hanging. */
export function invokeOperation(patience: number): Operation {
  return (input: InvocationRequest, call: Call): InvocationResponse => {
    const found = invokableFunction(input, call);
    const { InvocationType: kind = 'RequestResponse' } = input;
    if (kind === 'DryRun') return { StatusCode: 204 };
    const payload = eventOf(input, own(LARGEST_EVENT, kind) ?? 0);
    expectActive(found, call.now);
    const place = placeOf(found, call);
    if (kind === 'Event') {
      enqueue(found, place, { id: call.requestId, payload });
      return { StatusCode: 202 };
    }
    return answer(found, place, { payload, patience, requestId: call.requestId }, input);
  };
}

function answer(
  found: FunctionRecord,
  place: Place,
  invocation: Parameters<typeof runFunction>[2],
  { LogType }: InvocationRequest,
): InvocationResponse {
  const { payload, isError, log } = runFunction(found, place, invocation);
  return {
    StatusCode: 200,
    ExecutedVersion: '$LATEST',
    Payload: Buffer.from(payload),
    ...(isError && { FunctionError: 'Unhandled' }),
    ...(LogType === 'Tail' && { LogResult: Buffer.from(log).subarray(-LOG_TAIL).toString('base64') }),
  };
}

/** An event that is missing is `null` to the code, though nothing but JSON is an event. */
function eventOf({ Payload }: InvocationRequest, largest: number): string {
  const text = Buffer.from(Payload ?? []).toString();
  if (Buffer.byteLength(text) > largest) {
    throw new AwsError(
      'RequestTooLargeException',
      `${Buffer.byteLength(text)} byte payload is too large for the RequestResponse invocation type (limit ${largest} bytes)`,
      413,
    );
  }
  if (text === '') return 'null';
  try {
    JSON.parse(text);
    return text;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AwsError('InvalidRequestContentException', `Could not parse request body into json: ${reason}`);
  }
}

/** A function runs where it lies, whoever's call it is. */
function placeOf({ arn }: FunctionRecord, { cloud }: Call): Place {
  const [, , , region = '', account = ''] = arn.split(':');
  return { cloud, account, region };
}
