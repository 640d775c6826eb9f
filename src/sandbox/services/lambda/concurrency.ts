import type {
  Concurrency,
  DeleteFunctionConcurrencyRequest,
  GetFunctionConcurrencyRequest,
  GetFunctionConcurrencyResponse,
  PutFunctionConcurrencyRequest,
} from '@aws-sdk/client-lambda';

import { quotaOf } from '../../kernel/places/quotas.ts';
import type { Call } from '../../kernel/service.ts';
import { invalidValue } from './errors.ts';
import { functionOf } from './find.ts';
import { lambdaOf, type FunctionRecord } from './state.ts';

export const concurrencyOperations = {
  PutFunctionConcurrency: putFunctionConcurrency,
  GetFunctionConcurrency: getFunctionConcurrency,
  DeleteFunctionConcurrency: deleteFunctionConcurrency,
};

/** Lambda developer guide, "Configuring reserved concurrency"; new accounts may reserve nothing of their little. */
const LEAST_UNRESERVED = 100;

function putFunctionConcurrency(input: PutFunctionConcurrencyRequest, call: Call): Concurrency {
  const found = functionOf(input, call);
  const { ReservedConcurrentExecutions: wanted = 0 } = input;
  const most = quotaOf('lambda:concurrency', call);
  const least = Math.min(LEAST_UNRESERVED, most);
  if (wanted > 0 && most - reservedByOthers(found, call) - wanted < least) {
    throw invalidValue(
      "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution " +
        `below its minimum value of [${least}].`,
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
