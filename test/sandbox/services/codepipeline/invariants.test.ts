import type { ExecutionMode } from '@aws-sdk/client-codepipeline';
import fc from 'fast-check';
import { expect, it } from 'vitest';

import { AwsError } from '../../../../src/sandbox/kernel/aws-error.ts';
import { approval, invoke, PipelineLab, SOURCE, type Stages } from './pipeline-lab.ts';

const STAGES: Stages = [
  ['Source', [SOURCE]],
  ['Work', [invoke('a'), invoke('b'), invoke('c', { runOrder: 2 })]],
  ['Approval', [approval('Ask', {}, { timeoutInMinutes: 5 })]],
  ['Release', [invoke('d')]],
];
const NAMES = ['Source', 'Work', 'Approval', 'Release'];
const OVER = ['Succeeded', 'Failed', 'Stopped', 'Superseded', 'Cancelled'];

type Deed = 'start' | 'pass' | 'succeed' | 'fail' | 'continue' | 'stop' | 'abandon' | 'retry' | 'approve' | 'update';

const DEEDS: Readonly<Record<Deed, (lab: PipelineLab) => void>> = {
  start: (lab) => void lab.start(),
  pass: (lab) => lab.pass(45),
  succeed: (lab) => lab.succeed(lab.lastJob()),
  fail: (lab) => lab.fail(lab.lastJob()),
  continue: (lab) => lab.succeed(lab.lastJob(), { continuationToken: 'again' }),
  stop: (lab) => lab.call('StopPipelineExecution', latest(lab)),
  abandon: (lab) => lab.call('StopPipelineExecution', { ...latest(lab), abandon: true }),
  retry: (lab) => {
    for (const stageName of NAMES) {
      tolerantly(() => lab.call('RetryStageExecution', { ...latest(lab), stageName, retryMode: 'ALL_ACTIONS' }));
    }
  },
  approve: (lab) => {
    const token = lab.action('Approval', 'Ask').latestExecution?.token;
    const where = { pipelineName: 'release', stageName: 'Approval', actionName: 'Ask' };
    lab.call('PutApprovalResult', { ...where, token, result: { status: 'Approved', summary: '' } });
  },
  update: (lab) => lab.call('UpdatePipeline', lab.call('GetPipeline', { name: 'release' })),
};

function latest(lab: PipelineLab) {
  return { pipelineName: 'release', pipelineExecutionId: lab.executions()[0]?.pipelineExecutionId };
}

/** What AWS refuses is no trouble; anything else that is thrown is. */
function tolerantly(act: () => void): void {
  try {
    act();
  } catch (error) {
    const isAbsence = error instanceof Error && error.message.startsWith('no job for');
    if (!(error instanceof AwsError) && !isAbsence) throw error;
  }
}

it('keeps stages to one execution at a time, and ends everything some day, restarts or not', () => {
  const modes = fc.constantFrom<ExecutionMode>('QUEUED', 'SUPERSEDED', 'PARALLEL');
  const deed = fc.constantFrom(...(Object.keys(DEEDS) as Deed[]));
  const deeds = fc.array(fc.record({ deed, restart: fc.boolean() }), { minLength: 5, maxLength: 40 });
  fc.assert(
    fc.property(modes, deeds, (executionMode, sequence) => {
      let lab = new PipelineLab();
      lab.silent('a', 'b', 'c', 'd');
      lab.submit();
      lab.pipeline(STAGES, { executionMode });
      for (const { deed, restart } of sequence) {
        if (restart) lab = new PipelineLab({ before: lab });
        tolerantly(() => DEEDS[deed](lab));
        if (executionMode !== 'PARALLEL') expectOneInEachStage(lab);
      }
      lab.pass(86_400);
      expect(lab.executions().filter(({ status }) => !OVER.includes(status ?? ''))).toEqual([]);
      expect(lab.cloud.nextDue()).toBeUndefined();
    }),
    { numRuns: 40 },
  );
});

function expectOneInEachStage(lab: PipelineLab): void {
  for (const stage of NAMES) {
    const busy = lab.runs().filter(({ stageName, status }) => stageName === stage && status === 'InProgress');
    expect(new Set(busy.map(({ pipelineExecutionId }) => pipelineExecutionId)).size).toBeLessThanOrEqual(1);
  }
}
