import {
  paginateListEndpointConfigs,
  paginateListEndpoints,
  paginateListModelPackageGroups,
  paginateListModels,
  paginateListTrainingJobs,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { modelPackageGroup, namePrefix } from '../../lab/names.ts';
import { isRuntimeName, type RuntimeKind } from '../../lab/runtime-resources.ts';
import { clientOf } from '../clients.ts';
import { sagemakerTags } from '../sagemaker-tags.ts';
import { left, named, type Candidate, type Listers, type SoughtLab } from './candidate.ts';

/** Training jobs, models and endpoints of the pipeline and of notebooks, and the model registry. */
export const leftReleases: Listers = {
  endpoints: (setup, lab) => endpoints(clientOf(SageMakerClient, setup), lab),
  'endpoint configurations': (setup, lab) => configurations(clientOf(SageMakerClient, setup), lab),
  models: (setup, lab) => models(clientOf(SageMakerClient, setup), lab),
  'training jobs': (setup, lab) => jobs(clientOf(SageMakerClient, setup), lab),
  'model package groups': (setup, lab) => groups(clientOf(SageMakerClient, setup), lab),
};

async function endpoints(client: SageMakerClient, lab: SoughtLab): Promise<Candidate[]> {
  const found: Candidate[] = [];
  for await (const { Endpoints = [] } of paginateListEndpoints({ client }, contains(lab))) {
    found.push(
      ...candidates(client, lab, 'endpoint', Endpoints, (each) => [
        each.EndpointName,
        each.EndpointArn,
        each.EndpointStatus,
      ]),
    );
  }
  return found;
}

async function configurations(client: SageMakerClient, lab: SoughtLab): Promise<Candidate[]> {
  const found: Candidate[] = [];
  for await (const { EndpointConfigs = [] } of paginateListEndpointConfigs({ client }, contains(lab))) {
    found.push(
      ...candidates(client, lab, 'endpoint configuration', EndpointConfigs, (each) => [
        each.EndpointConfigName,
        each.EndpointConfigArn,
      ]),
    );
  }
  return found;
}

async function models(client: SageMakerClient, lab: SoughtLab): Promise<Candidate[]> {
  const found: Candidate[] = [];
  for await (const { Models = [] } of paginateListModels({ client }, contains(lab))) {
    found.push(...candidates(client, lab, 'model', Models, (each) => [each.ModelName, each.ModelArn]));
  }
  return found;
}

async function jobs(client: SageMakerClient, lab: SoughtLab): Promise<Candidate[]> {
  const found: Candidate[] = [];
  for await (const { TrainingJobSummaries = [] } of paginateListTrainingJobs({ client }, contains(lab))) {
    found.push(
      ...candidates(client, lab, 'training job', TrainingJobSummaries, (each) => [
        each.TrainingJobName,
        each.TrainingJobArn,
        each.TrainingJobStatus,
      ]),
    );
  }
  return found;
}

async function groups(client: SageMakerClient, lab: SoughtLab): Promise<Candidate[]> {
  const found: Candidate[] = [];
  const wanted = modelPackageGroup(lab);
  for await (const page of paginateListModelPackageGroups({ client }, { NameContains: wanted })) {
    for (const { ModelPackageGroupName, ModelPackageGroupArn = '' } of page.ModelPackageGroupSummaryList ?? []) {
      if (ModelPackageGroupName !== wanted) continue;
      const tags = () => sagemakerTags(client, ModelPackageGroupArn);
      found.push({ ...left('model package group', wanted), id: ModelPackageGroupArn, tags, alike: true });
    }
  }
  return found;
}

function candidates<T>(
  client: SageMakerClient,
  lab: SoughtLab,
  kind: RuntimeKind,
  things: readonly T[],
  describe: (thing: T) => readonly [name: string | undefined, arn: string | undefined, state?: string | undefined],
): Candidate[] {
  return things.flatMap((thing) => {
    const [name = '', arn = '', state] = describe(thing);
    const traits = { tags: () => sagemakerTags(client, arn), given: isRuntimeName(lab, lab.role, kind, name) };
    return named(lab, left(kind, name, state), traits);
  });
}

function contains(lab: SoughtLab): { readonly NameContains: string } {
  return { NameContains: namePrefix(lab) };
}
