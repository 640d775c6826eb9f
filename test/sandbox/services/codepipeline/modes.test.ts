import type { ExecutionMode } from '@aws-sdk/client-codepipeline';
import { describe, expect, it } from 'vitest';

import { refusal } from '../iam/accounts.ts';
import { invoke, PipelineLab, SOURCE, type Stages } from './pipeline-lab.ts';

const STAGES: Stages = [
  ['Source', [SOURCE]],
  ['Work', [invoke('work'), invoke('more', { runOrder: 2 })]],
  ['Release', [invoke('release')]],
];

function labIn(executionMode: ExecutionMode): PipelineLab {
  const lab = new PipelineLab();
  lab.silent('work', 'more', 'release');
  lab.pipeline(STAGES, { executionMode });
  lab.submit();
  return lab;
}

/** Executions that were started one after the other, the first of them already at work. */
function started(executionMode: ExecutionMode, count = 3): { lab: PipelineLab; ids: string[] } {
  const lab = labIn(executionMode);
  const ids = Array.from({ length: count }, () => {
    const id = lab.start();
    lab.pass(10);
    return id;
  });
  return { lab, ids };
}

function statuses({ lab, ids }: ReturnType<typeof started>) {
  return ids.map((id) => lab.status(id));
}

const retry = (pipelineExecutionId: string | undefined, retryMode = 'FAILED_ACTIONS', stageName = 'Work') => ({
  pipelineName: 'release',
  stageName,
  pipelineExecutionId,
  retryMode,
});

describe('QUEUED', () => {
  it('lets executions into a stage one after the other, in their order', () => {
    const made = started('QUEUED');
    const { lab, ids } = made;
    expect(lab.stage('Work')).toMatchObject({
      latestExecution: { pipelineExecutionId: ids[0], status: 'InProgress' },
      inboundExecutions: [{ pipelineExecutionId: ids[1] }, { pipelineExecutionId: ids[2] }],
    });
    lab.succeeding('more', 'release');
    for (const [index, id] of ids.entries()) {
      expect(lab.stage('Work').latestExecution?.pipelineExecutionId).toBe(id);
      expect(lab.lambda.invocations.filter((one) => one.function === 'work')).toHaveLength(index + 1);
      lab.succeed(lab.lastJob('work'));
      lab.pass(10);
    }
    expect(statuses(made)).toEqual(['Succeeded', 'Succeeded', 'Succeeded']);
  });

  it('goes on after a failure', () => {
    const made = started('QUEUED');
    const { lab } = made;
    lab.fail(lab.lastJob());
    lab.pass(10);
    expect(statuses(made)).toEqual(['Failed', 'InProgress', 'InProgress']);
    expect(lab.lambda.invocations).toHaveLength(2);
  });

  it('has room for 50', () => {
    const { lab } = started('QUEUED', 1);
    for (let count = 1; count < 50; count += 1) lab.start();
    expect(() => lab.start()).toThrow(refusal('ConcurrentPipelineExecutionsLimitExceededException'));
  });
});

describe('SUPERSEDED', () => {
  it('lets a newer execution take the place of one that waits', () => {
    const made = started('SUPERSEDED');
    const { lab, ids } = made;
    expect(statuses(made)).toEqual(['InProgress', 'Superseded', 'InProgress']);
    expect(lab.stage('Work').inboundExecution?.pipelineExecutionId).toBe(ids[2]);
    lab.succeeding('work', 'more', 'release');
    lab.succeed(lab.lastJob('work'));
    lab.pass(60);
    expect(statuses(made)).toEqual(['Succeeded', 'Superseded', 'Succeeded']);
  });

  it('does so before a disabled transition, too', () => {
    const lab = labIn('SUPERSEDED');
    const where = { pipelineName: 'release', stageName: 'Work', transitionType: 'Inbound' };
    lab.call('DisableStageTransition', { ...where, reason: 'maintenance' });
    expect(lab.stage('Work').inboundTransitionState).toMatchObject({ enabled: false, disabledReason: 'maintenance' });
    const ids = [lab.start(), ''];
    lab.pass(600);
    ids[1] = lab.start();
    lab.pass(600);
    expect(statuses({ lab, ids })).toEqual(['Superseded', 'InProgress']);
    lab.call('EnableStageTransition', where);
    lab.pass(5);
    expect(lab.stage('Work').latestExecution?.pipelineExecutionId).toBe(ids[1]);
  });
});

describe('PARALLEL', () => {
  it('lets executions run side by side', () => {
    const made = started('PARALLEL');
    const { lab } = made;
    expect(lab.lambda.invocations).toHaveLength(3);
    lab.fail(lab.lastJob());
    lab.pass(10);
    expect(statuses(made)).toEqual(['InProgress', 'InProgress', 'Failed']);
  });
});

describe('a retry', () => {
  it('runs the failed actions again, and goes on from there', () => {
    const made = started('QUEUED', 1);
    const { lab, ids } = made;
    lab.succeed(lab.lastJob('work'));
    lab.pass(5);
    lab.fail(lab.lastJob('more'));
    lab.pass(5);
    lab.call('RetryStageExecution', retry(ids[0]));
    expect(statuses(made)).toEqual(['InProgress']);
    lab.succeeding('more', 'release');
    lab.pass(10);
    expect(statuses(made)).toEqual(['Succeeded']);
    expect(lab.lambda.invocations.map((one) => one.function)).toEqual(['work', 'more', 'more', 'release']);
    expect(lab.stage('Work').retryStageMetadata).toMatchObject({ manualStageRetryAttempt: 1 });
  });

  it('runs all of the stage again where that is wanted', () => {
    const { lab, ids } = started('QUEUED', 1);
    lab.succeed(lab.lastJob('work'));
    lab.pass(5);
    lab.fail(lab.lastJob('more'));
    lab.pass(5);
    lab.call('RetryStageExecution', retry(ids[0], 'ALL_ACTIONS'));
    lab.pass(5);
    expect(lab.lambda.invocations.map((one) => one.function)).toEqual(['work', 'more', 'work']);
  });

  it('uses the same artifacts', () => {
    const { lab, ids } = started('QUEUED', 1);
    lab.fail(lab.lastJob());
    lab.pass(5);
    lab.submit('something else');
    lab.call('RetryStageExecution', retry(ids[0]));
    lab.pass(5);
    const [first, second] = lab.lambda.invocations;
    expect(second?.job.data.inputArtifacts).toEqual(first?.job.data.inputArtifacts);
  });

  it('is refused where another execution has entered the stage since', () => {
    const { lab, ids } = started('QUEUED', 2);
    lab.fail(lab.lastJob());
    lab.pass(5);
    expect(() => lab.call('RetryStageExecution', retry(ids[0]))).toThrow(
      refusal('NotLatestPipelineExecutionException'),
    );
  });

  it.each([
    ['where nothing failed', (id: string) => retry(id), 'StageNotRetryableException'],
    ['in a stage it was not in', (id: string) => retry(id, 'ALL_ACTIONS', 'Release'), 'StageNotRetryableException'],
    ['in no stage', (id: string) => retry(id, 'ALL_ACTIONS', 'Nowhere'), 'StageNotFoundException'],
    ['of nothing', () => retry('11111111-2222-3333-4444-555555555555'), 'NotLatestPipelineExecutionException'],
  ])('is refused %s', (_what, input, code) => {
    const { lab, ids } = started('QUEUED', 1);
    expect(() => lab.call('RetryStageExecution', input(ids[0] ?? ''))).toThrow(refusal(code));
  });
});

describe('stopping', () => {
  const stop = (pipelineExecutionId: string | undefined, abandon = false) => ({
    pipelineName: 'release',
    pipelineExecutionId,
    abandon,
    reason: 'enough',
  });

  it('waits for the actions in progress', () => {
    const made = started('QUEUED', 1);
    const { lab, ids } = made;
    lab.call('StopPipelineExecution', stop(ids[0]));
    lab.pass(60);
    expect(statuses(made)).toEqual(['Stopping']);
    expect(() => lab.call('StopPipelineExecution', stop(ids[0]))).toThrow(refusal('DuplicatedStopRequestException'));
    lab.succeed(lab.lastJob());
    lab.pass(5);
    expect(statuses(made)).toEqual(['Stopped']);
    expect(lab.executions()[0]?.stopTrigger).toEqual({ reason: 'enough' });
    expect(lab.lambda.invocations).toHaveLength(1);
  });

  it('gives them up at once where that is wanted, and lets them be retried', () => {
    const made = started('QUEUED', 1);
    const { lab, ids } = made;
    lab.call('StopPipelineExecution', stop(ids[0]));
    lab.call('StopPipelineExecution', stop(ids[0], true));
    expect(statuses(made)).toEqual(['Stopped']);
    expect(lab.action('Work', 'work').latestExecution?.status).toBe('Abandoned');
    expect(() => lab.succeed(lab.lastJob())).toThrow(refusal('InvalidJobStateException'));
    lab.succeeding('work', 'more', 'release');
    lab.call('RetryStageExecution', retry(ids[0]));
    lab.pass(20);
    expect(statuses(made)).toEqual(['Succeeded']);
  });

  it('takes one that waits out of the queue', () => {
    const made = started('QUEUED', 3);
    const { lab, ids } = made;
    lab.call('StopPipelineExecution', stop(ids[1]));
    expect(statuses(made)).toEqual(['InProgress', 'Stopped', 'InProgress']);
    lab.fail(lab.lastJob());
    lab.pass(5);
    expect(lab.stage('Work').latestExecution?.pipelineExecutionId).toBe(ids[2]);
  });

  it('is refused for what has ended, and for what is not there', () => {
    const { lab, ids } = started('QUEUED', 1);
    lab.fail(lab.lastJob());
    lab.pass(5);
    expect(() => lab.call('StopPipelineExecution', stop(ids[0]))).toThrow(
      refusal('PipelineExecutionNotStoppableException'),
    );
    expect(() => lab.call('StopPipelineExecution', stop('11111111-2222-3333-4444-555555555555'))).toThrow(
      refusal('PipelineExecutionNotFoundException'),
    );
  });
});

describe('an update of the pipeline', () => {
  it('cancels what is under way once its actions are done', () => {
    const made = started('QUEUED', 2);
    const { lab } = made;
    const { pipeline } = lab.call<{ pipeline: object }>('GetPipeline', { name: 'release' });
    lab.call('UpdatePipeline', { pipeline });
    expect(statuses(made)).toEqual(['InProgress', 'Cancelled']);
    lab.succeed(lab.lastJob());
    lab.pass(5);
    expect(statuses(made)).toEqual(['Cancelled', 'Cancelled']);
    expect(lab.lambda.invocations).toHaveLength(1);
  });
});

describe('a rollback', () => {
  const rollback = (targetPipelineExecutionId: string | undefined, stageName = 'Release') => ({
    pipelineName: 'release',
    stageName,
    targetPipelineExecutionId,
  });

  it('runs one stage with what an earlier execution had there', () => {
    const made = started('QUEUED', 1);
    const { lab, ids } = made;
    lab.succeeding('work', 'more', 'release');
    lab.succeed(lab.lastJob());
    lab.pass(20);
    const { pipelineExecutionId: id = '' } = lab.call<{ pipelineExecutionId?: string }>(
      'RollbackStage',
      rollback(ids[0]),
    );
    lab.pass(10);
    expect(lab.runs(id).map(({ actionName }) => actionName)).toEqual(['release']);
    expect(lab.executions()[0]).toMatchObject({
      pipelineExecutionId: id,
      status: 'Succeeded',
      executionType: 'ROLLBACK',
      rollbackMetadata: { rollbackTargetPipelineExecutionId: ids[0] },
    });
    const filter = { succeededInStage: { stageName: 'Work' } };
    expect(lab.executions({ filter }).map((one) => one.pipelineExecutionId)).toEqual([ids[0]]);
  });

  it.each(['Release', 'Work', 'Source'])(
    'is refused for the stage %s where it is running or no target',
    (stageName) => {
      const { lab, ids } = started('QUEUED', 1);
      expect(() => lab.call('RollbackStage', rollback(ids[0], stageName))).toThrow(
        refusal('UnableToRollbackStageException'),
      );
    },
  );
});
