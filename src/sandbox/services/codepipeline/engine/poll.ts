import { own } from '../../../../own.ts';
import { AwsError } from '../../../kernel/aws-error.ts';
import { type Action, type Pipeline, type Place, structureOf } from '../state.ts';
import { ActionFailure } from './failure.ts';
import { launch } from './launch.ts';
import { pipelineSession } from './session.ts';
import { latestRevision } from './source.ts';

const MINUTE_MS = 60_000;

/** Has the pipeline's source actions polled that want it: those that do not say otherwise. */
export function schedulePolls(pipeline: Pipeline, now: number): void {
  const polled = sourcesOf(pipeline).filter(({ configuration }) => configuration['PollForSourceChanges'] !== 'false');
  pipeline.polls = Object.fromEntries(
    polled.map(({ name }) => [name, own(pipeline.polls, name) ?? { nextAt: now + MINUTE_MS }]),
  );
}

export function nextPoll({ polls }: Pipeline): number | undefined {
  const due = Object.values(polls).map(({ nextAt }) => nextAt);
  return due.length > 0 ? Math.min(...due) : undefined;
}

/** Looks for new revisions, and starts an execution for each. */
export function poll(place: Place, pipeline: Pipeline): void {
  const { now } = place.cloud.world;
  for (const action of sourcesOf(pipeline)) {
    const state = own(pipeline.polls, action.name);
    if (!state || state.nextAt > now) continue;
    state.nextAt = now + MINUTE_MS;
    const revision = revisionOf(action, place, pipeline);
    if (revision === undefined || revision === state.seen) continue;
    state.seen = revision;
    launch({ ...place, pipeline }, { trigger: { type: 'PollForSourceChanges', detail: action.name } });
  }
}

function sourcesOf(pipeline: Pipeline): Action[] {
  return structureOf(pipeline, pipeline.version).stages[0]?.actions ?? [];
}

/** What cannot be read looks like no change. */
function revisionOf(action: Action, place: Place, pipeline: Pipeline): string | undefined {
  const { roleArn } = structureOf(pipeline, pipeline.version);
  try {
    return latestRevision(action, pipelineSession({ ...place, pipeline }, roleArn, { name: 'polling' }));
  } catch (error) {
    if (error instanceof AwsError || error instanceof ActionFailure) return undefined;
    throw error;
  }
}
