import { isTrue, removedKeys, resourceTags } from '../../../kernel/resource-properties.ts';
import type { Properties, ResourceContext, ResourceType } from '../../../kernel/service.ts';
import { pipelineArn } from '../arns.ts';
import { tagEntries } from '../tags.ts';
import { declarationOf } from './declaration.ts';

type PipelineProperties = {
  readonly Name?: string;
  readonly DisableInboundStageTransitions?: readonly Closed[];
  readonly RestartExecutionOnUpdate?: boolean;
};

export const pipelineType: ResourceType<PipelineProperties> = {
  seconds: { create: 3, update: 3, delete: 3 },
  create(properties, context) {
    const name = properties.Name ?? context.generatedName(100);
    const { pipeline } = context.invoke('codepipeline', 'CreatePipeline', {
      pipeline: declarationOf(properties, name),
      tags: tagEntries(resourceTags(properties, context)),
    });
    closeTransitions(name, {}, properties, context);
    return { physicalId: pipeline?.name ?? name };
  },
  update(name, properties, previous, context) {
    const declaration = declarationOf(properties, name);
    if (JSON.stringify(declaration) !== JSON.stringify(declarationOf(previous, name))) {
      context.invoke('codepipeline', 'UpdatePipeline', { pipeline: declaration });
    }
    closeTransitions(name, previous, properties, context);
    updateTags(name, properties, previous, context);
    if (isTrue(properties.RestartExecutionOnUpdate)) context.invoke('codepipeline', 'StartPipelineExecution', { name });
  },
  delete(name, _properties, context) {
    context.invoke('codepipeline', 'DeletePipeline', { name });
  },
  attributes(name, _properties, context) {
    const { pipeline } = context.invoke('codepipeline', 'GetPipeline', { name });
    return { Version: String(pipeline?.version), Arn: pipelineArn(context, name) };
  },
};

interface Closed {
  readonly StageName: string;
  readonly Reason: string;
}

function closeTransitions(
  pipelineName: string,
  { DisableInboundStageTransitions: before = [] }: PipelineProperties,
  { DisableInboundStageTransitions: after = [] }: PipelineProperties,
  context: ResourceContext,
): void {
  const where = (stageName: string) => ({ pipelineName, stageName, transitionType: 'Inbound' }) as const;
  for (const { StageName } of before.filter((one) => !after.some((other) => other.StageName === one.StageName))) {
    context.invoke('codepipeline', 'EnableStageTransition', where(StageName));
  }
  for (const { StageName, Reason } of after) {
    context.invoke('codepipeline', 'DisableStageTransition', { ...where(StageName), reason: Reason });
  }
}

function updateTags(name: string, properties: Properties, previous: Properties, context: ResourceContext): void {
  const resourceArn = pipelineArn(context, name);
  const [before, after] = [resourceTags(previous, context), resourceTags(properties, context)];
  const tagKeys = removedKeys(before, after);
  if (tagKeys.length > 0) context.invoke('codepipeline', 'UntagResource', { resourceArn, tagKeys });
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  context.invoke('codepipeline', 'TagResource', { resourceArn, tags: tagEntries(after) });
}
