import { describe, expect, it } from 'vitest';
import type { ActionContext } from '../../../src/actions/context.ts';
import { classStatus } from '../../../src/actions/class/people/index.ts';
import { readPeoplesNotebooks } from '../../../src/actions/class/people/notebooks.ts';
import { readSubmissions } from '../../../src/actions/class/people/submissions.ts';
import { revisionSummary } from '../../../src/actions/submit/revision-summary.ts';
import { LabError } from '../../../src/errors.ts';
import type { OthersLaunch } from '../../../src/ports/account-notebooks.ts';
import type { PlannedExecution } from '../../support/release-stage.ts';
import { releaseStage } from '../../support/release-stage.ts';
import { catalogStage, inTurn, is, MINE, PARTS, type Answers } from '../notebook/catalog.ts';

const STACK = 'arn:aws:cloudformation:us-east-1:222222222222:stack/SC-1/0123abcd-1111-2222-3333-444444444444';
const NOTEBOOK = 'mlops-lab--nb-0123abcd';

describe('the notebooks of people', () => {
  const BARE = { name: 'mine', status: 'AVAILABLE' };

  async function read(launch: Partial<OthersLaunch>, answers: Answers = {}) {
    const [found] = await readPeoplesNotebooks(
      catalogStage({ list: inTurn([{ ...MINE, ...launch }]), ...answers }).context,
    );
    return found;
  }

  it('are told with what each does, and since when', async () => {
    const launchedAt = '2026-01-05T09:00:00.000Z';
    const state = inTurn(is('Stopped', { since: Date.UTC(2026, 0, 5, 10) }));
    expect(await read({ owner: 'ada', stack: STACK, message: 'x', launchedAt }, { state })).toStrictEqual({
      owner: 'ada',
      notebook: {
        ...BARE,
        message: 'x',
        notebook: NOTEBOOK,
        notebookStatus: 'Stopped',
        launchedAt,
        since: '2026-01-05T10:00:00.000Z',
      },
    });
  });

  it('need no look at their parts where owner and stack say it', async () => {
    const parts = () => Promise.reject(new Error('not asked for'));
    const asked: string[] = [];
    const state = (name: string) => Promise.resolve(asked.push(name) > 0 ? is('InService') : undefined);
    await read({ owner: 'ada', stack: STACK }, { parts, state });
    expect(asked).toEqual([NOTEBOOK]);
  });

  it('are of whom their parts name where Service Catalog does not say', async () => {
    const parts = inTurn({ ...PARTS, parameters: { Owner: 'bob' } });
    expect(await read({ stack: STACK }, { parts })).toMatchObject({ owner: 'bob', notebook: { notebook: 'nb' } });
    expect(await read({ owner: 'ada' }, { parts })).toMatchObject({ owner: 'ada', notebook: { notebook: 'nb' } });
  });

  it('have nothing of what is not there', async () => {
    const parts = inTurn({ parameters: {}, outputs: {} });
    expect(await read({}, { parts, state: inTurn(is('Stopped', { since: 0 })) })).toStrictEqual({
      owner: undefined,
      notebook: BARE,
    });
    expect(await read({}, { state: inTurn(undefined) })).toStrictEqual({ owner: undefined, notebook: BARE });
  });
});

describe('the submissions of people', () => {
  const by = (name: string, person: string) => revisionSummary(name, person, new Uint8Array());
  const stage = (executions: readonly PlannedExecution[]) => releaseStage({ executions }).context;

  it('are counted by person, and the latest is told with its verdict', async () => {
    const executions: PlannedExecution[] = [
      { id: '4', version: 'v4', summary: by('b', 'ada') },
      { id: '3', version: 'v3', to: 0, status: 'Failed' },
      { id: '2', version: 'v2', to: 0, summary: by('a', 'ada') },
      { id: '1', to: 0, summary: by('a', 'bob') },
    ];
    const at = '2026-01-05T00:00:00.000Z';
    expect(await readSubmissions(stage(executions))).toStrictEqual([
      {
        person: 'ada',
        submissions: 2,
        submission: { name: 'b', at, executionId: '4', version: 'v4' },
        verdict: { state: 'waiting' },
      },
      {
        person: undefined,
        submissions: 1,
        submission: { at, executionId: '3', version: 'v3' },
        verdict: { state: 'failed' },
      },
    ]);
  });

  it('are none without a pipeline, and told as an error where that cannot be read', async () => {
    const context = stage([]);
    const reading = (resourcesOfType: () => Promise<string[]>) => {
      const { cloud } = context;
      const tools = { ...cloud.tools, stacks: { ...cloud.tools.stacks, resourcesOfType } };
      return readSubmissions({ ...context, cloud: { ...cloud, tools } });
    };
    expect(await reading(() => Promise.resolve([]))).toEqual([]);
    for (const error of [new LabError({ code: 'access-denied', message: 'no', hint: 'x' }), new TypeError('a bug')]) {
      await expect(reading(() => Promise.reject(error))).rejects.toBe(error);
    }
  });
});

describe('class status', () => {
  const PEOPLE = [{ name: 'Ada Lovelace' }];

  /** A lab whose stack for data scientists is there, or is not. */
  function lab(isDeployed: boolean) {
    const stage = catalogStage({ list: inTurn([{ ...MINE, owner: 'Ada.Lovelace', stack: STACK }]) });
    const { cloud } = stage.context;
    const { find } = cloud.datascience.stacks;
    const stacks = { ...cloud.datascience.stacks, find: isDeployed ? find : () => Promise.resolve(undefined) };
    const datascience = { ...cloud.datascience, stacks };
    const context: ActionContext = {
      ...stage.context,
      command: 'class status',
      people: PEOPLE,
      cloud: { ...cloud, datascience },
    };
    return { context, events: stage.events };
  }

  it('is of people with what each has', async () => {
    const { context, events } = lab(true);
    expect(await classStatus(context)).toMatchObject({
      command: 'class status',
      status: 'succeeded',
      people: [{ name: 'Ada Lovelace', signedIn: 'yes', notebooks: [{ name: 'mine' }], submissions: 0 }],
    });
    expect(events.map((event) => event.type === 'account' && event.account)).toEqual(['tools', 'datascience']);
  });

  it('warns where nobody can sign in', async () => {
    const { context, events } = lab(false);
    await classStatus(context);
    const message = 'the lab "lab" is not deployed in account 222222222222: nobody can sign in to it';
    expect(events.at(-1)).toEqual({ type: 'notice', level: 'warning', message });
  });
});
