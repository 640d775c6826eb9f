import { describe, expect, it } from 'vitest';
import { approvalFacts } from '../../../src/actions/approve/facts.ts';
import { approve } from '../../../src/actions/approve/index.ts';
import { ambiguous, answeredAlready, anotherWaits, doesNotWait } from '../../../src/actions/approve/refusals.ts';
import type { LabError } from '../../../src/errors.ts';
import { ownerTags } from '../../../src/lab/owner.ts';
import type { WaitingApproval } from '../../../src/ports/pipeline.ts';
import { LAB, UNATTENDED } from '../../support/rehearsal.ts';
import { EXECUTION, HOLDOUT_KEY, releaseStage, type PlannedExecution } from '../../support/release-stage.ts';
import { inWords } from '../../support/steps.ts';

const WAITING: WaitingApproval = {
  ...{ executionId: EXECUTION, stage: 'Approval', action: 'ApproveRelease', token: 't-1' },
  behind: [],
};

const ended = (id: string, more: PlannedExecution = {}): PlannedExecution => ({ id, version: 'v', to: 0, ...more });
const failed = (count: number) =>
  Array.from({ length: count }, (_, at) => ended(`failed-${String(at)}`, { status: 'Failed' }));

async function factsOf(executions: readonly PlannedExecution[], stack?: object | 'none') {
  const { context, pipeline } = releaseStage({ executions });
  const { cloud } = context;
  const standing = {
    ...{ id: 's', name: 's', status: 'CREATE_COMPLETE', tags: ownerTags(LAB), parameters: {}, outputs: {} },
    ...(stack !== 'none' && stack),
  };
  const find = () => Promise.resolve(stack === 'none' ? undefined : standing);
  const tools = { ...cloud.tools, ...(stack !== undefined && { stacks: { ...cloud.tools.stacks, find } }) };
  return approvalFacts({ ...context, cloud: { ...cloud, tools } }, pipeline, WAITING);
}

describe('what an approver is told', () => {
  it('is of the execution that waits, as far as it is listed', async () => {
    const summary = 'mine by ada, sha256 0123456789ab';
    const facts = await factsOf([
      { id: 'newer', from: 0 },
      { summary, version: 'v2', from: 0 },
    ]);
    expect(facts).toEqual({
      submittedBy: 'ada',
      began: '2026-01-05T00:00:00.000Z',
      holdOut: { key: HOLDOUT_KEY, sha256: '5e'.repeat(32) },
      endpoint: 'mlops-lab--production',
      earlier: [],
      behind: [],
    });
    expect(await factsOf([])).not.toHaveProperty('began');
  });

  it('has what serves in production, though more than ten others came since, which are told alone', async () => {
    const { earlier, production } = await factsOf([...failed(11), ended('serving'), ended('older')]);
    expect(production?.executionId).toBe('serving');
    expect(earlier.map(({ executionId }) => executionId)).toEqual(failed(10).map(({ id }) => id));
    const among = await factsOf([ended('serving'), ...failed(11)]);
    expect([among.production?.executionId, among.earlier.length]).toEqual(['serving', 10]);
    expect(await factsOf(failed(2))).not.toHaveProperty('production');
  });

  it('takes a look at no more releases than are told', async () => {
    const { context, pipeline } = releaseStage({ executions: [ended('serving'), ...failed(11)] });
    const looked: string[] = [];
    pipeline.runsOf = (id) => {
      looked.push(id);
      return Promise.resolve([]);
    };
    const { earlier } = await approvalFacts(context, pipeline, WAITING);
    expect(looked).toEqual(earlier.map(({ executionId }) => executionId));
  });

  it('has of what came before only what ended and was read, and of each what is known', async () => {
    const { version: _, ...unread } = ended('unread', { status: 'Failed' });
    const { earlier } = await factsOf([{ id: 'busy', version: 'v' }, unread, ended('old')]);
    expect(earlier).toStrictEqual([{ executionId: 'old', began: '2026-01-05T00:00:00.000Z', outcome: 'released' }]);
  });

  it.each<[string, object | 'none']>([
    ['no stack', 'none'],
    ['no key', { parameters: {} }],
    ['no parameters', { parameters: undefined }],
    ['a key without a hash', { parameters: { HoldoutKey: 'data/holdout.csv' } }],
  ])('is nothing of the hold-out data where there is %s', async (_, stack) => {
    expect(await factsOf([], stack)).not.toHaveProperty('holdOut');
  });
});

describe('approve', () => {
  const waiting = () => {
    const stage = releaseStage({ executions: [{ version: 'v1' }] });
    stage.pipeline.waiting = WAITING;
    return stage;
  };

  it('makes sure of the account, answers, and says so', async () => {
    const { context, events } = waiting();
    expect(await approve(context, UNATTENDED, { reject: false })).toMatchObject({
      status: 'succeeded',
      answer: { verdict: 'approved', comment: 'approved with mlops-lab' },
    });
    expect(events[0]).toMatchObject({ type: 'account', account: 'tools' });
    const other = waiting();
    expect((await approve(other.context, UNATTENDED, { reject: true })).answer).toEqual({
      ...{ verdict: 'rejected', comment: 'rejected with mlops-lab' },
    });
  });

  it('as a dry run says how it is done in earnest', async () => {
    const { context } = waiting();
    const outcome = await approve(context, { ...UNATTENDED, dryRun: true }, { reject: false });
    expect(outcome.next).toEqual([{ say: 'do it', command: 'without --dry-run' }]);
  });

  it('asks with no for its answer, which a flag gives too', async () => {
    const { context } = waiting();
    const asked: object[] = [];
    const confirm = (question: object) => Promise.resolve(asked.push(question) > 1);
    const ui = { ...context.ui, confirm };
    await approve({ ...context, ui }, { ...UNATTENDED, yes: false }, { reject: false });
    expect(asked).toMatchObject([{ default: false, flag: '--yes' }]);
  });

  it('tells where nothing waits', async () => {
    const { context, events } = releaseStage();
    await approve(context, UNATTENDED, { reject: false });
    expect(events.at(-1)).toMatchObject({ type: 'notice', level: 'info' });
  });
});

describe('an answer that is refused', () => {
  const approval = { executionId: 'e', stage: 'S', action: 'A' };
  const answer = 'approve execution e: mlops-lab approve --execution e';
  const reject = 'or reject it: mlops-lab approve --execution e --reject';

  it.each<[LabError, string]>([
    [
      anotherWaits('x', approval),
      `${answer}\n${reject}\nsee the status of the other one: mlops-lab pipeline --watch --execution x`,
    ],
    [ambiguous(approval, ['x']), `${answer} --yes\n${reject} --yes\nor leave --yes out, to be asked`],
    [doesNotWait('x', []), 'see the status of the release in progress: mlops-lab pipeline --watch'],
    [answeredAlready(approval), 'see its outcome: mlops-lab pipeline --watch --execution e'],
  ])('leads on: %s', ({ hints }, said) => {
    expect(inWords(hints)).toBe(said);
  });
});
