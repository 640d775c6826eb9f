import { paginateDescribeLogGroups, paginateDescribeLogStreams } from '@aws-sdk/client-cloudwatch-logs';
import {
  paginateListEndpointConfigs,
  paginateListEndpoints,
  paginateListModelPackages,
  paginateListModels,
  paginateListTrainingJobs,
} from '@aws-sdk/client-sagemaker';
import type { AccountRole, LabSettings } from '../../lab/accounts.ts';
import { modelPackageGroup, resourcePrefix } from '../../lab/names.ts';
import { isOwn, type Tags } from '../../lab/owner.ts';
import {
  ENDPOINT_LOGS,
  isRuntimeName,
  NOTEBOOK_LOGS,
  RUNTIME_KINDS_IN,
  TRAINING_LOGS,
  type RuntimeResource,
  type RuntimeKind,
} from '../../lab/runtime-resources.ts';
import { sagemakerTags } from '../sagemaker-tags.ts';
import type { StackRecord } from '../stack-record.ts';
import { isGone } from './gone.ts';
import type { ReleaseClients } from './clients.ts';

/** A resource of one kind, with the ARN for reading its tags. */
interface Candidate extends RuntimeResource {
  readonly arn: string | undefined;
}

type Source = (clients: ReleaseClients, lab: LabSettings) => AsyncGenerator<Candidate[]>;

/** The lab whose releases are searched in one of its accounts. */
export interface Sought {
  readonly lab: LabSettings;
  readonly role: AccountRole;
  /** Other holders of the lab's name there: logs carry no tags and may be theirs. */
  readonly others: readonly string[];
  /** What the lab's stacks made there. */
  readonly record: StackRecord;
}

/** Lists every kind that the lab can have there: resources with one of its names that are its own. */
export async function findReleased(clients: ReleaseClients, sought: Sought): Promise<RuntimeResource[]> {
  const kinds = RUNTIME_KINDS_IN[sought.role];
  const lists = await Promise.all(kinds.map((kind) => collect(SOURCES[kind](clients, sought.lab), clients, sought)));
  return lists.flat();
}

async function collect(
  pages: AsyncGenerator<Candidate[]>,
  clients: ReleaseClients,
  { lab, role, others, record }: Sought,
): Promise<RuntimeResource[]> {
  const found: RuntimeResource[] = [];
  const known = new Map<string, Promise<Tags>>();
  const tagsOf = (arn: string): Promise<Tags> => {
    const tags = known.get(arn) ?? sagemakerTags(clients.sagemaker, arn);
    known.set(arn, tags);
    return tags;
  };
  for await (const candidates of pages) {
    for (const { arn, kind, name, detail } of candidates) {
      if (!isRuntimeName(lab, role, kind, name)) continue;
      const made = async () => kind !== 'log group' || role === 'datascience' || (await record.made(name));
      const evidence = arn === undefined ? { made: await made(), others } : { tags: await tagsOf(arn) };
      if (isOwn(lab, evidence)) found.push({ kind, name, detail });
    }
  }
  return found;
}

const SOURCES: Readonly<Record<RuntimeKind, Source>> = {
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
  /** Versions inherit the tags of their group. */
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
    const input = { logGroupNamePrefix: ENDPOINT_LOGS + resourcePrefix(lab) };
    for await (const { logGroups = [] } of paginateDescribeLogGroups({ client }, input)) {
      yield logGroups.map(({ logGroupName }) => candidate('log group', logGroupName, 'of an endpoint'));
    }
  },
  'log stream': (clients, lab) => streams(clients, lab, { kind: 'log stream', logGroupName: TRAINING_LOGS }),
  'notebook log stream': (clients, lab) =>
    streams(clients, lab, { kind: 'notebook log stream', logGroupName: NOTEBOOK_LOGS }),
};

async function* streams(
  { logs: client }: ReleaseClients,
  lab: LabSettings,
  { kind, logGroupName }: { readonly kind: RuntimeKind; readonly logGroupName: string },
): AsyncGenerator<Candidate[]> {
  const input = { logGroupName, logStreamNamePrefix: resourcePrefix(lab) };
  try {
    for await (const { logStreams = [] } of paginateDescribeLogStreams({ client }, input)) {
      yield logStreams.map(({ logStreamName }) => candidate(kind, logStreamName, `in ${logGroupName}`));
    }
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

function contains(lab: LabSettings): { readonly NameContains: string } {
  return { NameContains: resourcePrefix(lab) };
}

function candidate(kind: RuntimeKind, name = '', detail = '', arn?: string): Candidate {
  return { kind, name, detail, arn };
}

function groupOf(versionArn: string): string {
  return versionArn.replace(':model-package/', ':model-package-group/').replace(/\/\d+$/, '');
}
