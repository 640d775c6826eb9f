import { describe, expect, it } from 'vitest';
import { watchPipeline } from '../../../src/actions/follow/index.ts';
import { concludeRelease } from '../../../src/actions/follow/conclude.ts';
import { evaluationOf } from '../../../src/actions/follow/evaluation.ts';
import type { Followed } from '../../../src/actions/follow/follow.ts';
import { releaseReport } from '../../../src/actions/follow/report.ts';
import type { LabEvent } from '../../../src/events.ts';
import type { ActionRun, Execution } from '../../../src/ports/pipeline.ts';
import { EVALUATED, EXECUTION, releaseStage, type PlannedExecution } from '../../support/release-stage.ts';
import { inWords } from '../../support/steps.ts';

const at = (status: Execution['status'], more: Partial<Execution> = {}): Execution => ({
  ...{ id: 'e', status, started: 0, changed: 0 },
  ...more,
});

const run = (stage: string, status: ActionRun['status'], more: Partial<ActionRun> = {}): ActionRun => ({
  ...{ id: stage, stage, action: `${stage} it`, isApproval: false, status, started: 0, ended: 1, outputs: {} },
  ...more,
});

/** The result of a command that followed an execution to such an end, with its hints in words. */
function concluded(followed: Partial<Followed> & Pick<Followed, 'execution'>, command = 'pipeline') {
  const { context, pipeline } = releaseStage({ alone: true });
  const outcome = concludeRelease({ ...context, command }, pipeline, { runs: [], ...followed });
  return { ...outcome, said: inWords(outcome.next ?? outcome.error?.hints ?? []) };
}

describe('the result of following a release', () => {
  it('is what comes next where it was released', () => {
    const { status, said, release } = concluded({ execution: at('Succeeded', { version: 'v1' }) });
    expect([status, release?.version]).toEqual(['succeeded', 'v1']);
    expect(said).toMatch(/^submit what comes next, .*: mlops-lab submit --watch$/);
  });

  it.each<[string, Partial<Followed> & Pick<Followed, 'execution'>, string, string]>([
    [
      'rejected without a word',
      { execution: at('Failed'), runs: [run('Approval', 'Failed', { isApproval: true, message: '' })] },
      'release-rejected',
      'the release was rejected: ',
    ],
    [
      'superseded, nobody knows by what',
      { execution: at('Superseded') },
      'release-superseded',
      'execution e was superseded by a later one',
    ],
    [
      'superseded by one that is not read yet',
      { execution: at('Superseded'), successor: at('InProgress', { id: 'next' }) },
      'release-superseded',
      'execution e was superseded by next, which was submitted later',
    ],
    [
      'superseded by a version',
      { execution: at('Superseded'), successor: at('InProgress', { id: 'next', version: 'v2' }) },
      'release-superseded',
      'execution e was superseded by next (version v2), which was submitted later',
    ],
    [
      'stopped without a reason',
      { execution: at('Stopped') },
      'release-stopped',
      'execution e was stopped: no reason was given',
    ],
  ])('is why it was not: %s', (_, followed, code, message) => {
    const { status, error, said } = concluded(followed);
    expect([status, error?.code, error?.message]).toEqual(['failed', code, message]);
    expect(said).toBe('submit again: mlops-lab submit --watch');
  });

  it('is how a stage that failed is tried again', () => {
    const failed = { execution: at('Failed'), runs: [run('NonProd', 'Failed', { message: 'bad' })] };
    expect(concluded(failed).said).toBe(
      'fix the submission and submit it again: mlops-lab submit --watch\n' +
        'where the cause lay elsewhere, have central IT retry the stage: aws codepipeline retry-stage-execution ' +
        '--pipeline-name mlops-lab --stage-name NonProd --pipeline-execution-id e --retry-mode ALL_ACTIONS --region us-east-1',
    );
    expect(concluded(failed).error?.message).toBe('stage NonProd, action NonProd it: bad');
  });

  it('is where to look where no action failed', () => {
    expect(concluded({ execution: at('Failed') }).said).toBe(
      'see its status: mlops-lab pipeline --watch --execution e',
    );
  });
});

describe('the report of a release', () => {
  it('names the last action that failed, and only where the release did', () => {
    const runs = [
      run('NonProd', 'Failed', { message: 'first' }),
      run('Production', 'Failed', { message: 'last' }),
      run('After', 'Succeeded'),
    ];
    expect(releaseReport('p', at('Failed'), runs)).toEqual({
      ...{ pipeline: 'p', executionId: 'e', outcome: 'failed', evaluations: [], endpoints: {} },
      failed: { stage: 'Production', action: 'Production it', message: 'last' },
    });
    for (const status of ['Superseded', 'Stopping', 'Succeeded'] as const) {
      expect(releaseReport('p', at(status), runs)).not.toHaveProperty('failed');
    }
    expect(releaseReport('p', at('Stopping'), runs).outcome).toBe('waiting');
  });

  it('has the endpoints and evaluations of the stages that deploy, and of no other', () => {
    const outputs = { ...EVALUATED, EndpointName: 'x' };
    const runs = ['NonProd', 'Train', 'Production'].map((stage) => run(stage, 'Succeeded', { outputs }));
    const { endpoints, evaluations } = releaseReport('p', at('Succeeded'), [...runs, run('NonProd', 'Succeeded')]);
    expect(endpoints).toEqual({ nonprod: 'x', production: 'x' });
    expect(evaluations.map(({ environment }) => environment)).toEqual(['nonprod', 'production']);
  });
});

describe('what is told of how a model did', () => {
  const CONFUSED = { Classes: 'a,b', Confusion: '8,1;2,9' };

  it('has its package, and what its task has besides', () => {
    const evaluation = evaluationOf('production', { ...EVALUATED, ...CONFUSED });
    expect(evaluation).toMatchObject({
      modelPackageArn: EVALUATED.ModelPackageArn,
      unit: 'g',
      largestErrors: { absolute: 1010, percent: 28 },
      confusion: {
        classes: ['a', 'b'],
        rows: [
          [8, 1],
          [2, 9],
        ],
      },
    });
  });

  it.each<[string, object, readonly string[]]>([
    ['no unit', { Unit: undefined }, ['unit']],
    ['the word for no unit', { Unit: 'none' }, ['unit']],
    ['no errors', { LargestError: undefined }, ['largestErrors']],
    ['no classes', { Classes: undefined, Confusion: '1' }, ['confusion']],
    ['no confusion', { Classes: 'a', Confusion: undefined }, ['confusion']],
  ])('has nothing of what is not told: %s', (_, told, absent) => {
    const evaluation = evaluationOf('production', { ...EVALUATED, ...CONFUSED, ...told });
    for (const name of absent) expect(evaluation).not.toHaveProperty(name);
  });

  it('has an error without its percentage where labels may be zero, and empty words where there are none', () => {
    const bare = { LargestPercentageError: undefined, Question: undefined, Label: undefined, Summary: undefined };
    const told = { ...EVALUATED, ...bare, ModelPackageArn: undefined } as unknown as ActionRun['outputs'];
    const evaluation = evaluationOf('production', told);
    expect(evaluation?.largestErrors).toEqual({ absolute: 1010 });
    expect(evaluation).toMatchObject({ question: '', label: '', modelPackageArn: '', summary: '' });
  });
});

describe('the events of following a release', () => {
  const APPROVAL = { stage: 'Approval', action: 'ApproveRelease', isApproval: true, from: 20 } as const;

  async function watched(execution: PlannedExecution, alone = false) {
    const stage = releaseStage({ executions: [execution], alone });
    const result = await watchPipeline(stage.context, undefined);
    const of = <Type extends LabEvent['type']>(type: Type) =>
      stage.events.filter((event): event is Extract<LabEvent, { type: Type }> => event.type === type);
    return { result, of };
  }

  it('begin with the account and what is followed, with its version once it is read, and end with how long it took', async () => {
    const { of } = await watched({ to: 50, version: 'v1' }, true);
    expect(of('account').map(({ account }) => account)).toEqual(['tools']);
    expect(of('execution-started')).toEqual([
      {
        type: 'execution-started',
        pipeline: 'mlops-lab',
        executionId: EXECUTION,
        version: 'v1',
        stages: ['Source', 'Train', 'NonProd', 'Production'],
        began: '2026-01-05T00:00:00.000Z',
      },
    ]);
    expect(of('execution-finished')).toEqual([
      { type: 'execution-finished', pipeline: 'mlops-lab', executionId: EXECUTION, outcome: 'released', seconds: 60 },
    ]);
    const unread = await watched({ to: 50 });
    expect(unread.of('execution-started')[0]).not.toHaveProperty('version');
  });

  it('are told within five seconds of what they tell, as long as something runs', async () => {
    const runs = [{ stage: 'Train', action: 'TrainModel', from: 5, to: 23 }];
    const { context } = releaseStage({ executions: [{ runs, to: 60 }], alone: true });
    const told: string[] = [];
    const emit = ({ type }: LabEvent) => void told.push(`${type} ${new Date(context.clock.now()).toISOString()}`);
    await watchPipeline({ ...context, ui: { ...context.ui, emit } }, undefined);
    expect(told).toContain('action-finished 2026-01-05T00:00:25.000Z');
  });

  it('end with none where an approval is waited for, which may be answered a moment after it was seen', async () => {
    const waiting = await watched({ runs: [APPROVAL] }, true);
    expect(waiting.result.release?.outcome).toBe('waiting');
    expect(waiting.of('execution-finished')).toEqual([]);
    const answered = await watched({ runs: [{ ...APPROVAL, to: 24 }], to: 40 }, true);
    expect(answered.result.release?.outcome).toBe('released');
    const first = await watched({ runs: [{ ...APPROVAL, from: 0, to: 12 }], to: 40 }, true);
    expect(first.result.release?.outcome).toBe('released');
    const again = { ...APPROVAL, action: 'Again', from: 36, to: 39 };
    const twice = await watched({ runs: [{ ...APPROVAL, to: 24 }, again], to: 60 }, true);
    expect(twice.result.release?.outcome).toBe('released');
  });
});
