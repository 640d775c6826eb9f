import type {
  CreatePipelineInput,
  CreatePipelineOutput,
  DeletePipelineInput,
  GetPipelineInput,
  GetPipelineOutput,
  ListPipelinesInput,
  ListPipelinesOutput,
  PipelineDeclaration,
  UpdatePipelineInput,
  UpdatePipelineOutput,
} from '@aws-sdk/client-codepipeline';

import { put } from '../../../own.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import { pageOf } from '../../kernel/pages.ts';
import type { Call } from '../../kernel/service.ts';
import type { Tags } from '../../kernel/tags.ts';
import { pipelineArn } from './arns.ts';
import { conclude } from './engine/conclude.ts';
import { launch } from './engine/launch.ts';
import { schedulePolls } from './engine/poll.ts';
import { executionScope } from './engine/scope.ts';
import { invalid } from './errors.ts';
import { pipelineOf } from './find.ts';
import { executionsOf, isUnderWay, type Pipeline, pipelinesOf, type Structure, structureOf } from './state.ts';
import { acceptedStructure } from './structure/accept.ts';
import { checkRole } from './structure/role.ts';
import { expectFewTags, requestedTags, tagEntries } from './tags.ts';

export const pipelineOperations = {
  CreatePipeline: createPipeline,
  GetPipeline: getPipeline,
  UpdatePipeline: updatePipeline,
  DeletePipeline: deletePipeline,
  ListPipelines: listPipelines,
};

/** A new pipeline starts at once ("Create a pipeline", CodePipeline user guide). */
function createPipeline({ pipeline: declaration, tags }: CreatePipelineInput, call: Call): CreatePipelineOutput {
  const arn = pipelineArn(call, declaration?.name ?? '');
  const wanted = expectFewTags(requestedTags(tags, call));
  call.about(arn);
  if (tags?.length) call.requires({ action: 'codepipeline:TagResource', resource: arn });
  const structure = checked(declaration, 1, call);
  expectFree(structure.name, call);
  const pipeline = newPipeline(structure, wanted, call);
  put(pipelinesOf(call), structure.name, pipeline);
  schedulePolls(pipeline, call.now);
  launch({ ...call, pipeline }, { trigger: { type: 'CreatePipeline', detail: call.principal.arn } });
  return { pipeline: structure, tags: tagEntries(wanted) };
}

function checked(declaration: PipelineDeclaration | undefined, version: number, call: Call): Structure {
  if (!declaration) return invalid('The declaration of the pipeline is missing');
  const structure = acceptedStructure(declaration, version, call);
  checkRole(structure, call);
  return structure;
}

function expectFree(name: string, call: Call): void {
  if (!Object.hasOwn(pipelinesOf(call), name)) return;
  throw new AwsError(
    'PipelineNameInUseException',
    `A pipeline with the name '${name}' already exists in account '${call.account}'`,
  );
}

function newPipeline(structure: Structure, tags: Tags, call: Call): Pipeline {
  return {
    name: structure.name,
    arn: pipelineArn(call, structure.name),
    createdAt: call.now,
    updatedAt: call.now,
    version: structure.version,
    structures: { [structure.version]: structure },
    tags,
    closed: {},
    executions: {},
    polls: {},
  };
}

function getPipeline({ name, version }: GetPipelineInput, call: Call): GetPipelineOutput {
  const pipeline = pipelineOf(name, call);
  if (version !== undefined && !(version in pipeline.structures)) {
    throw new AwsError(
      'PipelineVersionNotFoundException',
      `The pipeline '${pipeline.name}' does not have version ${version}`,
    );
  }
  return {
    pipeline: structureOf(pipeline, version ?? pipeline.version),
    metadata: {
      pipelineArn: pipeline.arn,
      created: new Date(pipeline.createdAt),
      updated: new Date(pipeline.updatedAt),
    },
  };
}

/** What is under way does not go on with another structure: it is cancelled after the actions in progress. */
function updatePipeline({ pipeline: declaration }: UpdatePipelineInput, call: Call): UpdatePipelineOutput {
  const pipeline = pipelineOf(declaration?.name, call);
  const structure = checked(declaration, pipeline.version + 1, call);
  pipeline.version = structure.version;
  pipeline.structures[structure.version] = structure;
  pipeline.updatedAt = call.now;
  schedulePolls(pipeline, call.now);
  const waiting = executionsOf(pipeline).filter((execution) => isUnderWay(execution) && !execution.inside);
  waiting.forEach((execution) => conclude(executionScope(call, pipeline, execution), 'Cancelled'));
  return { pipeline: structure };
}

/** Deleting what is not there is no error. */
function deletePipeline({ name = '' }: DeletePipelineInput, call: Call): object {
  call.about(pipelineArn(call, name));
  delete pipelinesOf(call)[name];
  return {};
}

function listPipelines({ nextToken, maxResults }: ListPipelinesInput, call: Call): ListPipelinesOutput {
  call.about('*');
  const { items, next } = pageOf(Object.values(pipelinesOf(call)), nextToken, maxResults ?? 1000);
  return { pipelines: items.map(summary), ...(next && { nextToken: next }) };
}

function summary(pipeline: Pipeline) {
  const { pipelineType, executionMode } = structureOf(pipeline, pipeline.version);
  return {
    name: pipeline.name,
    version: pipeline.version,
    pipelineType,
    executionMode,
    created: new Date(pipeline.createdAt),
    updated: new Date(pipeline.updatedAt),
  };
}
