import {
  paginateListEndpointConfigs,
  paginateListEndpoints,
  paginateListModelPackageGroups,
  paginateListModels,
  paginateListTrainingJobs,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { modelPackageGroup, pipelineName, resourcePrefix } from '../../lab/names.ts';
import { clientConfig } from '../clients.ts';
import { left, type Found, type Lister, type SoughtLab } from './index.ts';

/** Training jobs, models and endpoints, of the pipeline or of notebooks, and the registry. */
export const leftReleases: Lister = async (setup, lab) => {
  const client = new SageMakerClient(clientConfig(setup));
  const lists = await Promise.all([
    endpoints(client, lab),
    models(client, lab),
    jobs(client, lab),
    groups(client, lab),
  ]);
  return lists.flat();
};

async function endpoints(client: SageMakerClient, lab: SoughtLab): Promise<Found[]> {
  const found: Found[] = [];
  for await (const { Endpoints = [] } of paginateListEndpoints({ client }, contains(lab))) {
    found.push(...ours(lab, 'endpoint', Endpoints, (each) => [each.EndpointName, each.EndpointStatus]));
  }
  for await (const { EndpointConfigs = [] } of paginateListEndpointConfigs({ client }, contains(lab))) {
    found.push(...ours(lab, 'endpoint configuration', EndpointConfigs, (each) => [each.EndpointConfigName]));
  }
  return found;
}

async function models(client: SageMakerClient, lab: SoughtLab): Promise<Found[]> {
  const found: Found[] = [];
  for await (const { Models = [] } of paginateListModels({ client }, contains(lab))) {
    found.push(...ours(lab, 'model', Models, (each) => [each.ModelName]));
  }
  return found;
}

async function jobs(client: SageMakerClient, lab: SoughtLab): Promise<Found[]> {
  const found: Found[] = [];
  for await (const { TrainingJobSummaries = [] } of paginateListTrainingJobs({ client }, contains(lab))) {
    found.push(
      ...ours(lab, 'training job', TrainingJobSummaries, (each) => [each.TrainingJobName, each.TrainingJobStatus]),
    );
  }
  return found;
}

async function groups(client: SageMakerClient, lab: SoughtLab): Promise<Found[]> {
  const found: Found[] = [];
  const input = { NameContains: pipelineName(lab) };
  for await (const { ModelPackageGroupSummaryList = [] } of paginateListModelPackageGroups({ client }, input)) {
    const names = ModelPackageGroupSummaryList.map((each) => each.ModelPackageGroupName);
    if (names.includes(modelPackageGroup(lab))) found.push(left('model package group', modelPackageGroup(lab)));
  }
  return found;
}

function ours<T>(
  lab: SoughtLab,
  kind: string,
  things: readonly T[],
  describe: (thing: T) => readonly [name: string | undefined, state?: string | undefined],
): Found[] {
  return things.flatMap((thing) => {
    const [name = '', state] = describe(thing);
    return lab.named(name) ? [left(kind, name, state)] : [];
  });
}

function contains(lab: SoughtLab): { readonly NameContains: string } {
  return { NameContains: resourcePrefix(lab) };
}
