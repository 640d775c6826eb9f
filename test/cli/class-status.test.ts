import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { revisionSummary } from '../../src/actions/submit/revision-summary.ts';
import type { LabEvent, PersonReport, ResultEvent } from '../../src/events.ts';
import { dataScientistRole, SUBMISSION_KEY } from '../../src/lab/names.ts';
import { packSubmission } from '../../src/lab/submission/submission.ts';
import { loadBundle } from '../support/bundle.ts';
import { inRole } from '../permissions/people.ts';
import { workFolder, writesIn } from '../support/binary.ts';
import { inKeptSandbox } from '../support/kept-sandbox.ts';
import { mlopsLab } from '../support/program.ts';
import { LAB } from '../support/rehearsal.ts';

const cwd = workFolder();

const ANY = expect.stringMatching(/./) as string;

const ISO = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string;

const SETTINGS = `region: us-east-1
accounts:
  tools: { id: "111111111111" }
  staging: { id: "333333333333" }
labs:
  - name: lab
    accounts: { datascience: { id: "222222222222" } }
    people:
      - { name: Ada Lovelace, email: ada@example.com }
      - { name: 李雷 }
      - { name: Grace Hopper, email: grace@example.com }
  - name: far
    accounts: { datascience: { id: "222222222223" } }
    people: [{ name: Jean Bartik }]
`;

const run = (...args: string[]) => mlopsLab([...args, '--sandbox'], { cwd });

async function statusOf(...chosen: string[]) {
  const { code, stdout } = await run('class', 'status', '--output', 'json', ...chosen);
  const events = stdout.trim().split('\n');
  const parsed = events.map((line) => JSON.parse(line) as LabEvent);
  const result = parsed.at(-1) as ResultEvent;
  expect(code, stdout).toBe(0);
  return { parsed, result, peopleOf: (lab: string) => peopleIn(result, lab) };
}

function peopleIn({ people, labs = [] }: ResultEvent, lab: string): readonly PersonReport[] {
  return people ?? labs.find((each) => each.lab === lab)?.people ?? [];
}

/** As `submit` does it for whoever runs it; `by` is what the pipeline's history shows of it. */
async function submit(session: string, name: string, by?: string): Promise<void> {
  const { training: data } = await loadBundle(LAB);
  const manifest = { version: 1, name, kind: 'data', hyperparameters: { num_round: 20 } } as const;
  const archive = packSubmission(manifest, { kind: 'data', bytes: data });
  const summary = by === undefined ? undefined : revisionSummary(name, by, archive);
  await inKeptSandbox(cwd, (sandbox) =>
    inRole(sandbox, dataScientistRole(LAB), session).invoke('s3', 'PutObject', {
      Bucket: 'mlops-lab--submissions-111111111111-us-east-1',
      Key: SUBMISSION_KEY,
      Body: archive,
      ...(summary && { Metadata: { 'codepipeline-artifact-revision-summary': summary } }),
    }),
  );
}

const pass = (minutes: number) =>
  inKeptSandbox(cwd, ({ cloud, clock }) => cloud.advanceTo(clock.now() + minutes * 60_000));

/** What is told at moments of a course. */
let [beginning, meanwhile, end]: Awaited<ReturnType<typeof statusOf>>[] = [];
let written: readonly number[] = [];

beforeAll(async () => {
  writeFileSync(join(cwd, 'mlops-lab.yaml'), SETTINGS);
  const { code, stderr } = await run('init', '--yes', '--lab', 'lab');
  expect(code, stderr).toBe(0);
  const before = writesIn(cwd).length;
  beginning = await statusOf();
  written = [before, writesIn(cwd).length];
  const launch = ['notebook', 'launch', '--yes', '--lab', 'lab', '--as'];
  for (const person of ['Ada.Lovelace', 'eve@example.com']) expect((await run(...launch, person)).code).toBe(0);
  await submit('grace@example.com', 'first', 'grace@example.com');
  await pass(1);
  await submit('mallory', 'nameless');
  await pass(1);
  meanwhile = await statusOf('--lab', 'lab');
  await pass(60);
  end = await statusOf('--lab', 'lab', 'far');
});

describe('class status', () => {
  it('knows of nobody what nothing shows, says so of a lab that is not there, and changes nothing', () => {
    const nothing = { signedIn: 'unknown', notebooks: [], submissions: 0 };
    expect(beginning?.peopleOf('lab')).toEqual([
      { name: 'Ada Lovelace', email: 'ada@example.com', person: 'Ada.Lovelace', ...nothing },
      { name: '李雷', person: expect.stringMatching(/^person-[0-9a-f]{8}$/) as string, ...nothing },
      { name: 'Grace Hopper', email: 'grace@example.com', person: 'Grace.Hopper', ...nothing },
    ]);
    expect(beginning?.parsed.filter(({ type }) => type === 'notice')).toContainEqual(
      expect.objectContaining({
        lab: 'far',
        level: 'warning',
        message: 'the lab "far" is not deployed in account 222222222223: nobody can sign in to it',
      }),
    );
    expect(written[1]).toBe(written[0]);
  });

  it('follows what people do, whoever they are and however they signed in', () => {
    const [ada, lei, grace, ...others] = meanwhile?.peopleOf('lab') ?? [];
    const [, , , eve, unnamed] = [ada, lei, grace, ...others];
    const running = { status: 'AVAILABLE', notebookStatus: 'InService', since: ISO, launchedAt: ISO };
    expect(ada).toMatchObject({
      person: 'Ada.Lovelace',
      signedIn: 'yes',
      lastSeen: ISO,
      notebooks: [{ name: 'research-Ada.Lovelace', notebook: ANY, ...running }],
      submissions: 0,
    });
    expect(lei).toMatchObject({ signedIn: 'unknown', notebooks: [], submissions: 0 });
    expect(grace).toMatchObject({
      person: 'Grace.Hopper',
      signedIn: 'yes',
      submissions: 1,
      submission: { name: 'first', at: ISO, executionId: ANY, version: ANY },
      verdict: { state: 'training' },
    });
    expect(eve).toMatchObject({ person: 'eve@example.com', signedIn: 'yes', notebooks: [running] });
    expect(unnamed).toMatchObject({ signedIn: 'unknown', submissions: 1, verdict: { state: 'waiting' } });
    for (const stranger of [eve, unnamed]) expect(stranger).not.toHaveProperty('name');
    expect(unnamed).not.toHaveProperty('person');
  });

  it('tells what became of it, lab by lab', () => {
    const verdicts = end?.peopleOf('lab').flatMap(({ verdict }) => verdict ?? []);
    expect(verdicts).toEqual(
      Array.from({ length: 2 }, () => ({ state: 'released', detail: expect.stringContaining('4.87 %') as string })),
    );
    expect(end?.peopleOf('far')).toHaveLength(1);
  });

  it('goes on where one lab cannot be read, and names that', async () => {
    const elsewhere = workFolder();
    writeFileSync(join(elsewhere, 'mlops-lab.yaml'), SETTINGS);
    mkdirSync(join(elsewhere, '.mlops-lab/sandbox'), { recursive: true });
    const denied = {
      kind: 'error',
      call: 'servicecatalog:Scan*',
      code: 'AccessDeniedException',
      status: 400,
      times: 1,
    };
    writeFileSync(join(elsewhere, '.mlops-lab/sandbox/faults.json'), JSON.stringify([denied]));
    const { code, stdout, stderr } = await mlopsLab(['class', 'status', '--sandbox'], { cwd: elsewhere });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^✖ (lab|far): .*ScanProvisionedProducts/);
    expect(stdout).toMatch(/^ {2}(lab {2}Ada Lovelace|far {2}Jean Bartik) {2}/m);
    expect(stdout).toContain('! class status: 1 of 2 labs done');
    expect(stderr).toMatch(/✖ 1 of 2 labs failed: (lab|far)/);
  });
});

it('takes one submission for all labs, and tells of each what became of it', async () => {
  const submitted = async (...flags: string[]) => {
    const { code } = await run('submit', '--as', 'jean', '--all', '--summary', 'submitted.json', ...flags);
    const { labs = [] } = JSON.parse(readFileSync(join(cwd, 'submitted.json'), 'utf8')) as ResultEvent;
    return { code, labs: labs.map(({ lab, status, error }) => [lab, status, error?.code]) };
  };
  const far = ['far', 'failed', 'role-refused'];
  expect(await submitted('--dry-run')).toEqual({ code: 1, labs: [['lab', 'succeeded', undefined], far] });
  expect(await submitted()).toEqual({ code: 1, labs: [['lab', 'succeeded', undefined], far] });
  expect(await submitted()).toEqual({ code: 1, labs: [['lab', 'unchanged', undefined], far] });
});
