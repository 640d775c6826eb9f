import type { InvokeEndpointInput, InvokeEndpointOutput } from '@aws-sdk/client-sagemaker-runtime';

import { own } from '../../../../own.ts';
import { AwsError } from '../../../kernel/aws-error.ts';
import type { Call } from '../../../kernel/service.ts';
import { readModelFile } from '../../../xgboost/model-file.ts';
import type { Booster } from '../../../xgboost/booster.ts';
import { arnOf } from '../arns.ts';
import { countInvocation } from './invocation-metrics.ts';
import { unimplemented } from '../errors.ts';
import { hostingOf, isServerless, type RunningDeployment } from './state.ts';
import { answerInvocation, Rejection } from './xgboost-container.ts';

const MEGABYTE = 1024 * 1024;

/** Predicts with the model that serves at present: during an update the old one. */
export function invokeEndpoint(input: InvokeEndpointInput, call: Call): InvokeEndpointOutput {
  const name = input.EndpointName ?? '';
  if (input.TargetModel !== undefined) call.condition('sagemaker:TargetModel', input.TargetModel);
  call.about(arnOf('endpoint', name, call));
  const serving = servedBy(name, call);
  const body = input.Body ?? new Uint8Array();
  expectSize(body, serving);
  try {
    const answer = answerInvocation(boostersOf(serving, call), {
      body,
      contentType: input.ContentType,
      accept: input.Accept,
    });
    countInvocation(name, serving, 200, call);
    return {
      Body: Buffer.from(answer.body),
      ContentType: answer.contentType,
      InvokedProductionVariant: serving.variant.VariantName,
    };
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    countInvocation(name, serving, error.status, call);
    throw modelError(name, error, call);
  }
}

function servedBy(name: string, call: Call): RunningDeployment {
  const endpoint = own(hostingOf(call).endpoints, name);
  const isGoing = endpoint?.status === 'Deleting' || endpoint?.status === 'Failed';
  if (!endpoint?.serving || isGoing) {
    throw new AwsError('ValidationError', `Endpoint ${name} of account ${call.account} not found.`);
  }
  if ((endpoint.readyAt ?? 0) > call.now) throw notReady();
  return endpoint.serving;
}

/** Source: SageMaker runtime, API reference, InvokeEndpoint, errors. */
function notReady(): AwsError {
  return new AwsError(
    'ModelNotReadyException',
    "Either a serverless endpoint variant's resources are still being provisioned, or a multi-model endpoint is " +
      'still downloading or loading the target model. Wait and try your request again.',
    429,
  );
}

function boostersOf({ models }: RunningDeployment, { cloud }: Call): Booster[] {
  return models.map((model) => {
    if ('foreign' in model) return unimplemented(`predictions of ${model.foreign}, which is a pickle and holds code`);
    return readModelFile(cloud.blobs.get(model.blob));
  });
}

/** Source: SageMaker API reference, InvokeEndpoint, and the developer guide, "Serverless Inference", payload size. */
function expectSize(body: Uint8Array, serving: RunningDeployment): void {
  const limit = (isServerless(serving) ? 4 : 6) * MEGABYTE;
  if (body.length <= limit) return;
  throw new AwsError('ValidationError', `HTTP content length exceeded ${limit} bytes.`, 413);
}

function modelError(name: string, { status, message }: Rejection, { account, region }: Call): AwsError {
  const console = `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}`;
  return new AwsError(
    'ModelError',
    `Received ${status < 500 ? 'client' : 'server'} error (${status}) from primary with message "${message}". ` +
      `See ${console}#logEventViewer:group=/aws/sagemaker/Endpoints/${name} in account ${account} for more information.`,
    424,
  );
}
