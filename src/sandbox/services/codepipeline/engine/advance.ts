import type { Cloud } from '../../../kernel/service.ts';
import type { InPlace } from '../../../kernel/world.ts';
import { executionsOf, isUnderWay, pipelineSlice, type CodePipelineState } from '../state.ts';
import { nextPoll, poll } from './poll.ts';
import { dueOf, step } from './progress.ts';
import { executionScope, type PipelineScope } from './scope.ts';

export function nextDue(cloud: Cloud): number | undefined {
  let next: number | undefined;
  for (const scope of pipelines(cloud, cloud.world.survey(pipelineSlice))) {
    for (const due of [nextPoll(scope.pipeline), ...executionsUnderWay(scope).map(dueOf)]) {
      if (due !== undefined && (next === undefined || due < next)) next = due;
    }
  }
  return next;
}

/** One step of each execution that is due: what that leads to has a due time of its own. */
export function advance(cloud: Cloud): void {
  const { now } = cloud.world;
  for (const scope of pipelines(cloud, cloud.world.each(pipelineSlice))) {
    poll(scope, scope.pipeline);
    for (const execution of executionsUnderWay(scope)) {
      const due = dueOf(execution);
      if (due !== undefined && due <= now) step(execution);
    }
  }
}

function executionsUnderWay(scope: PipelineScope) {
  return executionsOf(scope.pipeline)
    .filter(isUnderWay)
    .map((one) => executionScope(scope, scope.pipeline, one));
}

function* pipelines(cloud: Cloud, states: Iterable<InPlace<CodePipelineState>>): Generator<PipelineScope> {
  for (const { account, region, value } of states) {
    for (const pipeline of Object.values(value.pipelines)) yield { cloud, account, region, pipeline };
  }
}
