import type {
  PipelineVariable,
  SourceRevisionOverride,
  StartPipelineExecutionInput,
  StartPipelineExecutionOutput,
} from '@aws-sdk/client-codepipeline';

import { AwsError } from '../../kernel/aws-error.ts';
import type { Call } from '../../kernel/service.ts';
import { launch } from './engine/launch.ts';
import { invalid, notImplemented } from './errors.ts';
import { pipelineOf } from './find.ts';
import {
  type Execution,
  executionsOf,
  isUnderWay,
  type Override,
  type Pipeline,
  type Structure,
  structureOf,
} from './state.ts';

/** CodePipeline user guide, "Quotas": executions of a pipeline in QUEUED or PARALLEL mode at the same time. */
const MOST_AT_ONCE = 50;

export function startPipelineExecution(input: StartPipelineExecutionInput, call: Call): StartPipelineExecutionOutput {
  const pipeline = pipelineOf(input.name, call);
  const { clientRequestToken: clientToken } = input;
  const before = executionsOf(pipeline).find((one) => clientToken !== undefined && one.clientToken === clientToken);
  if (before) return { pipelineExecutionId: before.id };
  const structure = structureOf(pipeline, pipeline.version);
  const variables = acceptedVariables(input.variables ?? [], structure);
  const overrides = (input.sourceRevisions ?? []).map((revision) => acceptedOverride(revision, structure));
  expectRoom(pipeline, structure);
  const { id } = launch({ ...call, pipeline }, { trigger: triggerOf(call), variables, overrides, clientToken });
  return { pipelineExecutionId: id };
}

/** A rule of EventBridge starts a pipeline as some role; what counts is the rule. */
function triggerOf({ principal, via }: Call): Execution['trigger'] {
  if (via === 'events') return { type: 'CloudWatchEvent', detail: principal.sourceArn ?? principal.arn };
  return { type: 'StartPipelineExecution', detail: principal.arn };
}

function acceptedVariables(given: readonly PipelineVariable[], { variables }: Structure): Record<string, string> {
  const values = Object.fromEntries(given.map(({ name = '', value = '' }) => [name, value]));
  const unknown = Object.keys(values).find((name) => !variables.some((variable) => variable.name === name));
  if (unknown !== undefined) invalid(`The pipeline has no variable named ${unknown}`);
  const missing = variables.find(
    ({ name, defaultValue }) => defaultValue === undefined && !Object.hasOwn(values, name),
  );
  if (missing) invalid(`The pipeline variable ${missing.name} has no default value and was given none`);
  return values;
}

function acceptedOverride({ actionName, revisionType, revisionValue }: SourceRevisionOverride, structure: Structure) {
  const action = structure.stages[0]?.actions.find(({ name }) => name === actionName);
  if (!action || !revisionType || !revisionValue) {
    return invalid(
      `A source revision must name a source action, a type and a value; it names the action ${actionName}`,
    );
  }
  if (revisionType !== 'S3_OBJECT_VERSION_ID' && revisionType !== 'S3_OBJECT_KEY') {
    return notImplemented(`the source revision type ${revisionType}`);
  }
  if (revisionType === 'S3_OBJECT_KEY' && action.configuration['AllowOverrideForS3ObjectKey'] !== 'true') {
    return invalid(`The source action ${actionName} does not allow its object key to be overridden`);
  }
  return { action: action.name, type: revisionType, value: revisionValue } satisfies Override;
}

function expectRoom(pipeline: Pipeline, { executionMode }: Structure): void {
  if (executionMode === 'SUPERSEDED' || executionsOf(pipeline).filter(isUnderWay).length < MOST_AT_ONCE) return;
  throw new AwsError(
    'ConcurrentPipelineExecutionsLimitExceededException',
    'The pipeline has reached the limit for concurrent pipeline executions.',
  );
}
