import type {
  DeleteFunctionEventInvokeConfigRequest,
  FunctionEventInvokeConfig,
  GetFunctionEventInvokeConfigRequest,
  PutFunctionEventInvokeConfigRequest,
} from '@aws-sdk/client-lambda';

import type { Call } from '../../kernel/service.ts';
import { notFound, notImplemented } from './errors.ts';
import { functionOf } from './find.ts';
import type { EventInvokeConfig, FunctionRecord } from './state.ts';

export const eventInvokeConfigOperations = {
  PutFunctionEventInvokeConfig: putEventInvokeConfig,
  UpdateFunctionEventInvokeConfig: updateEventInvokeConfig,
  GetFunctionEventInvokeConfig: getEventInvokeConfig,
  DeleteFunctionEventInvokeConfig: deleteEventInvokeConfig,
};

function putEventInvokeConfig(input: PutFunctionEventInvokeConfigRequest, call: Call): FunctionEventInvokeConfig {
  const found = functionOf(input, call);
  return kept(found, configFrom(input, call));
}

/** What the request does not name stays. */
function updateEventInvokeConfig(input: PutFunctionEventInvokeConfigRequest, call: Call): FunctionEventInvokeConfig {
  const found = functionOf(input, call);
  return kept(found, { ...configOf(found), ...configFrom(input, call) });
}

function getEventInvokeConfig(input: GetFunctionEventInvokeConfigRequest, call: Call): FunctionEventInvokeConfig {
  const found = functionOf(input, call);
  return answerOf(found, configOf(found));
}

function deleteEventInvokeConfig(input: DeleteFunctionEventInvokeConfigRequest, call: Call): object {
  const found = functionOf(input, call);
  configOf(found);
  delete found.eventInvokeConfig;
  return {};
}

function configFrom(input: PutFunctionEventInvokeConfigRequest, { now }: Call): EventInvokeConfig {
  const { MaximumRetryAttempts: retries, MaximumEventAgeInSeconds: age, DestinationConfig } = input;
  if (DestinationConfig?.OnFailure?.Destination ?? DestinationConfig?.OnSuccess?.Destination) {
    throw notImplemented('the sandbox does not implement destinations of asynchronous invocations');
  }
  return {
    modifiedAt: now,
    ...(retries !== undefined && { maximumRetryAttempts: retries }),
    ...(age !== undefined && { maximumEventAge: age }),
  };
}

function kept(found: FunctionRecord, config: EventInvokeConfig): FunctionEventInvokeConfig {
  found.eventInvokeConfig = config;
  return answerOf(found, config);
}

function configOf(found: FunctionRecord): EventInvokeConfig {
  if (found.eventInvokeConfig) return found.eventInvokeConfig;
  throw notFound(`The function ${found.arn} doesn't have an EventInvokeConfig`);
}

function answerOf({ arn }: FunctionRecord, config: EventInvokeConfig): FunctionEventInvokeConfig {
  const { modifiedAt, maximumRetryAttempts, maximumEventAge } = config;
  return {
    LastModified: new Date(modifiedAt),
    FunctionArn: `${arn}:$LATEST`,
    ...(maximumRetryAttempts !== undefined && { MaximumRetryAttempts: maximumRetryAttempts }),
    ...(maximumEventAge !== undefined && { MaximumEventAgeInSeconds: maximumEventAge }),
    DestinationConfig: { OnSuccess: {}, OnFailure: {} },
  };
}
