import type {
  CreateFunctionRequest,
  DeleteFunctionRequest,
  FunctionConfiguration,
  GetFunctionConfigurationRequest,
  GetFunctionRequest,
  GetFunctionResponse,
  ListFunctionsRequest,
  ListFunctionsResponse,
  UpdateFunctionCodeRequest,
  UpdateFunctionConfigurationRequest,
} from '@aws-sdk/client-lambda';

import { own, put } from '../../../own.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import { pageOf } from '../../kernel/pages.ts';
import type { Call } from '../../kernel/service.ts';
import { configurationOf } from './answers.ts';
import { storedCode } from './code.ts';
import { conflict } from './errors.ts';
import { functionOf, referenceTo } from './find.ts';
import { settingsFrom } from './settings.ts';
import { lambdaOf, type FunctionRecord } from './state.ts';
import { expectUpdatable, readyAfterCreation, readyAfterUpdate } from './status.ts';
import { noteTags } from './tags.ts';

const LARGEST_PAGE = 50;

export const functionOperations = {
  CreateFunction: createFunction,
  GetFunction: getFunction,
  GetFunctionConfiguration: getFunctionConfiguration,
  ListFunctions: listFunctions,
  UpdateFunctionCode: updateFunctionCode,
  UpdateFunctionConfiguration: updateFunctionConfiguration,
  DeleteFunction: deleteFunction,
};

function createFunction(input: CreateFunctionRequest, call: Call): FunctionConfiguration {
  const { name, arn } = referenceTo(input, call);
  noteTags(input.Tags, call);
  call.about(arn);
  if (Object.keys(input.Tags ?? {}).length > 0) call.requires({ action: 'lambda:TagResource', resource: arn });
  const { functions } = lambdaOf(call);
  if (own(functions, name)) throw conflict(`Function already exist: ${name}`);
  const created: FunctionRecord = {
    name,
    arn,
    createdAt: call.now,
    modifiedAt: call.now,
    readyAt: readyAfterCreation(call.now),
    settings: settingsFrom(input, call),
    code: storedCode(input.Code ?? {}, call),
    revision: call.cloud.world.uuid(),
    tags: { ...input.Tags },
    policy: {},
  };
  put(functions, name, created);
  return configurationOf(created, call.now);
}

function getFunction(input: GetFunctionRequest, call: Call): GetFunctionResponse {
  const found = functionOf(input, call);
  const { account, region } = call;
  const bucket = `awslambda-${region}-tasks.s3.${region}.amazonaws.com`;
  return {
    Configuration: configurationOf(found, call.now),
    Code: {
      RepositoryType: 'S3',
      Location: `https://${bucket}/snapshots/${account}/${found.name}-${found.revision}`,
    },
    ...(Object.keys(found.tags).length > 0 && { Tags: { ...found.tags } }),
    ...(found.reservedConcurrency !== undefined && {
      Concurrency: { ReservedConcurrentExecutions: found.reservedConcurrency },
    }),
  };
}

function getFunctionConfiguration(input: GetFunctionConfigurationRequest, call: Call): FunctionConfiguration {
  return configurationOf(functionOf(input, call), call.now);
}

function listFunctions({ Marker, MaxItems }: ListFunctionsRequest, call: Call): ListFunctionsResponse {
  const all = Object.values(lambdaOf(call).functions).sort((a, b) => (a.name < b.name ? -1 : 1));
  const { items, next } = pageOf(all, Marker, Math.min(MaxItems ?? LARGEST_PAGE, LARGEST_PAGE));
  return {
    Functions: items.map((found) => configurationOf(found, call.now)),
    ...(next && { NextMarker: next }),
  };
}

function updateFunctionCode(input: UpdateFunctionCodeRequest, call: Call): FunctionConfiguration {
  const found = functionToUpdate(input, call);
  const code = storedCode(input, call);
  if (!input.DryRun) changed(found, call).code = code;
  return configurationOf(found, call.now);
}

function updateFunctionConfiguration(input: UpdateFunctionConfigurationRequest, call: Call): FunctionConfiguration {
  const found = functionToUpdate(input, call);
  const settings = settingsFrom(input, call, found.settings);
  changed(found, call).settings = settings;
  return configurationOf(found, call.now);
}

function deleteFunction(input: DeleteFunctionRequest, call: Call): object {
  const { name } = functionOf(input, call);
  const state = lambdaOf(call);
  delete state.functions[name];
  state.queue = state.queue.filter(({ functionName }) => functionName !== name);
  return { StatusCode: 204 };
}

type Update = UpdateFunctionCodeRequest | UpdateFunctionConfigurationRequest;

function functionToUpdate(input: Update, call: Call): FunctionRecord {
  const found = functionOf(input, call);
  expectUpdatable(found, call);
  if (input.RevisionId !== undefined && input.RevisionId !== found.revision) {
    throw new AwsError(
      'PreconditionFailedException',
      'The RevisionId provided does not match the latest RevisionId. Call the GetFunction/GetAlias API to retrieve the latest RevisionId',
      412,
    );
  }
  return found;
}

function changed(found: FunctionRecord, { cloud, now }: Call): FunctionRecord {
  found.revision = cloud.world.uuid();
  found.modifiedAt = now;
  found.readyAt = readyAfterUpdate(now);
  return found;
}
