import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import type { ActionReference, Evaluation, LabEvent, ReleaseReport, SubmissionReport } from '../../src/events.ts';
import { createUi } from '../../src/ui/index.ts';
import { FakeInput, FakeOutput } from './fake-streams.ts';
import { transcript } from './transcript.ts';
import { OF_PENGUINS } from '../support/evaluations.ts';
import { IN_TIME } from '../support/in-time.ts';

const EXECUTION = '11111111-aaaa-4bbb-8ccc-222222222222';
const BEGAN = '1970-01-01T00:00:00.000Z';
const STAGES = ['Source', 'Train', 'NonProd', 'Approval', 'Production'];
const SUMMARY = 'median absolute percentage error 5.1 % (threshold 10 %) over 89 rows';
const SUBMISSION: SubmissionReport = {
  name: 'first-try',
  kind: 'data',
  rows: 244,
  bytes: 2240,
  bucket: 'mlops-lab--submissions-111111111111-us-east-1',
  key: 'submissions/submission.zip',
};
const EVALUATION: Evaluation = { ...OF_PENGUINS, summary: SUMMARY };
const RELEASE: ReleaseReport = {
  pipeline: 'mlops-lab',
  executionId: EXECUTION,
  outcome: 'released',
  submission: 'first-try',
  version: 'v1',
  evaluations: [EVALUATION, { ...EVALUATION, environment: 'production' }],
  endpoints: { nonprod: 'mlops-lab--nonprod', production: 'mlops-lab--production' },
};

function at(stage: string, action: string): ActionReference {
  return { executionId: EXECUTION, stage, action };
}

function ended(stage: string, action: string, more: Partial<Extract<LabEvent, { type: 'action-finished' }>> = {}) {
  return {
    type: 'action-finished',
    ...at(stage, action),
    outcome: 'succeeded',
    seconds: 12,
    ended: '1970-01-01T00:00:12.000Z',
    outputs: {},
    ...more,
  } as const;
}

const BEGUN: LabEvent[] = [
  { type: 'submission', state: 'checked', ...SUBMISSION },
  { type: 'submission', state: 'uploaded', ...SUBMISSION, version: 'v1' },
  {
    type: 'execution-started',
    pipeline: 'mlops-lab',
    executionId: EXECUTION,
    version: 'v1',
    began: BEGAN,
    stages: STAGES,
  },
  { type: 'action-started', ...at('Train', 'TrainModel'), began: BEGAN },
  ended('Train', 'TrainModel', { outputs: { Submission: 'first-try' } }),
];

describe('a release where nobody sits at a terminal', () => {
  it('is told action by action', async () => {
    const { stdout, stderr } = await transcript([
      ...BEGUN,
      ended('NonProd', 'EvaluateNonProd', { outputs: { Summary: SUMMARY } }),
      {
        type: 'approval-waiting',
        ...at('Approval', 'ApproveRelease'),
        submission: 'first-try',
        version: 'v1',
        evaluation: EVALUATION,
        next: [{ say: 'approve it', command: 'mlops-lab approve' }, { say: 'or wait' }],
      },
      ended('Approval', 'ApproveRelease', { outcome: 'failed', message: 'worse on small birds' }),
      ended('Production', 'DeployToProduction', { outcome: 'abandoned' }),
      { type: 'execution-finished', pipeline: 'mlops-lab', executionId: EXECUTION, outcome: 'rejected', seconds: 60 },
    ]);
    expect(stdout).toBe('');
    expect(stderr).toMatchInlineSnapshot(`
      "✔ checked first-try: 244 rows, 2.2 kB packed
      ✔ uploaded first-try to mlops-lab--submissions-111111111111-us-east-1
        execution 11111111-aaaa-4bbb-8ccc-222222222222 of pipeline mlops-lab
        Train / TrainModel: started
      ✔ Train / TrainModel: 12s
      ✔ NonProd / EvaluateNonProd: median absolute percentage error 5.1 % (threshold 10 %) over 89 rows, 12s
      ! Approval / ApproveRelease waits for an approval: first-try, version v1, median absolute percentage error 5.1 % (threshold 10 %) over 89 rows
        → approve it: mlops-lab approve
        → or wait
      ✖ Approval / ApproveRelease: failed after 12s: worse on small birds
      ! Production / DeployToProduction: abandoned after 12s
      "
    `);
  });

  it('ends with its measures and endpoints on stdout', async () => {
    const { stdout } = await transcript([
      {
        type: 'result',
        command: 'submit',
        status: 'succeeded',
        seconds: 600,
        submission: SUBMISSION,
        release: RELEASE,
      },
    ]);
    expect(stdout).toMatchInlineSnapshot(`
      "Release
        Submission               first-try
        Version                  v1
        Execution                11111111-aaaa-4bbb-8ccc-222222222222 (released to production)
        Non-production           median absolute percentage error 5.1 % (threshold 10 %) over 89 rows
        Production               median absolute percentage error 5.1 % (threshold 10 %) over 89 rows
        Model package            arn:aws:sagemaker:us-east-1:111111111111:model-package/mlops-lab/1
        Non-production endpoint  mlops-lab--nonprod
        Production endpoint      mlops-lab--production

      ✔ submit: done in 10m 00s
      "
    `);
  });

  it('that waits behind another one tells whose approval is awaited', async () => {
    const awaits = { ...at('Approval', 'ApproveRelease'), executionId: 'first', submission: 'earlier', version: 'v0' };
    const release = { ...RELEASE, outcome: 'waiting', evaluations: [], endpoints: {}, awaits } as const;
    const { stdout } = await transcript([{ type: 'result', command: 'submit', status: 'succeeded', release }]);
    expect(stdout).toContain('Waits behind  first, earlier, version v0\n');
  });

  it('that was stopped ends with what is known, and with the cause on stderr', async () => {
    const { stdout, stderr } = await transcript([
      {
        type: 'result',
        command: 'pipeline',
        status: 'failed',
        release: { ...RELEASE, outcome: 'failed', evaluations: [], endpoints: {} },
        error: {
          code: 'release-failed',
          message: 'stage NonProd, action EvaluateNonProd: too bad',
          hints: [{ say: 'try again' }],
        },
      },
    ]);
    expect(stdout).toMatchInlineSnapshot(`
      "Release
        Submission  first-try
        Version     v1
        Execution   11111111-aaaa-4bbb-8ccc-222222222222 (failed)
      "
    `);
    expect(stderr).toBe('✖ stage NonProd, action EvaluateNonProd: too bad\n  → try again\n');
  });

  it('that was only checked does not claim to be done', async () => {
    const { stdout } = await transcript([
      { type: 'submission', state: 'checked', ...SUBMISSION, kind: 'model' },
      { type: 'result', command: 'submit', status: 'succeeded', dryRun: true, submission: SUBMISSION },
    ]);
    expect(stdout).toBe('Submission\n  Submission  first-try\n\n= submit: planned only, nothing was changed\n');
  });
});

describe('the live view of a release', () => {
  it('draws what runs, and what it waits for', async () => {
    const size = { columns: 80 };
    const [stdout, stderr, stdin] = [new FakeOutput(size), new FakeOutput(size), new FakeInput({ isTTY: true })];
    let seconds = 0;
    const ui = await createUi({
      output: 'text',
      stdin,
      stdout,
      stderr,
      env: {},
      yes: false,
      now: () => seconds * 1000,
    });
    const drawn = () => stripVTControlCharacters(stderr.text);
    for (const event of BEGUN) ui.emit(event);
    await vi.waitFor(
      () =>
        expect(drawn()).toMatch(
          /release of first-try, 0s, usually about 10m 40s\n {2}waits for its turn\n {2}then NonProd, Approval, Production/,
        ),
      IN_TIME,
    );
    ui.emit({ type: 'action-started', ...at('Approval', 'ApproveRelease'), began: BEGAN });
    ui.emit({ type: 'approval-waiting', ...at('Approval', 'ApproveRelease'), submission: 'first-try', next: [] });
    seconds = 75;
    ui.emit({ type: 'notice', level: 'info', message: 'time passes' });
    await vi.waitFor(
      () =>
        expect(drawn()).toMatch(
          /first-try, 1m 15s, usually about 10m 40s\n {2}Approval {2}ApproveRelease {2}1m 15s {2}waits for an approval\n {2}then Production/,
        ),
      IN_TIME,
    );
    ui.emit({
      type: 'execution-finished',
      pipeline: 'mlops-lab',
      executionId: EXECUTION,
      outcome: 'released',
      seconds,
    });
    const length = stderr.text.length;
    ui.close();
    expect(stderr.text.slice(length)).not.toContain('release of');
    expect(drawn()).not.toContain('TrainModel: started');
  });
});
