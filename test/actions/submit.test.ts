import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { SubmitRequest } from '../../src/actions/submit/gather.ts';
import { submit } from '../../src/actions/submit/index.ts';
import { packSubmission, readSubmission } from '../../src/lab/submission/submission.ts';
import { bytes, csvWith, MANIFEST, modelArchive } from '../lab/submission/archives.ts';
import { modelJson } from '../lab/submission/models.ts';
import { UNATTENDED } from '../support/rehearsal.ts';
import { RELEASED, releaseStage, type PlannedExecution, type ReleaseStageOptions } from '../support/release-stage.ts';
import { saying } from '../support/steps.ts';
import { PENGUINS } from '../support/course.ts';

const CSV = bytes(csvWith());
const MODEL = modelArchive([{ name: 'xgboost-model', content: modelJson() }]);
const FILES = {
  lab: CSV,
  'my birds.csv': CSV,
  'DEEP.CSV': CSV,
  'deep.tar.gz': MODEL,
  'run-7/train.csv': CSV,
  'run-8/model.tar.gz': MODEL,
  'run-8/manifest.json': bytes('{"name":"tuned","description":"by hand"}'),
  'run-9/train.csv': CSV,
  'run-9/manifest.json': bytes('{"hyperparameters":{"eta":0.2,"max_depth":4}}'),
  'both/train.csv': CSV,
  'both/model.tar.gz': MODEL,
  'neither/notes.txt': CSV,
  'list/train.csv': CSV,
  'list/manifest.json': bytes('[]'),
  'packed.zip': packSubmission(MANIFEST, { kind: 'data', bytes: CSV }),
  'wrong.csv': bytes(csvWith({ 4: '3002,NaN,18.7,182,1,0,0', 5: '-1,39,18.7,182,1,0,0' })),
  'notes.txt': CSV,
  'birds.xlsx': zipSync({ 'xl/workbook.xml': bytes('<x/>') }),
  'run-10/train.csv': CSV,
  'run-10/manifest.json': bytes('{\n  // deeper\n}'),
};

function asked(request: Partial<SubmitRequest> = {}): SubmitRequest {
  return { hyperparameters: [], watch: false, ...request };
}

function staged(options: ReleaseStageOptions = {}) {
  return releaseStage({ files: FILES, ...options });
}

/** What came to lie in the bucket. */
async function submitted(request: Partial<SubmitRequest>) {
  const { context, submitted: uploads } = staged();
  await submit(context, UNATTENDED, asked(request));
  const checked = readSubmission(uploads[0]?.archive ?? new Uint8Array(), PENGUINS);
  return checked.ok ? checked.submission : undefined;
}

describe('submit', () => {
  it.each<[string, string | undefined, object]>([
    ['the data of the lab', undefined, { kind: 'data', manifest: { name: 'penguins' } }],
    ['a CSV', 'my birds.csv', { kind: 'data', manifest: { name: 'my-birds' } }],
    ['a CSV in capitals', 'DEEP.CSV', { kind: 'data', manifest: { name: 'DEEP' } }],
    ['a model', 'deep.tar.gz', { kind: 'model', manifest: { name: 'deep' } }],
    ['a folder', 'run-7', { kind: 'data', manifest: { name: 'run-7' } }],
    ['a folder with a manifest', 'run-8', { kind: 'model', manifest: { name: 'tuned', description: 'by hand' } }],
    ['a packed submission', 'packed.zip', { kind: 'data', manifest: MANIFEST }],
  ])('takes %s', async (_, path, submission) => {
    expect(await submitted({ path })).toMatchObject(submission);
  });

  it('has what is said on the command line go before the manifest', async () => {
    const request = {
      path: 'run-9',
      name: 'mine',
      description: 'x',
      hyperparameters: ['learning_rate=0.5', 'num_round=20'],
    };
    expect((await submitted(request))?.manifest).toEqual({
      version: 1,
      course: 'penguins',
      kind: 'data',
      name: 'mine',
      description: 'x',
      hyperparameters: { eta: 0.5, max_depth: 4, num_round: 20 },
    });
  });

  it('tells what was submitted, and how to follow it', async () => {
    const { context, events, submitted: uploads } = staged();
    const result = await submit(context, UNATTENDED, asked());
    const facts = { name: 'penguins', kind: 'data', rows: 60, key: 'submissions/submission.zip' };
    expect(uploads).toMatchObject([
      {
        bucket: 'mlops-lab--submissions-111111111111-us-east-1',
        summary: expect.stringMatching(/^penguins by ada, sha256 [\da-f]{12}$/) as string,
      },
    ]);
    expect(result).toMatchObject({ status: 'succeeded', submission: { ...facts, version: 'version-1' } });
    expect(events.filter(({ type }) => type === 'submission')).toMatchObject([
      { state: 'checked', ...facts },
      { state: 'uploaded', version: 'version-1' },
    ]);
    expect(result.next).toEqual(saying('mlops-lab pipeline --watch'));
  });

  it.each<[string, Partial<SubmitRequest>, RegExp]>([
    ['what is not there', { path: 'x.csv' }, /there is no x.csv/],
    ['what it does not know', { path: 'notes.txt' }, /notes.txt is nothing that can be submitted/],
    [
      'a workbook',
      { path: 'birds.xlsx' },
      /birds.xlsx is an Excel workbook \(.xlsx\), and nothing that can be submitted/,
    ],
    [
      'a manifest with a comment',
      { path: 'run-10' },
      /run-10\/manifest.json is not JSON: line 2, column 3: there is a comment/,
    ],
    ['a folder with both', { path: 'both' }, /holds both train.csv and model.tar.gz/],
    ['a folder with neither', { path: 'neither' }, /neither holds neither train.csv nor model.tar.gz/],
    ['a manifest that is a list', { path: 'list' }, /list\/manifest.json is not a JSON object/],
    [
      'wrong data',
      { path: 'wrong.csv' },
      /2 problems\n {2}train.csv line 4, bill_length_mm: .*\n {2}train.csv line 5, body_mass_g/,
    ],
    ['an unknown hyperparameter', { hyperparameters: ['depth=3'] }, /no hyperparameter "depth"/],
    ['a hyperparameter without a number', { hyperparameters: ['eta=fast'] }, /"eta=fast" is no hyperparameter/],
    ['a hyperparameter with nothing for its value', { hyperparameters: ['eta='] }, /"eta=" is no hyperparameter/],
    ['a hyperparameter that is endless', { hyperparameters: ['eta=Infinity'] }, /"eta=Infinity" is no hyperparameter/],
    ['a hyperparameter without a name', { hyperparameters: ['=eta=0.2'] }, /"=eta=0.2" is no hyperparameter/],
    ['a name with blanks', { name: 'my model' }, /name is "my model"/],
    ['a new name for what is packed', { path: 'packed.zip', name: 'x' }, /is packed already/],
    ['training of a model', { path: 'deep.tar.gz', hyperparameters: ['eta=0.1'] }, /have no effect on a model/],
  ])('refuses %s before anything is uploaded', async (_, request, message) => {
    const { context, submitted: uploads, pipeline } = staged();
    const refused = submit(context, UNATTENDED, asked(request));
    await expect(refused).rejects.toMatchObject({ exitCode: 2, message: expect.stringMatching(message) as string });
    expect([uploads, pipeline.calls]).toEqual([[], []]);
  });

  it('as a dry run uploads nothing', async () => {
    const { context, submitted: uploads } = staged();
    expect(await submit(context, { ...UNATTENDED, dryRun: true }, asked({ watch: true }))).toMatchObject({
      status: 'succeeded',
      submission: { name: 'penguins' },
    });
    expect(uploads).toEqual([]);
  });

  it('uploads nothing where there is no pipeline that would take it', async () => {
    const { context, submitted: uploads, pipeline } = staged();
    pipeline.trouble = () => new Error('there is no pipeline');
    await expect(submit(context, UNATTENDED, asked())).rejects.toThrow('there is no pipeline');
    expect(uploads).toEqual([]);
  });
});

describe('what somebody has in the pipeline already, or released last', () => {
  const ADAS = 'penguins by ada, sha256 ';

  /** The summary under which the lab's own data are submitted. */
  async function summaryOf(request: Partial<SubmitRequest> = {}): Promise<string> {
    const { context, submitted: uploads } = staged();
    await submit(context, UNATTENDED, asked(request));
    return uploads[0]?.summary ?? '';
  }

  it('is not submitted again, but followed', async () => {
    const summary = await summaryOf();
    expect(summary).toContain(ADAS);
    const {
      context,
      submitted: uploads,
      events,
    } = staged({
      begins: false,
      executions: [{ ...RELEASED, version: 'version-0', summary }],
    });
    const result = await submit(context, UNATTENDED, asked());
    expect(result).toMatchObject({ status: 'unchanged', submission: { version: 'version-0' } });
    expect(await submit(context, { ...UNATTENDED, dryRun: true }, asked())).toMatchObject({ status: 'unchanged' });
    expect(events.filter(({ type }) => type === 'notice')).toContainEqual(
      expect.objectContaining({
        message: 'you have penguins in the pipeline already, as version version-0; it is not submitted again',
        next: saying('--again'),
      }),
    );
    const watched = await submit(context, UNATTENDED, asked({ watch: true }));
    expect(watched).toMatchObject({ status: 'succeeded', release: { outcome: 'released', version: 'version-0' } });
    expect(uploads).toEqual([]);
  });

  it('is waited for while an execution has not told yet what it processes', async () => {
    const summary = await summaryOf();
    const {
      context,
      submitted: uploads,
      pipeline,
    } = staged({
      begins: false,
      executions: [{ ...RELEASED, unreadTo: 30, version: 'version-0', summary }],
    });
    expect(await submit(context, UNATTENDED, asked())).toMatchObject({ submission: { version: 'version-0' } });
    expect([uploads, pipeline.calls.at(-1)]).toEqual([[], 30]);
  });

  it('is not submitted again either where it ends while this is found out', async () => {
    const { context, submitted: uploads } = staged({
      begins: false,
      executions: [{ ...RELEASED, to: 3, version: 'version-0', summary: await summaryOf() }],
    });
    expect(await submit(context, UNATTENDED, asked())).toMatchObject({ submission: { version: 'version-0' } });
    expect(uploads).toEqual([]);
  });

  it('is not submitted again where its release ended before anybody came back to it, which is told', async () => {
    const { to: _, ...released } = RELEASED;
    const executions = [
      { ...released, to: 0, version: 'version-0', summary: await summaryOf() },
      { id: 'refused', to: 0, status: 'Failed' as const, version: 'version-x', summary: 'other by grace' },
    ];
    const { context, submitted: uploads, events } = staged({ begins: false, executions });
    expect(await submit(context, UNATTENDED, asked())).toMatchObject({ status: 'unchanged' });
    expect(events.filter(({ type }) => type === 'notice')).toContainEqual(
      expect.objectContaining({
        message: 'penguins is what was released last, as version version-0; it is not submitted again',
        next: saying('--again'),
      }),
    );
    const watched = await submit(context, UNATTENDED, asked({ watch: true }));
    expect(watched).toMatchObject({ status: 'succeeded', release: { outcome: 'released', version: 'version-0' } });
    expect(uploads).toEqual([]);
  });

  const LATER: PlannedExecution = { id: 'later', to: 0, version: 'version-x', summary: 'other by grace' };

  it.each<[string, PlannedExecution, Partial<SubmitRequest>, PlannedExecution[]?]>([
    ['its release failed', { to: 0, status: 'Failed' }, {}],
    ['something else was released since', { to: 0 }, {}, [LATER]],
    ['it was released last and is wanted once more', { to: 0 }, { again: true }],
    ['it is under way and wanted once more', { to: 600 }, { again: true }],
    ['it has another name', { to: 600 }, { name: 'other' }],
    ['it is trained in another way', { to: 600 }, { hyperparameters: ['eta=0.2'] }],
  ])('is submitted again where %s', async (_, execution, request, later = []) => {
    const summary = await summaryOf();
    const { context, submitted: uploads } = staged({
      begins: false,
      executions: [...later, { ...execution, version: 'version-0', summary }],
    });
    expect(await submit(context, UNATTENDED, asked(request))).toMatchObject({
      status: 'succeeded',
      submission: { version: 'version-1' },
    });
    expect(uploads).toHaveLength(1);
  });

  it("holds nobody up for long, whatever is in the line, and is nobody else's", async () => {
    const summary = (await summaryOf()).replace('ada', 'grace');
    const {
      context,
      submitted: uploads,
      pipeline,
    } = staged({
      begins: false,
      executions: [
        { id: 'unread', to: 100_000, unreadTo: 100_000 },
        { id: 'graces', to: 600, version: 'version-0', summary },
      ],
    });
    await submit(context, UNATTENDED, asked());
    expect(uploads).toHaveLength(1);
    expect(pipeline.calls.at(-1)).toBeLessThan(200);
  });
});

describe('submit --watch', () => {
  const watched = asked({ watch: true });

  it('follows the release of its own version', async () => {
    const { context } = staged({
      executions: [
        { id: 'later', version: 'version-2', status: 'Failed', to: 20 },
        { ...RELEASED, version: 'version-1', from: 40 },
      ],
    });
    expect(await submit(context, UNATTENDED, watched)).toMatchObject({
      status: 'succeeded',
      submission: { version: 'version-1' },
      release: { outcome: 'released', version: 'version-1' },
    });
  });

  it('gives up when nothing takes it up', async () => {
    const { context, pipeline } = staged({ executions: [{ version: 'another', to: 0 }] });
    await expect(submit(context, UNATTENDED, watched)).rejects.toMatchObject({
      exitCode: 1,
      message: 'pipeline mlops-lab has not begun with version version-1 of the submission within 3 minutes',
      hints: saying('rule'),
    });
    expect(pipeline.calls.at(-1)).toBeLessThan(200);
  });

  it('tells of a release that was superseded before it had read its submission', async () => {
    const { context } = staged({
      executions: [
        { id: 'later', version: 'version-2', to: 20 },
        { status: 'Superseded', from: 3, to: 6 },
      ],
    });
    const result = await submit(context, UNATTENDED, watched);
    expect(result.error?.message).toContain('was superseded by later (version version-2)');
  });

  it('tells why a release failed that could not even read its submission', async () => {
    const message = 'The service role is not allowed to read the object';
    const run = { stage: 'Source', action: 'Submission', from: 5, to: 6, status: 'Failed', message } as const;
    const { context } = staged({ executions: [{ status: 'Failed', from: 3, to: 6, runs: [run] }] });
    const result = await submit(context, UNATTENDED, watched);
    expect(result.error?.message).toBe(`stage Source, action Submission: ${message}`);
  });
});
