import { describe, expect, it } from 'vitest';
import type { ActionContext } from '../../../src/actions/context.ts';
import { commandsFor } from '../../../src/actions/handout/commands.ts';
import { handout } from '../../../src/actions/handout/index.ts';
import type { HandoutRequest } from '../../../src/actions/handout/request.ts';
import { standingLab } from '../../../src/actions/handout/standing.ts';
import { markIn } from '../../../src/lab/handout-mark.ts';
import { stackName } from '../../../src/lab/names.ts';
import { ownerTags } from '../../../src/lab/owner.ts';
import type { ObservedStack } from '../../../src/lab/stack-status.ts';
import { STACK_IDS, STACKS, type StackId } from '../../../src/lab/stacks.ts';
import { LAB } from '../../support/rehearsal.ts';
import { releaseStage } from '../../support/release-stage.ts';
import { inWords, saying, shown } from '../../support/steps.ts';
import { memory } from './memory.ts';

const PEOPLE = [{ name: 'Ada Lovelace', email: 'ada@example.com' }, { name: 'Bob' }];
const ZONES = { Zone1: 'us-east-1a', Zone2: 'us-east-1b' };

type Standing = Partial<Record<StackId, Partial<ObservedStack> | 'missing'>>;

interface LabOptions {
  readonly people?: ActionContext['people'];
  readonly stacks?: Standing;
  readonly alone?: boolean;
  readonly files?: ReturnType<typeof memory>;
  readonly name?: string;
}

/** A lab that stands, but for what is said of its stacks. */
function labWith({ people = [], stacks = {}, alone = false, files = memory({}), name = 'lab' }: LabOptions = {}) {
  const stage = releaseStage({ alone });
  const lab = { ...LAB, name };
  const { cloud } = stage.context;
  const find = (called: string) => {
    const id = STACK_IDS.find((each) => stackName(STACKS[each], lab) === called) ?? expect.fail(called);
    const said = stacks[id];
    const parameters = id === 'network' ? ZONES : {};
    const usual = {
      id: called,
      name: called,
      status: 'CREATE_COMPLETE',
      tags: ownerTags(lab),
      parameters,
      outputs: {},
    };
    return Promise.resolve(said === 'missing' ? undefined : { ...usual, ...said });
  };
  const account = (role: 'tools' | 'datascience' | 'staging') => ({
    ...cloud.tools,
    identity: () => Promise.resolve({ account: lab.accounts[role].id, arn: 'arn:aws:iam::1:user/ada' }),
    stacks: { ...cloud.tools.stacks, find },
  });
  const accounts = { tools: account('tools'), datascience: account('datascience'), staging: account('staging') };
  const context = {
    ...stage.context,
    command: 'handout',
    lab,
    people,
    files: files.files,
    cloud: { ...cloud, ...accounts },
  };
  return { ...stage, context: context as unknown as ActionContext, texts: files.texts, made: files.made };
}

const REQUEST: HandoutRequest = { folder: 'out' };

async function written(options: LabOptions, request: Partial<HandoutRequest> = {}) {
  const lab = labWith(options);
  const run = handout({ ...REQUEST, ...request });
  const inLab = await run.inLab(lab.context);
  return { ...lab, inLab, outcome: await run.conclude(inLab) };
}

describe('the handout of a lab', () => {
  it('is a page for it, where it names nobody, and says how somebody gets a link', async () => {
    const { outcome, texts, made, inLab } = await written({});
    expect([...texts.keys()]).toEqual(['out/mlops-lab.html']);
    expect([...made]).toEqual(['.', 'out']);
    expect(outcome).toMatchObject({
      command: 'handout',
      status: 'succeeded',
      handout: { folder: 'out', start: 'out/mlops-lab.html' },
    });
    expect(outcome.handout?.files).toEqual([{ file: 'out/mlops-lab.html', page: 'lab', lab: 'lab' }]);
    expect(inWords(inLab.next ?? [])).toBe('make a sign-in link for somebody by name: mlops-lab login --as ada');
  });

  it('has a page for each of its people, which is marked as such', async () => {
    const { outcome, texts, inLab } = await written({ people: PEOPLE }, { until: '2999-12-24' });
    const person = { page: 'person', lab: 'lab', region: 'us-east-1', until: '2999-12-24' };
    expect([...texts].map(([file, text]) => [file, markIn(text)])).toEqual([
      ['out/mlops-lab.html', { ...person, page: 'lab' }],
      ['out/mlops-lab/Ada.Lovelace.html', { ...person, person: 'Ada Lovelace' }],
      ['out/mlops-lab/Bob.html', { ...person, person: 'Bob' }],
    ]);
    expect(outcome.handout?.files).toContainEqual({
      file: 'out/mlops-lab/Bob.html',
      page: 'person',
      lab: 'lab',
      person: 'Bob',
    });
    expect(inWords(inLab.next ?? [])).toMatch(/: mlops-lab login --format csv --file logins.csv$/);
  });

  it('tells of the lab, with its pictures, its people and whom they ask', async () => {
    const { texts } = await written({ people: PEOPLE }, { contact: 'Grace Hopper', until: '2999-12-24' });
    const page = texts.get('out/mlops-lab/Ada.Lovelace.html') ?? '';
    for (const name of ['pipeline', 'submit', 'rejected'])
      expect(page).toContain(`svg+xml,${encodeURIComponent(`<svg>${name}</svg>`)}`);
    for (const told of ['Grace Hopper', 'Ada Lovelace', 'research-Ada.Lovelace']) {
      expect(page).toContain(told);
    }
    expect(texts.get('out/mlops-lab.html')).toContain('research-YOUR-NAME');
    expect(page).toContain('https://');
  });

  it('costs what its zones cost', async () => {
    const page = async (parameters: Record<string, string>) => {
      const { texts } = await written({ stacks: { network: { parameters } } });
      return (texts.get('out/mlops-lab.html') ?? '').replace(/<!--[^]*?-->/g, '');
    };
    expect(await page({ Zone1: 'a' })).not.toBe(await page({ Zone1: 'a', Zone2: 'b', Zone3: 'c' }));
  });

  it('has an index where several labs were handed out, in the order of the class', async () => {
    const files = memory({});
    const run = handout(REQUEST);
    await run.inLab(labWith({ files, name: 'c2' }).context);
    await run.inLab(labWith({ files, name: 'c1' }).context);
    const labs = ['c1', 'c2'].map((lab) => ({ lab, status: 'succeeded', exitCode: 0 }) as const);
    const { handout: made } = await run.conclude({ command: 'handout', status: 'succeeded', labs });
    expect(made?.start).toBe('out/index.html');
    expect(made?.files).toEqual([
      { file: 'out/index.html', page: 'index' },
      { file: 'out/mlops-c1.html', page: 'lab', lab: 'c1' },
      { file: 'out/mlops-c2.html', page: 'lab', lab: 'c2' },
    ]);
    expect(files.texts.get('out/index.html')).toContain('mlops-c1.html');
  });

  it('is none where no lab got as far', async () => {
    const { files, texts } = memory({});
    const outcome = { command: 'handout', status: 'declined' } as const;
    expect(await handout(REQUEST).conclude(outcome)).toBe(outcome);
    expect([texts.size, files]).toEqual([0, files]);
  });

  it('is refused before anything is read: for a day that is over, or a folder that is none', async () => {
    const late = labWith();
    await expect(handout({ ...REQUEST, until: '2020-01-01' }).inLab(late.context)).rejects.toMatchObject({
      code: 'date-past',
      exitCode: 2,
      message: '--until is 2020-01-01, and today is 2026-01-05',
      hints: [{ say: 'give a date that is to come, or leave it out' }],
    });
    const taken = labWith({ files: memory({ out: 'x' }) });
    await expect(handout(REQUEST).inLab(taken.context)).rejects.toMatchObject({ code: 'handout-not-written' });
    expect([...late.events, ...taken.events]).toEqual([]);
  });
});

describe('a lab that is handed out', () => {
  const refusalOf = async (stacks: Standing, more: Partial<ActionContext> = {}): Promise<unknown> =>
    standingLab({ ...labWith({ stacks }).context, ...more }).catch((error: unknown) => error);

  it('stands, as its accounts tell', async () => {
    const { context, events } = labWith();
    expect(await standingLab(context)).toEqual({ zones: 2 });
    expect(events.map((event) => event.type === 'account' && event.account)).toEqual([
      'tools',
      'datascience',
      'staging',
    ]);
  });

  it.each<[string, Standing, string]>([
    [
      'is not there',
      Object.fromEntries(STACK_IDS.map((id) => [id, 'missing'])),
      'the lab "lab" does not stand yet: none of its stacks is there; nothing was written',
    ],
    [
      'lacks something',
      { network: 'missing', pipeline: { status: 'UPDATE_ROLLBACK_FAILED' } },
      'the lab "lab" does not stand yet: LabDSAccountNetwork is missing, LabMLOpsPipeline is UPDATE_ROLLBACK_FAILED; nothing was written',
    ],
    [
      'is under way',
      { catalog: { status: 'CREATE_IN_PROGRESS' } },
      'the lab "lab" does not stand yet: LabSCToolsAccountSetup is CREATE_IN_PROGRESS; nothing was written',
    ],
  ])('is refused where it %s', async (_, stacks, message) => {
    expect(await refusalOf(stacks)).toMatchObject({
      code: 'lab-not-deployed',
      message,
      hints: saying('deploy what is missing: mlops-lab init'),
    });
  });

  it('is refused where another course is taught than the settings say', async () => {
    const pipeline = { parameters: { CourseKey: `courses/trees/${'a'.repeat(64)}/course.json` } };
    const refused = await refusalOf({ pipeline });
    expect(refused).toMatchObject({
      code: 'course-unsaid',
      message: 'the lab teaches the course trees, and no setting says so; the pages would tell of penguins',
    });
  });
});

describe('the commands of a page', () => {
  const context = { lab: LAB, alone: false, showSteps: shown };

  it('are those of its reader, as far as that is known', () => {
    expect(commandsFor(context, { name: 'Ada Lovelace' })).toEqual({
      login: 'npx mlops-lab login --open',
      launch: 'npx mlops-lab notebook launch research-Ada.Lovelace --team research --size small --cost-center research',
      open: 'npx mlops-lab notebook open research-Ada.Lovelace --browser',
      stop: 'npx mlops-lab notebook stop research-Ada.Lovelace',
      terminate: 'npx mlops-lab notebook terminate research-Ada.Lovelace',
      submit: 'npx mlops-lab submit --watch',
      submitYours: 'npx mlops-lab submit birds.csv --hyperparameter max_depth=5 --watch',
    });
    expect(commandsFor(context, undefined).stop).toBe('npx mlops-lab notebook stop research-YOUR-NAME');
  });

  it('are about the lab of the run in a rehearsal alone, whose folder is shared', () => {
    const showSteps: typeof shown = (steps) =>
      shown(steps).map(({ say, command = '' }) => ({ say, command: `${command} --lab here` }));
    expect(commandsFor({ ...context, showSteps, alone: true }, undefined).login).toBe(
      'npx mlops-lab login --open --lab here',
    );
    expect(commandsFor({ ...context, showSteps }, undefined).login).toBe('npx mlops-lab login --open');
  });
});
