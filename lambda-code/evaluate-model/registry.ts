import { createHash } from 'node:crypto';
import {
  CreateModelPackageCommand,
  DescribeModelPackageCommand,
  SageMakerClient,
  UpdateModelPackageCommand,
  type CreateModelPackageCommandInput,
  type ModelApprovalStatus,
} from '@aws-sdk/client-sagemaker';
import type { EvaluateParameters } from '../../src/lab/release.ts';
import type { Job } from '../job/job.ts';
import { JobFailure } from '../job/failures.ts';
import { cut } from '../job/token.ts';
import type { Evaluation } from './evaluation.ts';
import { figures } from './figures.ts';
import { summary } from './summary.ts';

const LONGEST_DESCRIPTION = 1024;

/** Registers a model with what was measured, approved or rejected; the same evaluation is registered once. */
export async function register(
  evaluation: Evaluation,
  parameters: EvaluateParameters,
  reportUrl: string,
  job: Job,
): Promise<string> {
  const input = packageOf(evaluation, parameters, reportUrl, job);
  const { ModelPackageArn } = await job.call(`CreateModelPackage in ${input.ModelPackageGroupName}`, (options) =>
    new SageMakerClient(job.client).send(new CreateModelPackageCommand(input), options),
  );
  if (!ModelPackageArn)
    throw new JobFailure('SystemUnavailable', 'SageMaker registered the model without an ARN; retry the stage');
  return ModelPackageArn;
}

/** Sets what a registered model is, unless it is that already. */
export async function decide(arn: string, status: ModelApprovalStatus, reason: string, job: Job): Promise<void> {
  const sagemaker = new SageMakerClient(job.client);
  const known = await job.call(`DescribeModelPackage of ${arn}`, (options) =>
    sagemaker.send(new DescribeModelPackageCommand({ ModelPackageName: arn }), options),
  );
  if (known.ModelApprovalStatus === status) return;
  // It is one line of text (API reference, UpdateModelPackage), and what a container answers may be several.
  const ApprovalDescription = cut(reason.replace(/\s+/g, ' '), LONGEST_DESCRIPTION);
  const input = { ModelPackageArn: arn, ModelApprovalStatus: status, ApprovalDescription };
  await job.call(`UpdateModelPackage of ${arn}`, (options) =>
    sagemaker.send(new UpdateModelPackageCommand(input), options),
  );
}

function packageOf(
  evaluation: Evaluation,
  { executionId, modelData }: EvaluateParameters,
  reportUrl: string,
  { environment }: Job,
) {
  const { passed } = evaluation;
  const CustomerMetadataProperties = { execution: executionId, ...properties(evaluation) };
  return {
    ModelPackageGroupName: environment.text('MODEL_PACKAGE_GROUP'),
    ModelPackageDescription: summary(evaluation),
    ModelApprovalStatus: passed ? 'Approved' : 'Rejected',
    ClientToken: tokenOf([modelData, CustomerMetadataProperties]),
    InferenceSpecification: {
      Containers: [{ Image: environment.text('SERVING_IMAGE'), ModelDataUrl: modelData }],
      SupportedContentTypes: ['text/csv'],
      SupportedResponseMIMETypes: ['text/csv'],
    },
    ModelMetrics: { ModelQuality: { Statistics: { ContentType: 'application/json', S3Uri: reportUrl } } },
    CustomerMetadataProperties,
  } satisfies CreateModelPackageCommandInput;
}

/** What was measured, without what the registry allows in no value: the words of a course. */
function properties(evaluation: Evaluation): Record<string, string> {
  const { plausibility, impossible } = evaluation;
  return {
    ...Object.fromEntries(
      Object.entries(figures(evaluation)).map(([name, text]) => [
        `${name.charAt(0).toLowerCase()}${name.slice(1)}`,
        text,
      ]),
    ),
    ...(plausibility !== undefined && { plausibility: String(plausibility) }),
    impossiblePredictions: String(impossible.count),
  };
}

/** A retry with another verdict, as after the threshold was changed, is another registration. */
function tokenOf(identity: unknown): string {
  return createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, 36);
}
