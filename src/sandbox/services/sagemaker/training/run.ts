import { AwsError } from '../../../kernel/aws-error.ts';
import { Unreachable } from '../../../kernel/network.ts';
import type { Booster } from '../../../xgboost/booster.ts';
import type { Dataset } from '../../../xgboost/dataset.ts';
import { measuredByRound } from '../../../xgboost/evaluation.ts';
import { FitFailed, UserError } from '../../../xgboost/failures.ts';
import { fit } from '../../../xgboost/fit.ts';
import { checkedHyperparameters } from '../../../xgboost/hyperparameters.ts';
import { reported } from '../../../xgboost/measures.ts';
import { packModel } from '../../../xgboost/model-archive.ts';
import { writeModelFile } from '../../../xgboost/model-file.ts';
import { pullImage } from '../images.ts';
import { writeLog } from '../log-streams.ts';
import { withinVpc } from '../network.ts';
import { actAs, type Actor } from '../roles.ts';
import { s3Location } from '../s3-location.ts';
import type { Place } from '../state.ts';
import { channelData } from './input-data.ts';
import type { TrainingJobRecord, TrainingResult } from './state.ts';

/** Why a job failed, as its FailureReason says it. */
export class TrainingFailed extends Error {}

const LOG_GROUP = '/aws/sagemaker/TrainingJobs';

/** What the container does, with the permissions of the job's role, from the download to the model. */
export function train(job: TrainingJobRecord, place: Place): TrainingResult {
  return blaming(() => {
    const actor = actAs(job.request.RoleArn ?? '', job.arn, place);
    const container = withinVpc(job.request.VpcConfig, actor);
    pulled(job, actor);
    const log: string[] = [];
    try {
      return trained(job, container, log);
    } catch (error) {
      log.push(`ERROR:sagemaker-containers:${error instanceof Error ? error.message : String(error)}`);
      throw error;
    } finally {
      writeLog(actor, LOG_GROUP, `${job.name}/algo-1-${Math.floor(job.createdAt / 1000)}`, log);
    }
  });
}

function pulled({ request }: TrainingJobRecord, actor: Actor): void {
  try {
    pullImage(request.AlgorithmSpecification?.TrainingImage ?? '', actor);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const what = 'Cannot pull algorithm container. Either the image does not exist or its permissions are incorrect.';
    throw new UserError(`${what} ${error.message}`);
  }
}

function trained({ request }: TrainingJobRecord, actor: Actor, log: string[]): TrainingResult {
  const data = channelData('train', request.InputDataConfig, actor);
  const validation = channelData('validation', request.InputDataConfig, actor);
  if (!data) throw new UserError('Channel train is missing');
  log.push('INFO:sagemaker-containers:Imported framework sagemaker_xgboost_container.training');
  const hyperparameters = checkedHyperparameters(request.HyperParameters ?? {});
  log.push(`INFO:root:Train matrix has ${data.rows.length} rows and ${data.rows[0]?.length ?? 0} columns`);
  const booster = fit(data, hyperparameters);
  const rounds = evaluated(booster, { train: data, ...(validation && { validation }) }, hyperparameters.measures);
  for (const [round, values] of rounds.entries()) {
    const texts = values.map(({ set, name, value }) => `${set}-${name}:${value.toFixed(5)}`);
    log.push(`[${round}]\t${texts.join('\t')}`);
  }
  return {
    archive: actor.place.cloud.blobs.put(packModel(writeModelFile(booster))),
    metrics: Object.fromEntries((rounds.at(-1) ?? []).map(({ set, name, value }) => [`${set}:${name}`, value])),
  };
}

interface Evaluated {
  readonly set: string;
  readonly name: string;
  readonly value: number;
}

/** All measures of all sets after each round. */
function evaluated(booster: Booster, sets: Readonly<Record<string, Dataset>>, asked: readonly string[]): Evaluated[][] {
  const names = reported(asked, booster.objective);
  const courses = Object.entries(sets).map(([set, data]) => ({ set, rounds: measuredByRound(booster, data, names) }));
  const values = (round: number) =>
    courses.flatMap(({ set, rounds }) => [...(rounds[round] ?? [])].map(([name, value]) => ({ set, name, value })));
  return (courses[0]?.rounds ?? []).map((_, round) => values(round));
}

/** Puts the model where the job is to put it, with the permissions of its role. */
export function upload(job: TrainingJobRecord, { archive }: TrainingResult, place: Place): void {
  blaming(() => {
    const { bucket, key } = s3Location(artifactsOf(job), place.cloud.endpoint);
    const keyId = job.request.OutputDataConfig?.KmsKeyId;
    const input = {
      Bucket: bucket,
      Key: key,
      Body: place.cloud.blobs.get(archive),
      // Without a key of its own it takes that of S3 in the role's account (API reference, OutputDataConfig).
      ServerSideEncryption: 'aws:kms',
      ...(keyId && { SSEKMSKeyId: keyId }),
    } as const;
    const actor = actAs(job.request.RoleArn ?? '', job.arn, place);
    try {
      // "How to use SageMaker AI execution roles": a key of the output takes kms:Encrypt, besides what S3 asks for.
      if (keyId) actor.invoke('kms', 'Encrypt', { KeyId: keyId, Plaintext: new Uint8Array([0]) });
      withinVpc(job.request.VpcConfig, actor).invoke('s3', 'PutObject', input);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      throw new UserError(`Failed to upload s3://${bucket}/${key} (${error.code}: ${error.message})`);
    }
  });
}

export function artifactsOf({ name, request }: TrainingJobRecord): string {
  const path = request.OutputDataConfig?.S3OutputPath ?? '';
  return `${path.replace(/\/+$/, '')}/${name}/output/model.tar.gz`;
}

/** Source: SageMaker API reference, DescribeTrainingJob, FailureReason: whose fault it is stands first. */
function blaming<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof UserError || error instanceof AwsError || error instanceof Unreachable)
      throw new TrainingFailed(`ClientError: ${error.message}`);
    if (error instanceof FitFailed) throw new TrainingFailed(`AlgorithmError: ${error.message}`);
    throw error;
  }
}
