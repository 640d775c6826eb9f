import { describe, expect, it } from 'vitest';
import { watchPipeline } from '../../src/actions/follow/index.ts';
import { LabError } from '../../src/errors.ts';
import type { LabEvent } from '../../src/events.ts';
import { EVALUATED, EXECUTION, RELEASED, releaseStage, type PlannedExecution } from '../support/release-stage.ts';
import { inWords, saying } from '../support/steps.ts';

const GATE = { stage: 'NonProd', action: 'EvaluateNonProd', from: 30, to: 40, status: 'Failed' } as const;
const APPROVAL = { stage: 'Approval', action: 'ApproveRelease', isApproval: true, from: 20 } as const;

function ending(status: PlannedExecution['status'], runs: PlannedExecution['runs'], more: PlannedExecution = {}) {
  return { status, runs, to: 50, ...more } as PlannedExecution;
}

async function watch(...executions: PlannedExecution[]) {
  const stage = releaseStage({ executions });
  return { ...stage, result: await watchPipeline(stage.context, undefined) };
}

function lines(events: readonly LabEvent[]): string[] {
  return events.flatMap((event) => {
    if (event.type === 'action-started') return [`${event.action} started`];
    if (event.type === 'action-finished') return [`${event.action} ${event.outcome} after ${String(event.seconds)}s`];
    return event.type === 'execution-finished' ? [event.outcome] : [];
  });
}

describe('following a release', () => {
  it('tells what begins and what ends, each once and in order', async () => {
    const { events } = await watch(RELEASED);
    expect(lines(events)).toEqual([
      'Submission started',
      'Submission succeeded after 5s',
      'TrainModel started',
      'TrainModel succeeded after 2s',
      'GetTrainingStatus started',
      'GetTrainingStatus succeeded after 188s',
      'DeployToNonProd started',
      'DeployToNonProd succeeded after 3s',
      'EvaluateNonProd started',
      'EvaluateNonProd succeeded after 10s',
      'DeployToProduction started',
      'DeployToProduction succeeded after 3s',
      'EvaluateProduction started',
      'EvaluateProduction succeeded after 10s',
      'released',
    ]);
  });

  it('ends with the measures and the endpoints', async () => {
    const { result } = await watch(RELEASED);
    const evaluation = {
      metric: 'mdape',
      value: 5.1,
      threshold: 10,
      rows: 89,
      question: EVALUATED.Question,
      label: 'body mass',
      task: 'regression',
      metrics: { mdape: 5.1, rmse: 290 },
      baselines: { mdape: 14.3, rmse: 736.29 },
      intervals: { mdape: { least: 4.2, most: 6 }, rmse: { least: 240, most: 350 } },
      unit: 'g',
      largestErrors: { absolute: 1010, percent: 28 },
      summary: EVALUATED.Summary,
    };
    expect(result).toMatchObject({
      status: 'succeeded',
      release: {
        outcome: 'released',
        submission: 'first-try',
        executionId: EXECUTION,
        evaluations: [
          { environment: 'nonprod', ...evaluation },
          { environment: 'production', ...evaluation },
        ],
        endpoints: { nonprod: 'mlops-lab--nonprod', production: 'mlops-lab--production' },
      },
    });
  });

  it.each([
    ['on AWS', false],
    ['not in a rehearsal', true],
  ])('names its page in the console: %s', async (_where, alone) => {
    const page = `https://us-east-1.console.aws.amazon.com/codesuite/codepipeline/pipelines/mlops-lab/executions/${EXECUTION}/visualization?region=us-east-1`;
    const { context, events } = releaseStage({ executions: [ending('Failed', [])], alone });
    const { release, error } = await watchPipeline(context, undefined);
    expect(release?.console).toBe(alone ? undefined : page);
    const started = events.flatMap((event) => (event.type === 'execution-started' ? [event.console] : []));
    expect(started).toEqual([alone ? undefined : page]);
    expect(error?.hints).toEqual(saying(alone ? 'see its status' : page));
  });

  it('calls CodePipeline no more than once in five seconds', async () => {
    const { pipeline } = await watch(RELEASED);
    const pauses = pipeline.calls.slice(1).map((call, at) => call - (pipeline.calls[at] ?? 0));
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(5);
  });

  it('that is stopped at the gate names the stage, the action and what the function said', async () => {
    const message = 'median absolute percentage error 15.3 % is above the threshold of 10 %';
    const { result } = await watch(ending('Failed', [{ ...GATE, message }]));
    expect(result).toMatchObject({
      status: 'failed',
      release: { outcome: 'failed', failed: { stage: 'NonProd', action: 'EvaluateNonProd', message } },
      error: {
        message: `stage NonProd, action EvaluateNonProd: ${message}`,
        hints: saying(/^fix the submission [^]*--stage-name NonProd .*--retry-mode ALL_ACTIONS/),
      },
    });
  });

  it.each([
    ['submit', 'again'],
    ['pipeline', { program: 'mlops-lab', args: ['submit', '--watch'] }],
  ])('that fails under %s is submitted again by a command that knows what', async (command, again) => {
    const { context } = releaseStage({ executions: [ending('Failed', [GATE])] });
    const { error } = await watchPipeline({ ...context, command }, undefined);
    expect(error?.hints[0]?.command).toEqual(again);
  });

  it('whose stage was retried goes by the last run', async () => {
    const { result } = await watch(
      ending('Succeeded', [GATE, { ...GATE, from: 41, to: 45, status: 'Succeeded', outputs: EVALUATED }]),
    );
    expect(result.release).toMatchObject({
      outcome: 'released',
      evaluations: [{ environment: 'nonprod', value: 5.1 }],
    });
    expect(result.release).not.toHaveProperty('failed');
  });

  it('that was stopped tells the reason', async () => {
    const abandoned = { ...GATE, status: 'Abandoned' } as const;
    const { result, events } = await watch(ending('Stopped', [abandoned], { stopReason: 'the course is over' }));
    expect(result.error?.message).toBe(`execution ${EXECUTION} was stopped: the course is over`);
    expect(lines(events)).toContain('EvaluateNonProd abandoned after 10s');
  });

  it('that was cancelled tells that the pipeline was changed', async () => {
    const { result } = await watch(ending('Cancelled', []));
    expect(result.error?.message).toBe(
      `execution ${EXECUTION} was cancelled: the pipeline was changed before it was done`,
    );
  });

  it('that was superseded tells by what', async () => {
    const { result } = await watch(
      { id: 'newest', from: 30, version: 'v3', status: 'Failed', to: 35 },
      { id: 'newer', from: 20, version: 'v2', status: 'Failed', to: 25 },
      ending('Superseded', [{ stage: 'Source', action: 'Submission', from: 5, to: 10 }]),
    );
    expect(result.error?.message).toBe(
      `execution ${EXECUTION} was superseded by newer (version v2), which was submitted later`,
    );
  });

  it('that nothing tells about does not invent a reason', async () => {
    expect((await watch(ending('Failed', []))).result.error?.message).toMatch(/failed, and names no action/);
    expect((await watch(ending('Failed', [GATE]))).result.error?.message).toMatch(/CodePipeline gives no reason/);
  });

  it('survives that the network is away for a while', async () => {
    const { context, pipeline } = releaseStage();
    const away = new LabError({ code: 'unreachable', message: 'AWS does not answer', hint: 'look' });
    pipeline.trouble = (seconds) => (seconds > 100 && seconds < 400 ? away : undefined);
    expect((await watchPipeline(context, undefined)).status).toBe('succeeded');
  });

  it('gives up where looking again would not help', async () => {
    const { context, pipeline } = releaseStage();
    pipeline.trouble = (seconds) =>
      seconds > 100 ? new LabError({ code: 'access-denied', message: 'no', hint: 'allow it' }) : undefined;
    await expect(watchPipeline(context, undefined)).rejects.toMatchObject({ code: 'access-denied' });
  });
});

describe('an approval', () => {
  const evaluated = { ...GATE, from: 5, to: 10, status: 'Succeeded', outputs: EVALUATED } as const;

  it('is told with the measures, and watching goes on', async () => {
    const { result, events } = await watch(ending('Succeeded', [evaluated, { ...APPROVAL, to: 40, message: 'fine' }]));
    expect(events).toContainEqual(
      expect.objectContaining({
        type: 'approval-waiting',
        evaluation: expect.objectContaining({ value: 5.1 }) as object,
      }),
    );
    expect(result.release?.outcome).toBe('released');
  });

  it('ends the watching where nobody could give it', async () => {
    const stage = releaseStage({ alone: true, executions: [{ runs: [evaluated, APPROVAL] }] });
    const result = await watchPipeline(stage.context, undefined);
    expect(result).toMatchObject({
      status: 'succeeded',
      release: { outcome: 'waiting', awaits: { executionId: EXECUTION, evaluation: { value: 5.1 } } },
    });
    expect(inWords(result.next ?? [])).toContain(
      `approve execution ${EXECUTION}: mlops-lab approve --execution ${EXECUTION}\n` +
        `or reject it: mlops-lab approve --execution ${EXECUTION} --reject\n`,
    );
  });

  it('of another execution ends the watching of one that waits behind it, too', async () => {
    const named = { ...evaluated, stage: 'Train', from: 0, to: 1, outputs: { Submission: 'earlier' } } as const;
    const first = { id: 'first', version: 'v0', runs: [named, evaluated, APPROVAL] };
    const stage = releaseStage({ alone: true, executions: [{ runs: [evaluated] }, first] });
    stage.pipeline.waiting = { executionId: 'first', ...APPROVAL, token: 't-1', behind: [EXECUTION] };
    const result = await watchPipeline(stage.context, EXECUTION);
    expect(result).toMatchObject({
      status: 'succeeded',
      release: {
        outcome: 'waiting',
        executionId: EXECUTION,
        awaits: { executionId: 'first', submission: 'earlier', version: 'v0', evaluation: { value: 5.1 } },
      },
    });
    expect(inWords(result.next ?? []).split('\n')).toEqual([
      'approve execution first (earlier, version v0): mlops-lab approve --execution first',
      'or reject it: mlops-lab approve --execution first --reject',
      `then follow its progress: mlops-lab pipeline --watch --execution ${EXECUTION}`,
    ]);
    expect(stage.events).toContainEqual(
      expect.objectContaining({
        type: 'notice',
        level: 'info',
        message: `execution ${EXECUTION} waits until the approval of execution first (earlier, version v0) is answered`,
      }),
    );
  });

  it('that is refused fails the release with its comment', async () => {
    const rejection = { ...APPROVAL, to: 40, status: 'Failed', message: 'worse on small birds' } as const;
    const { result } = await watch(ending('Failed', [evaluated, rejection]));
    expect(result).toMatchObject({
      status: 'failed',
      release: { outcome: 'rejected' },
      error: { code: 'release-rejected', message: 'the release was rejected: worse on small birds' },
    });
  });
});

describe('which release is watched', () => {
  const others: PlannedExecution[] = [
    { id: 'newest', status: 'Succeeded', to: 0 },
    { id: 'running', status: 'Failed', to: 100 },
    { id: 'old', status: 'Succeeded', to: 0 },
  ];

  it.each([
    ['the running one before the newest', others, undefined, 'running'],
    ['the newest where none is running', [others[0] ?? {}, others[2] ?? {}], undefined, 'newest'],
    ['the one that is asked for', others, 'old', 'old'],
  ])('is %s', async (_, executions, id, watched) => {
    const { context } = releaseStage({ executions });
    expect((await watchPipeline(context, id)).release?.executionId).toBe(watched);
  });

  it.each([
    ['none that is unknown', others, 'x', /no execution x among/],
    ['none where there is none', [], undefined, /has never run/],
  ])('is %s', async (_, executions, id, message) => {
    const { context } = releaseStage({ executions });
    await expect(watchPipeline(context, id)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(message) as string,
    });
  });
});
