import { expect, it } from 'vitest';

import { textLike } from '../iam/accounts.ts';
import { invoke, PipelineLab, REGION, SOURCE, TOOLS } from './pipeline-lab.ts';

const ARN = `arn:aws:codepipeline:${REGION}:${TOOLS}:release`;

function lab(): PipelineLab {
  const made = new PipelineLab();
  made.silent('work');
  made.submit();
  made.pipeline([
    ['Source', [SOURCE]],
    ['Work', [invoke('work', { inputArtifacts: [{ name: 'Submission' }] })]],
  ]);
  return made;
}

function told({ events }: PipelineLab): string[] {
  return events.map(({ type, detail }) => {
    const what = [detail['stage'], detail['action']].filter(Boolean).join('/');
    return `${type.replace(/CodePipeline | Execution State Change/g, '')} ${what} ${detail.state}`.replace('  ', ' ');
  });
}

it('tells EventBridge of each change, as the service', () => {
  const made = lab();
  made.fail(made.lastJob(), 'the model is bad');
  made.pass(5);
  expect(told(made)).toEqual([
    'Pipeline STARTED',
    'Stage Source STARTED',
    'Action Source/Submission STARTED',
    'Action Source/Submission SUCCEEDED',
    'Stage Source SUCCEEDED',
    'Stage Work STARTED',
    'Action Work/work STARTED',
    'Action Work/work FAILED',
    'Stage Work FAILED',
    'Pipeline FAILED',
  ]);
  expect(new Set(made.events.map(({ by, resources }) => `${by} ${resources.join()}`))).toEqual(
    new Set([`codepipeline.amazonaws.com ${ARN}`]),
  );
  const id = made.executions()[0]?.pipelineExecutionId;
  expect(made.events[7]?.detail).toEqual({
    pipeline: 'release',
    'execution-id': id,
    'start-time': textLike(/^2026-01-05T/),
    state: 'FAILED',
    version: 1,
    'pipeline-execution-attempt': 1,
    stage: 'Work',
    action: 'work',
    'action-execution-id': textLike(/^[0-9a-f-]{36}$/),
    region: REGION,
    type: { category: 'Invoke', owner: 'AWS', provider: 'Lambda', version: '1' },
    'input-artifacts': [
      { name: 'Submission', s3location: { bucket: 'artifacts', key: textLike(/^release\/Submission\//) } },
    ],
    'execution-result': {
      'external-execution-summary': 'the model is bad',
      'external-execution-id': textLike(/./),
      'error-code': 'JobFailed',
    },
  });
  expect(made.events[0]?.detail['execution-trigger']).toEqual({
    'trigger-type': 'CreatePipeline',
    'trigger-detail': made.operator.arn,
  });
});

it('tells of retries and stops', () => {
  const made = lab();
  made.fail(made.lastJob());
  made.pass(5);
  const pipelineExecutionId = made.executions()[0]?.pipelineExecutionId;
  const where = { pipelineName: 'release', pipelineExecutionId };
  made.events.length = 0;
  made.call('RetryStageExecution', { ...where, stageName: 'Work', retryMode: 'FAILED_ACTIONS' });
  made.pass(5);
  made.call('StopPipelineExecution', { ...where, abandon: true, reason: 'enough' });
  expect(told(made)).toEqual([
    'Pipeline RESUMED',
    'Stage Work RESUMED',
    'Action Work/work STARTED',
    'Pipeline STOPPING',
    'Stage Work STOPPING',
    'Action Work/work ABANDONED',
    'Stage Work STOPPED',
    'Pipeline STOPPED',
  ]);
  expect(made.events[0]?.detail).toMatchObject({
    'pipeline-execution-attempt': 2,
    'last-retry-attempt-time': textLike(/^2026/),
  });
  expect(made.events[3]?.detail['stop-execution-comments']).toBe('enough');
});
