import { describe, expect, it } from 'vitest';
import { approve, type ApproveRequest } from '../../src/actions/approve/index.ts';
import { UNATTENDED } from '../support/rehearsal.ts';
import { EVALUATED, EXECUTION, releaseStage, type ReleaseStageOptions } from '../support/release-stage.ts';

const APPROVE: ApproveRequest = { reject: false };
const RUNS = [
  { stage: 'Train', action: 'TrainModel', from: 0, to: 0, outputs: { Submission: 'first-try' } },
  { stage: 'NonProd', action: 'EvaluateNonProd', from: 0, to: 0, outputs: EVALUATED },
];

function waiting(options: ReleaseStageOptions = {}) {
  const stage = releaseStage({ executions: [{ runs: RUNS }], ...options });
  stage.pipeline.waiting = {
    executionId: EXECUTION,
    stage: 'Approval',
    action: 'ApproveRelease',
    token: 't-1',
    behind: [],
  };
  return stage;
}

describe('approve', () => {
  it('shows what waits, with its measures, and answers it', async () => {
    const { context, pipeline, events } = waiting();
    const result = await approve(context, UNATTENDED, APPROVE);
    expect(events.find(({ type }) => type === 'approval-waiting')).toMatchObject({
      action: 'ApproveRelease',
      submission: 'first-try',
      evaluation: { value: 5.1, threshold: 10 },
    });
    expect(pipeline.answers).toEqual([{ verdict: 'Approved', comment: 'approved with mlops-lab', token: 't-1' }]);
    expect(result).toMatchObject({ status: 'succeeded', next: [expect.stringContaining('pipeline --watch')] });
  });

  it('rejects with the comment', async () => {
    const { context, pipeline } = waiting();
    await approve(context, UNATTENDED, { reject: true, comment: 'worse on small birds' });
    expect(pipeline.answers).toMatchObject([{ verdict: 'Rejected', comment: 'worse on small birds' }]);
  });

  it.each([
    [APPROVE, 'Release this model to production?'],
    [{ reject: true }, 'Reject this release?'],
  ])('asks first, and answers nothing when it is declined', async (request, question) => {
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
