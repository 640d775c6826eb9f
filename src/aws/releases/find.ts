import { paginateDescribeLogGroups, paginateDescribeLogStreams } from '@aws-sdk/client-cloudwatch-logs';
import {
  paginateListEndpointConfigs,
  paginateListEndpoints,
  paginateListModelPackages,
  paginateListModels,
  paginateListTags,
  paginateListTrainingJobs,
} from '@aws-sdk/client-sagemaker';
import type { LabSettings } from '../../lab/accounts.ts';
import { modelPackageGroup, pipelineName } from '../../lab/names.ts';
import { ENDPOINT_LOGS, TRAINING_LOGS, type Released, type ReleasedKind } from '../../lab/released.ts';
import { isGone } from './gone.ts';
import type { ReleaseClients } from './index.ts';

/** Something of a kind, with the ARN by which its tags are asked for. */
interface Candidate extends Released {
  readonly arn: string | undefined;
}

type Source = (clients: ReleaseClients, lab: LabSettings) => AsyncGenerator<Candidate[]>;

/** What there may be, and how it is called. */
export interface Sought {
  readonly kinds: readonly ReleasedKind[];
  readonly isOurs: (lab: LabSettings, kind: ReleasedKind, name: string) => boolean;
}

/** Lists each kind; what SageMaker has tags for must also carry the lab's. */
export async function findReleased(clients: ReleaseClients, lab: LabSettings, sought: Sought): Promise<Released[]> {
  const lists = await Promise.all(
    sought.kinds.map((kind) => collect(SOURCES[kind](clients, lab), clients, lab, sought.isOurs)),
  );
  return lists.flat();
}

async function collect(
  pages: AsyncGenerator<Candidate[]>,
  clients: ReleaseClients,
  lab: LabSettings,
  isOurs: Sought['isOurs'],
): Promise<Released[]> {
  const found: Released[] = [];
  const tagged = new Map<string, Promise<boolean>>();
  const isTagged = (arn: string): Promise<boolean> => {
    const known = tagged.get(arn) ?? carriesTag(clients, arn, lab);
    tagged.set(arn, known);
    return known;
  };
  for await (const candidates of pages) {
    for (const { arn, kind, name, detail } of candidates) {
      if (!isOurs(lab, kind, name)) continue;
      if (arn === undefined || (await isTagged(arn))) found.push({ kind, name, detail });
    }
  }
  return found;
}

const SOURCES: Readonly<Record<ReleasedKind, Source>> = {
  endpoint: async function* ({ sagemaker: client }, lab) {
    for await (const { Endpoints = [] } of paginateListEndpoints({ client }, contains(lab))) {
      yield Endpoints.map((each) => candidate('endpoint', each.EndpointName, each.EndpointStatus, each.EndpointArn));
    }
  },
  'endpoint configuration': async function* ({ sagemaker: client }, lab) {
    for await (const { EndpointConfigs = [] } of paginateListEndpointConfigs({ client }, contains(lab))) {
      yield EndpointConfigs.map((each) =>
        candidate('endpoint configuration', each.EndpointConfigName, undefined, each.EndpointConfigArn),
      );
    }
  },
  model: async function* ({ sagemaker: client }, lab) {
    for await (const { Models = [] } of paginateListModels({ client }, contains(lab))) {
      yield Models.map((each) => candidate('model', each.ModelName, undefined, each.ModelArn));
    }
  },
  'training job': async function* ({ sagemaker: client }, lab) {
    for await (const { TrainingJobSummaries = [] } of paginateListTrainingJobs({ client }, contains(lab))) {
      yield TrainingJobSummaries.map((each) =>
        candidate('training job', each.TrainingJobName, each.TrainingJobStatus, each.TrainingJobArn),
      );
    }
  },
  /** Versions have the tags of their group. */
  'model package': async function* ({ sagemaker: client }, lab) {
    const input = { ModelPackageGroupName: modelPackageGroup(lab) };
    try {
      for await (const { ModelPackageSummaryList: versions = [] } of paginateListModelPackages({ client }, input)) {
        yield versions.map(({ ModelPackageArn: arn = '', ModelApprovalStatus }) =>
          candidate('model package', arn, ModelApprovalStatus, groupOf(arn)),
        );
      }
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  },
  'log group': async function* ({ logs: client }, lab) {
    const input = { logGroupNamePrefix: ENDPOINT_LOGS + pipelineName(lab) };
    for await (const { logGroups = [] } of paginateDescribeLogGroups({ client }, input)) {
      yield logGroups.map(({ logGroupName }) => candidate('log group', logGroupName, 'of an endpoint'));
    }
  },
  'log stream': async function* ({ logs: client }, lab) {
    const input = { logGroupName: TRAINING_LOGS, logStreamNamePrefix: `${pipelineName(lab)}-` };
    try {
      for await (const { logStreams = [] } of paginateDescribeLogStreams({ client }, input)) {
        yield logStreams.map(({ logStreamName }) => candidate('log stream', logStreamName, `in ${TRAINING_LOGS}`));
      }
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  },
};

function contains(lab: LabSettings): { readonly NameContains: string } {
  return { NameContains: `${pipelineName(lab)}-` };
}

function candidate(kind: ReleasedKind, name = '', detail = '', arn?: string): Candidate {
  return { kind, name, detail, arn };
}

function groupOf(versionArn: string): string {
  return versionArn.replace(':model-package/', ':model-package-group/').replace(/\/\d+$/, '');
}

async function carriesTag({ sagemaker: client }: ReleaseClients, ResourceArn: string, lab: LabSettings) {
  try {
    for await (const { Tags = [] } of paginateListTags({ client }, { ResourceArn })) {
      if (Tags.some(({ Key, Value }) => Key === 'mlops-lab:lab' && Value === lab.name)) return true;
    }
  } catch (error) {
    if (!isGone(error)) throw error;
  }
  return false;
}
