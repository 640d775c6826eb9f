import { describe, expect, it } from 'vitest';
import { approve, type ApproveRequest } from '../../src/actions/approve/index.ts';
import type { WaitingApproval } from '../../src/ports/pipeline.ts';
import { UNATTENDED } from '../support/rehearsal.ts';
import {
  EVALUATED,
  EXECUTION,
  HOLDOUT_KEY,
  releaseStage,
  type PlannedExecution,
  type PlannedRun,
  type ReleaseStageOptions,
} from '../support/release-stage.ts';
import { saying } from '../support/steps.ts';

const APPROVE: ApproveRequest = { reject: false };
const RUNS: readonly [PlannedRun, PlannedRun] = [
  { stage: 'Train', action: 'TrainModel', from: 0, to: 0, outputs: { Submission: 'first-try' } },
  { stage: 'NonProd', action: 'EvaluateNonProd', from: 0, to: 0, outputs: EVALUATED },
];

const APPROVAL = { executionId: EXECUTION, stage: 'Approval', action: 'ApproveRelease', token: 't-1', behind: [] };

interface Waiting extends ReleaseStageOptions {
  readonly behind?: readonly string[];
  /** What has come to wait instead, once somebody was asked. */
  readonly meanwhile?: WaitingApproval;
}

function waiting({ behind = [], meanwhile, ...options }: Waiting = {}) {
  const stage = releaseStage({ executions: [{ runs: RUNS, version: 'v1' }], ...options });
  stage.pipeline.waiting = { ...APPROVAL, behind };
  const { ui } = stage.context;
  const confirm = (question: Parameters<typeof ui.confirm>[0]) => {
    if (meanwhile) stage.pipeline.waiting = meanwhile;
    return ui.confirm(question);
  };
  return { ...stage, context: { ...stage.context, ui: { ...ui, confirm } } };
}

describe('approve', () => {
  it('shows what waits, with its measures, and answers it', async () => {
    const { context, pipeline, events } = waiting();
    const result = await approve(context, UNATTENDED, APPROVE);
    expect(events.find(({ type }) => type === 'approval-waiting')).toMatchObject({
      action: 'ApproveRelease',
      executionId: EXECUTION,
      submission: 'first-try',
      version: 'v1',
      evaluation: { value: 5.1, threshold: 10 },
    });
    expect(pipeline.answers).toEqual([{ verdict: 'Approved', comment: 'approved with mlops-lab', token: 't-1' }]);
    expect(result).toMatchObject({
      status: 'succeeded',
      next: saying(`mlops-lab pipeline --watch --execution ${EXECUTION}`),
    });
  });

  it('tells who submitted it, on which data it was judged, what serves in production, and what came before', async () => {
    const summary = 'first-try by ada, sha256 0123456789ab';
    const [evaluated] = RUNS.slice(1);
    const worse = { ...evaluated, outputs: { ...EVALUATED, MedianAbsolutePercentageError: '7.5' } } as PlannedRun;
    const earlier: PlannedExecution[] = [
      { id: 'refused', version: 'v3', to: 0, status: 'Failed', runs: [] },
      { id: 'serving', version: 'v2', to: 0, runs: [RUNS[0], worse], summary: 'old by eve, sha256 0123456789ab' },
      ...Array.from({ length: 12 }, (_, at) => ({ id: `old-${String(at)}`, version: 'v1', to: 0, runs: [] })),
      { id: 'created', atCreation: true, to: 0, status: 'Failed' } as const,
    ];
    const executions = [{ runs: RUNS, version: 'v4', summary }, ...earlier];
    const { context, events } = waiting({ behind: ['next'], executions });
    await approve(context, { ...UNATTENDED, dryRun: true }, APPROVE);
    const told = events.flatMap((event) => (event.type === 'approval-waiting' ? [event.facts] : []));
    expect(told).toMatchObject([
      {
        submittedBy: 'ada',
        began: '2026-01-05T00:00:00.000Z',
        holdOut: { key: HOLDOUT_KEY, sha256: '5e'.repeat(32) },
        endpoint: 'mlops-lab--production',
        production: { executionId: 'serving', submission: 'first-try', submittedBy: 'eve', evaluation: { value: 7.5 } },
        behind: ['next'],
      },
    ]);
    const ids = told[0]?.earlier.map(({ executionId }) => executionId);
    expect(ids).toEqual(['refused', 'serving', ...Array.from({ length: 8 }, (_, at) => `old-${String(at)}`)]);
    expect(told[0]?.earlier[0]).toMatchObject({ outcome: 'failed' });
  });

  it('rejects with the comment', async () => {
    const { context, pipeline } = waiting();
    const result = await approve(context, UNATTENDED, { reject: true, comment: 'worse on small birds' });
    expect(pipeline.answers).toMatchObject([{ verdict: 'Rejected', comment: 'worse on small birds' }]);
    expect(result).toMatchObject({ answer: { verdict: 'rejected', comment: 'worse on small birds' } });
  });

  it.each([
    [APPROVE, `Release execution ${EXECUTION} (first-try, version v1) to production?`],
    [{ reject: true }, `Reject execution ${EXECUTION} (first-try, version v1)?`],
  ])('asks first, naming what is meant, and answers nothing when it is declined', async (request, question) => {
    const { context, pipeline, questions } = waiting({ confirms: false });
    expect((await approve(context, { ...UNATTENDED, yes: false }, request)).status).toBe('declined');
    expect([questions, pipeline.answers]).toEqual([[question], []]);
  });

  it('as a dry run only shows what waits', async () => {
    const { context, pipeline, events } = waiting();
    expect((await approve(context, { ...UNATTENDED, dryRun: true }, APPROVE)).status).toBe('succeeded');
    expect(events.some(({ type }) => type === 'approval-waiting')).toBe(true);
    expect(pipeline.answers).toEqual([]);
  });

  it('has nothing to do where nothing waits, and says so', async () => {
    const { context, events } = releaseStage();
    expect((await approve(context, UNATTENDED, APPROVE)).status).toBe('unchanged');
    expect(events.at(-1)).toMatchObject({ message: 'no execution of pipeline mlops-lab waits for an approval' });
  });

  it.each([true, false])('answers the execution that is named, asked or not (%j)', async (yes) => {
    const { context, pipeline } = waiting({ behind: ['next'] });
    const { status } = await approve(context, { ...UNATTENDED, yes }, { reject: false, executionId: EXECUTION });
    expect([status, pipeline.answers.length]).toEqual(['succeeded', 1]);
  });

  it.each([UNATTENDED, { ...UNATTENDED, yes: false }, { ...UNATTENDED, dryRun: true }])(
    'answers nothing where another execution waits than the one that is named (%j)',
    async (options) => {
      const { context, pipeline, questions } = waiting({ behind: ['next'] });
      await expect(approve(context, options, { reject: false, executionId: 'next' })).rejects.toMatchObject({
        code: 'another-approval',
        exitCode: 1,
        message: `execution next does not wait for an approval, execution ${EXECUTION} (first-try, version v1) does; nothing was answered`,
        hints: saying(`mlops-lab approve --execution ${EXECUTION}`),
      });
      expect([pipeline.answers, questions]).toEqual([[], []]);
    },
  );

  it('wants the execution named where nobody is asked and others wait behind it', async () => {
    const { context, pipeline } = waiting({ behind: ['next'] });
    await expect(approve(context, UNATTENDED, APPROVE)).rejects.toMatchObject({
      code: 'which-approval',
      exitCode: 2,
      hints: saying(`mlops-lab approve --execution ${EXECUTION}`),
    });
    expect(pipeline.answers).toEqual([]);
    expect((await approve(context, { ...UNATTENDED, yes: false }, APPROVE)).status).toBe('succeeded');
  });

  it.each([
    [EXECUTION, 'it is InProgress'],
    ['old', 'it is Succeeded'],
    ['typo', 'the pipeline has none of that id among its latest hundred'],
  ])('does not take %s as answered where nothing waits', async (executionId, found) => {
    const { context } = releaseStage({ executions: [{}, { id: 'old', to: 0 }] });
    await expect(approve(context, UNATTENDED, { reject: false, executionId })).rejects.toMatchObject({
      code: 'no-approval',
      exitCode: 1,
      message: `execution ${executionId} does not wait for an approval: ${found}`,
    });
  });

  it('does not answer the next approval, which came while the first one was looked at', async () => {
    const { context, pipeline } = waiting({ meanwhile: { ...APPROVAL, executionId: 'next', token: 't-2' } });
    const answer = approve(context, { ...UNATTENDED, yes: false }, APPROVE);
    await expect(answer).rejects.toMatchObject({ code: 'approval-gone' });
    expect(pipeline.answers).toEqual([]);
  });

  it('says so when somebody else was faster', async () => {
    const { context, pipeline } = waiting();
    const { runsOf } = pipeline;
    pipeline.runsOf = (id) => {
      pipeline.waiting = undefined;
      return runsOf.call(pipeline, id);
    };
    await expect(approve(context, UNATTENDED, APPROVE)).rejects.toMatchObject({ code: 'approval-gone', exitCode: 1 });
  });
});
