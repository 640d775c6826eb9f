import type {
  Concurrency,
  DeleteFunctionConcurrencyRequest,
  GetFunctionConcurrencyRequest,
  GetFunctionConcurrencyResponse,
  PutFunctionConcurrencyRequest,
} from '@aws-sdk/client-lambda';

import { inRange } from '../../kernel/constraints.ts';
import type { Call } from '../../kernel/service.ts';
import { invalidValue } from './errors.ts';
import { functionOf } from './find.ts';
import { lambdaOf, type FunctionRecord } from './state.ts';

export const concurrencyOperations = {
  PutFunctionConcurrency: putFunctionConcurrency,
  GetFunctionConcurrency: getFunctionConcurrency,
  DeleteFunctionConcurrency: deleteFunctionConcurrency,
};

/** Lambda developer guide, "Lambda quotas" and "Configuring reserved concurrency". */
const ACCOUNT_CONCURRENCY = 1000;
const LEAST_UNRESERVED = 100;

function putFunctionConcurrency(input: PutFunctionConcurrencyRequest, call: Call): Concurrency {
  const found = functionOf(input, call);
  const range = { member: 'reservedConcurrentExecutions', min: 0, max: Infinity };
  const wanted = inRange(input.ReservedConcurrentExecutions ?? -1, range, 'ValidationException');
  if (ACCOUNT_CONCURRENCY - reservedByOthers(found, call) - wanted < LEAST_UNRESERVED) {
    throw invalidValue(
      "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution " +
        `below its minimum value of [${LEAST_UNRESERVED}].`,
    );
  }
  found.reservedConcurrency = wanted;
  return { ReservedConcurrentExecutions: wanted };
}

function getFunctionConcurrency(input: GetFunctionConcurrencyRequest, call: Call): GetFunctionConcurrencyResponse {
  const { reservedConcurrency } = functionOf(input, call);
  return reservedConcurrency === undefined ? {} : { ReservedConcurrentExecutions: reservedConcurrency };
}

function deleteFunctionConcurrency(input: DeleteFunctionConcurrencyRequest, call: Call): object {
  delete functionOf(input, call).reservedConcurrency;
  return {};
}

function reservedByOthers({ name }: FunctionRecord, call: Call): number {
  return Object.values(lambdaOf(call).functions)
    .filter((other) => other.name !== name)
    .reduce((sum, { reservedConcurrency = 0 }) => sum + reservedConcurrency, 0);
}
