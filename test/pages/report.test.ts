import { describe, expect, it } from 'vitest';
import { reportTexts } from '../../src/actions/report/kinds.ts';
import type { RunRecord, Told } from '../../src/actions/report/record.ts';
import type { Evaluation, LabEvent, RunReport } from '../../src/events.ts';
import { STYLE } from '../../src/pages/style.ts';
import { OF_CLASSES, OF_PENGUINS } from '../support/evaluations.ts';
import { ACCOUNTS, PREREQUISITES, STAGING } from '../ui/events.ts';
import { expectAccessible, expectContrast } from './accessibility.ts';

const HOSTILE = '</td><script>alert(1)</script>"\'&\u202e\u001b[2J';
const SHOWN = '&lt;/td&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;\\u{202e}\\u{1b}[2J';

/** The second of the run that a number stands for. */
function at(seconds: number): string {
  return new Date(Date.UTC(2026, 0, 5) + seconds * 1000).toISOString();
}

function told(seconds: number, event: LabEvent): Told {
  return { ...event, time: at(seconds) };
}

function record(command: string, events: readonly Told[], result?: Omit<RunReport, 'command'>): RunRecord {
  const accounts = { tools: '111111111111', datascience: '222222222222', staging: '333333333333' };
  const place = { lab: HOSTILE, region: 'us-east-1', accounts };
  const about = { place, command, rehearsal: false, began: at(0), ended: at(600) };
  return { ...about, events, ...(result && { result: { command, ...result } }) };
}

function resource(seconds: number, logicalId: string, status: string, reason?: string): Told {
  const about = { logicalId, resourceType: 'AWS::S3::Bucket', status, ...(reason && { reason }) };
  return { type: 'resource', ...PREREQUISITES, ...about, time: at(seconds) };
}

const [create, update] = [{ kind: 'create' }, { kind: 'update', because: HOSTILE }] as const;
const properties = [{ path: HOSTILE, before: HOSTILE, after: HOSTILE, replaces: true }];
const changes = [{ logicalId: HOSTILE, resourceType: HOSTILE, action: 'modify', properties }] as const;
const PLAN: Told = told(2, {
  type: 'plan',
  command: 'init',
  plan: {
    region: 'us-east-1',
    express: false,
    stacks: [
      { ...PREREQUISITES, decision: create },
      { ...STAGING, stackName: HOSTILE, decision: { ...update, changes } },
    ],
    assets: [],
    closesDefaultGroup: true,
    interruption: HOSTILE,
  },
});

const FAILED: readonly Told[] = [
  ...ACCOUNTS.map((event) => told(1, event)),
  PLAN,
  told(10, { type: 'stack-started', operation: 'create', ...PREREQUISITES }),
  told(12, { type: 'stack-started', operation: 'update', ...STAGING, stackName: HOSTILE }),
  resource(20, 'Assets', 'CREATE_IN_PROGRESS'),
  resource(21, HOSTILE, 'CREATE_IN_PROGRESS'),
  resource(50, 'Assets', 'CREATE_FAILED', 'Resource creation cancelled'),
  resource(48, HOSTILE, 'CREATE_FAILED', HOSTILE),
  resource(60, 'Assets', 'DELETE_IN_PROGRESS'),
  resource(75, 'Assets', 'DELETE_COMPLETE'),
  told(80, { type: 'stack-finished', operation: 'create', outcome: 'failed', seconds: 70, ...PREREQUISITES }),
  told(90, { type: 'asset', name: HOSTILE, key: 'k', bytes: 2400, state: 'uploaded' }),
];

const error = {
  code: 'stack-failed',
  message: `stack pre-reqs ended badly: ${HOSTILE}`,
  hints: [{ say: HOSTILE }],
} as const;

function expectHarmless(page: string): void {
  expect(page).not.toMatch(/<script|src=|@import|url\(|undefined/i);
  expect(page).not.toContain('NaN');
  expect(page).not.toMatch(/[\u202e\u001b]/);
  expect(page).toContain(SHOWN);
  expectAccessible(page);
}

describe('the report of a deployment that failed', () => {
  const texts = reportTexts(
    record('init', FAILED, { status: 'failed', error, outputs: { catalog: { [HOSTILE]: HOSTILE } } }),
  );
  const report = JSON.parse(texts.json) as Record<string, unknown>;

  it('says what failed first and why, whatever was told first, and not what was cancelled for it', () => {
    const failedFirst = { stackName: 'pre-reqs', logicalId: HOSTILE, reason: HOSTILE, began: at(48), ended: at(48) };
    expect(report.failedFirst).toMatchObject(failedFirst);
    expect(texts.page).toContain(`First failed <bdi>${SHOWN}</bdi>`);
    expect(texts.page).toContain(`ended badly: ${SHOWN}`);
    expect(texts.page).toMatch(/with\s+CREATE_FAILED\.\s+<\/p>/);
    const other = { ...error, message: 'the session ended' };
    const { page } = reportTexts(record('init', FAILED, { status: 'failed', error: other }));
    expect(page).toContain(`CREATE_FAILED: ${SHOWN}`);
  });

  it('has every operation and resource with its times', () => {
    expect(report.operations).toMatchObject([
      { stackName: 'pre-reqs', operation: 'create', began: at(10), ended: at(80), outcome: 'failed' },
      { stackName: HOSTILE, operation: 'update', began: at(12) },
    ]);
    expect(report.resources).toMatchObject([
      { logicalId: 'Assets', began: at(20), ended: at(50), status: 'CREATE_FAILED' },
      { logicalId: HOSTILE, began: at(21), ended: at(48) },
      { logicalId: 'Assets', began: at(60), ended: at(75), status: 'DELETE_COMPLETE' },
    ]);
    for (const words of ['create failed after 1m 10s', 'update goes on, begun after 2s', '15s', '2.4 kB', '10m 00s'])
      expect(texts.page).toContain(words);
  });

  it('draws what took time on one axis, from the first that began to the end', () => {
    const bars = [...texts.page.matchAll(/class="bar (\w+)"\s+x="([\d.]+)%"[^>]*width="([\d.]+)%"/g)];
    expect(bars.map(([, look, x, width]) => [look, Number(x), Number(width)])).toEqual([
      ['bad', 0, 11.86],
      ['open', 0.34, 99.66],
    ]);
  });

  it('shows names as text, and needs nothing from elsewhere', () => {
    expectHarmless(texts.page);
    expectContrast(STYLE);
  });
});

describe('the report of a deployment', () => {
  it.each<[string, Omit<RunReport, 'command'> | undefined, string]>([
    ['that somebody is asked about', undefined, 'Waits for a decision on this plan; nothing was changed.'],
    ['that was declined', { status: 'declined' }, 'Declined; nothing was changed.'],
    ['that was only planned', { status: 'succeeded', dryRun: true }, 'Planned only; nothing was changed.'],
    ['with nothing to do', { status: 'unchanged' }, 'Nothing was to be done.'],
    ['that was interrupted', { status: 'interrupted' }, 'Interrupted after 0 operations'],
  ])('%s says so', (_, result, verdict) => {
    const { page, json } = reportTexts(record('init', [PLAN], result));
    expect(page).toContain(verdict);
    expect(page).toContain('it does not exist yet');
    expect(JSON.parse(json)).toMatchObject({ status: result?.status ?? 'undecided', plan: { stacks: [{}, {}] } });
  });
});

const EVALUATION: Evaluation = {
  ...OF_PENGUINS,
  question: HOSTILE,
  label: HOSTILE,
  value: 5.1063,
  metrics: { mdape: 5.1063, rmse: 289.6397 },
  largestErrors: { absolute: 747.7422, percent: 21.8489 },
  modelPackageArn: HOSTILE,
  summary: HOSTILE,
};

describe('the report of a submission', () => {
  const action = { executionId: 'e-1', stage: 'Train', action: HOSTILE };
  const events = [
    told(5, { type: 'execution-started', pipeline: 'mlops-lab', executionId: 'e-1', began: at(-60), stages: [] }),
    told(6, { type: 'action-started', ...action, began: at(-60) }),
    told(6, { type: 'action-finished', ...action, outcome: 'succeeded', seconds: 30, ended: at(-30), outputs: {} }),
    told(6, { type: 'action-started', ...action, began: at(-20) }),
    told(9, {
      type: 'action-finished',
      ...action,
      outcome: 'failed',
      seconds: 1,
      ended: at(8),
      message: HOSTILE,
      outputs: {},
    }),
  ];
  const submission = {
    name: HOSTILE,
    kind: 'data',
    rows: 244,
    bytes: 2240,
    bucket: HOSTILE,
    key: 'k',
    version: HOSTILE,
  } as const;
  const release = {
    pipeline: 'mlops-lab',
    executionId: 'e-1',
    outcome: 'failed',
    evaluations: [EVALUATION],
    endpoints: { nonprod: HOSTILE },
  } as const;
  const failed = { ...error, code: 'release-failed' } as const;
  const texts = reportTexts(record('pipeline', events, { status: 'failed', submission, release, error: failed }));

  it('goes by when the pipeline worked, not by when somebody looked', () => {
    expect(JSON.parse(texts.json)).toMatchObject({
      actions: [
        { stage: 'Train', began: at(-60), ended: at(-30), outcome: 'succeeded' },
        { stage: 'Train', began: at(-20), ended: at(8), outcome: 'failed', says: HOSTILE },
      ],
    });
    expect(texts.page).toContain('done in 30s');
    expect(texts.page).toContain('failed after 28s');
  });

  it('has how good the model is, with its threshold', () => {
    for (const number of ['5.11 %', '289.64 g', '10 %', '747.74 g', '21.85 %', '>89<', '244 rows', '2.2 kB'])
      expect(texts.page).toContain(number);
    expect(texts.page).toContain('passes the threshold');
    const worse = { ...release, evaluations: [{ ...EVALUATION, value: 10.1 }] };
    expect(reportTexts(record('submit', [], { status: 'failed', release: worse })).page).toContain(
      'does not pass the threshold',
    );
  });

  it('has how sure that is, and what guessing reaches', () => {
    for (const words of ['(4.2 % to 6 %)', '(240 g to 350 g)', 'By guessing', '14.3 %', '736.29 g', 'at most 10 %'])
      expect(texts.page).toContain(words);
  });

  it('has which class was taken for which, and scores of which more is better', () => {
    const { rows = [] } = OF_CLASSES.confusion ?? {};
    const evaluations = [{ ...OF_CLASSES, confusion: { classes: ['a', 'b', HOSTILE], rows } }];
    const { page } = reportTexts(record('submit', [], { status: 'failed', release: { ...release, evaluations } }));
    for (const words of [
      'Which species is taken for which',
      '<b>3</b>',
      'mean F1 score of the classes',
      '0.7 <span class="faint">(0.4 to 0.9)</span>',
      'at least 0.9',
      'does not pass the threshold',
      'Larger is better for mean F1 score of the classes and accuracy, and smaller for logarithmic loss.',
    ])
      expect(page).toContain(words);
    expect(page).not.toContain('Largest error');
    expectHarmless(page);
  });

  it('shows names as text, and needs nothing from elsewhere', () => expectHarmless(texts.page));

  it.each<[Omit<RunReport, 'command'>, string]>([
    [{ status: 'succeeded', submission, dryRun: true }, 'Checked only; nothing was uploaded.'],
    [{ status: 'succeeded', submission }, 'Submitted; the pipeline takes it from here.'],
    [{ status: 'unchanged', submission }, 'Submitted before; it was not submitted again.'],
    [{ status: 'interrupted' }, 'Interrupted; the pipeline goes on without this machine.'],
    [
      { status: 'succeeded', release: { ...release, outcome: 'released' } },
      'Released: the model serves in production.',
    ],
  ])('says what became of it: %#', (result, verdict) => {
    expect(reportTexts(record('submit', [], result)).page).toContain(verdict);
  });
});

describe('the page for whoever approves a release', () => {
  const earlier = {
    executionId: 'e-0',
    submission: HOSTILE,
    submittedBy: HOSTILE,
    began: at(-3600),
    outcome: 'released',
    evaluation: { ...EVALUATION, metrics: { mdape: 7.5, rmse: 310 }, largestErrors: { absolute: 800, percent: 30 } },
  } as const;
  const waits = told(3, {
    type: 'approval-waiting',
    ...{ executionId: 'e-1', stage: 'Approval', action: 'ApproveRelease' },
    ...{ submission: HOSTILE, version: HOSTILE, evaluation: EVALUATION },
    next: [{ say: HOSTILE, command: HOSTILE }],
    facts: {
      submittedBy: HOSTILE,
      began: at(-60),
      holdOut: { key: HOSTILE, sha256: '5e'.repeat(32) },
      endpoint: HOSTILE,
      production: earlier,
      earlier: [earlier, { executionId: 'e-2', began: at(-7200), outcome: 'failed' }],
      behind: [HOSTILE],
    },
  });

  it('has the model beside the one that serves, its data, and what a decision does', () => {
    const { page } = reportTexts(record('approve', [waits]));
    const numbers = ['5.11 %', '289.64 g', '10 %', '747.74 g, 21.85 %', '7.5 %', '310 g', '800 g, 30 %', '89 rows'];
    for (const number of [...numbers, '5e'.repeat(32), 'not judged', 'in production']) expect(page).toContain(number);
    for (const words of [
      'Waits for your decision.',
      'What a decision does',
      'How to answer',
      `Behind it wait ${SHOWN}.`,
    ])
      expect(page).toContain(words);
    expectHarmless(page);
  });

  it('has the classes beside a model that answered with numbers, from before the course was changed', () => {
    const events = [{ ...waits, evaluation: OF_CLASSES } as typeof waits];
    const { page } = reportTexts(record('approve', events));
    for (const words of ['Which species is taken for which', 'not measured', '7.5 %', 'by guessing'])
      expect(page.toLowerCase()).toContain(words.toLowerCase());
    expect(page).not.toContain('largest errors');
  });

  it('keeps how it was answered, and by whom', () => {
    const answer = { verdict: 'rejected', comment: HOSTILE } as const;
    const events = [...ACCOUNTS.slice(0, 1).map((event) => told(1, event)), waits];
    const texts = reportTexts(record('approve', events, { status: 'succeeded', answer }));
    expect(JSON.parse(texts.json)).toMatchObject({ answer, approval: { executionId: 'e-1' } });
    expect(texts.page).toContain('Rejected.');
    expect(texts.page).toContain('arn:aws:sts::111111111111:assumed-role/Admin/ada');
    expect(texts.page).not.toContain('How to answer');
    expectHarmless(texts.page);
  });

  it('says that nothing was released before, and that nothing waits', () => {
    const first = { ...waits, facts: { endpoint: 'e', earlier: [], behind: [] } } as Told;
    expect(reportTexts(record('approve', [first])).page).toContain('leaves production without a model if that fails');
    expect(reportTexts(record('approve', [], { status: 'unchanged' })).page).toContain(
      'Nothing waits for an approval.',
    );
  });
});
