import { describe, expect, it } from 'vitest';
import { launchNotebook } from '../../../src/actions/notebook/launch.ts';
import type { LaunchRequest } from '../../../src/actions/notebook/request.ts';
import { anySession } from '../../../src/lab/person.ts';
import type { Launch, Launched } from '../../../src/ports/notebooks.ts';
import { LAB, UNATTENDED } from '../../support/rehearsal.ts';
import { inWords, saying } from '../../support/steps.ts';
import { catalogStage, ended, inTurn, is, MINE, OFFER, PARTS, type CatalogStage } from './catalog.ts';
import { notices, operations } from './stage.ts';

const DRY = { ...UNATTENDED, dryRun: true };
const mine = (status: Launched['status']): Launched => ({ ...MINE, status });
const NOTHING: Launched[] = [];

const launch = ({ context }: CatalogStage, request: Partial<LaunchRequest> = { name: 'mine' }, options = UNATTENDED) =>
  launchNotebook(context, options, { parameters: {}, ...request });

describe('the name of a notebook that is launched', () => {
  /** The name that a launch gets of whoever launches it. */
  async function named(request: Partial<LaunchRequest>, person: string, offer = OFFER) {
    const launches: Launch[] = [];
    const stage = catalogStage({
      list: inTurn(NOTHING),
      offer: inTurn(offer),
      person: inTurn(person),
      launch: (each) => Promise.resolve(`rec-${String(launches.push(each))}`),
    });
    await launch(stage, request);
    return { name: launches[0]?.name, parameters: launches[0]?.parameters, said: notices(stage) };
  }

  it('is the one that was given, or of team and person', async () => {
    const parameters = { TeamName: 'owls' };
    expect(await named({ name: 'mine', parameters }, 'ada')).toEqual({
      ...{ name: 'mine', said: '' },
      parameters: { TeamName: 'owls', Owner: 'ada' },
    });
    expect((await named({ parameters }, 'ada')).name).toBe('owls-ada');
    const research = { ...OFFER, parameters: [{ key: 'TeamName', type: 'String', allowed: [], default: 'research' }] };
    expect((await named({}, 'ada', research)).name).toBe('research-ada');
    expect((await named({}, 'ada')).name).toBe('lab-ada');
    expect((await named({}, 'ada', { ...OFFER, parameters: [] })).name).toBe('lab-ada');
  });

  it('has no person where that is a name for everybody, who is told', async () => {
    const { name, said } = await named({}, anySession(LAB));
    expect(name).toBe('lab-notebook');
    expect(said).toContain('--as NAME');
  });

  it('is one that Service Catalog takes', async () => {
    const stage = catalogStage();
    await expect(launch(stage, { name: 'my notebook' })).rejects.toMatchObject({
      code: 'invalid-name',
      message: '"my notebook" cannot be the name of a notebook',
      hints: saying('up to 128 letters'),
    });
    expect(stage.changes).toEqual([]);
  });
});

describe('a launch as a dry run', () => {
  it('tells what it would be', async () => {
    const tagged = { ...OFFER, tagOptions: { 'cost-center': ['research'] } };
    const stage = catalogStage({ list: inTurn(NOTHING), offer: inTurn(tagged) });
    expect(await launch(stage, { name: 'mine', parameters: { TeamName: 'owls' } }, DRY)).toEqual({
      command: 'notebook',
      status: 'succeeded',
      notebooks: [{ name: 'mine', status: 'ABSENT', parameters: { TeamName: 'owls', Owner: 'ada' }, outputs: {} }],
      next: [{ say: 'do it', command: 'without --dry-run' }],
    });
    const message = 'mine would be launched in version v3 with TeamName owls, Owner ada, cost-center research';
    expect(stage.events.at(-1)).toEqual({ type: 'notice', level: 'info', message });
    expect(stage.changes).toEqual([]);
  });

  it.each<[Launched['status'], object]>([
    ['AVAILABLE', { status: 'unchanged', notebooks: [{ notebookStatus: 'InService', bucket: 'b' }] }],
    ['TAINTED', { status: 'succeeded', notebooks: [{ status: 'TAINTED' }] }],
    ['UNDER_CHANGE', { status: 'succeeded', notebooks: [{ status: 'UNDER_CHANGE' }] }],
  ])('tells what stands: %s', async (status, outcome) => {
    const stage = catalogStage({ list: inTurn([mine(status)]) });
    expect(await launch(stage, { name: 'mine' }, DRY)).toMatchObject(outcome);
    expect(notices(stage) === '').toBe(status === 'AVAILABLE');
  });
});

describe('a launch', () => {
  it('is followed to its end, and leads on', async () => {
    const stage = catalogStage({ list: inTurn(NOTHING, [MINE]) });
    const outcome = await launch(stage);
    expect(outcome).toMatchObject({ command: 'notebook', status: 'succeeded', notebooks: [{ name: 'mine' }] });
    expect(inWords(outcome.next ?? [])).toBe(
      'open it: mlops-lab notebook open mine\nwhen you are done, give it back: mlops-lab notebook terminate mine',
    );
    expect([stage.changes, operations(stage)]).toEqual([['launch mine'], ['launch mine: succeeded']]);
    const gone = catalogStage({ list: inTurn(NOTHING) });
    expect((await launch(gone)).notebooks).toEqual([]);
  });

  it('that fails tells why', async () => {
    const stage = catalogStage({ list: inTurn(NOTHING, [mine('ERROR')]), record: inTurn(ended('launch', 'failed')) });
    await expect(launch(stage)).rejects.toMatchObject({
      code: 'launch-failed',
      message: 'the launch of mine failed: no launch',
    });
    expect(operations(stage)).toEqual(['launch mine: failed']);
  });

  it('tells what the failed stack of it says', async () => {
    const cause = { logicalId: 'Role', resourceType: 'AWS::IAM::Role', status: 'CREATE_FAILED', reason: 'no more' };
    const answers = { record: inTurn(ended('launch', 'failed')), failure: inTurn(cause) };
    await expect(launch(catalogStage({ ...answers, list: inTurn(NOTHING, [mine('ERROR')]) }))).rejects.toThrow(
      'Role, AWS::IAM::Role: no more',
    );
    await expect(launch(catalogStage({ ...answers, list: inTurn(NOTHING) }))).rejects.toThrow('failed: no launch');
  });

  it('of what stands changes nothing, and says in what it is otherwise', async () => {
    const parameters = { TeamName: 'bees', Owner: 'ada' };
    const stage = catalogStage({ parts: inTurn({ ...PARTS, parameters }) });
    const outcome = await launch(stage, { name: 'mine', parameters: { TeamName: 'owls' } });
    expect([outcome.status, stage.changes, operations(stage)]).toEqual(['unchanged', [], []]);
    expect(stage.events.at(-1)).toMatchObject({ type: 'notice', level: 'warning' });
    expect(notices(stage)).toMatch(/^mine stands with TeamName bees instead of owls: to change it/);
    const alike = catalogStage({ parts: inTurn({ ...PARTS, parameters }) });
    await launch(alike, { name: 'mine', parameters: { TeamName: 'bees' } });
    expect(notices(alike)).toBe('');
    const unset = catalogStage();
    await launch(unset, { name: 'mine', parameters: { TeamName: 'owls' } });
    expect(notices(unset)).toMatch(/TeamName \(not set\) instead of owls, Owner \(not set\) instead of ada/);
  });

  it('attaches to what is under way', async () => {
    const stage = catalogStage({ list: inTurn([mine('UNDER_CHANGE')], [MINE]) });
    expect(await launch(stage)).toMatchObject({ status: 'succeeded' });
    expect([stage.changes, operations(stage)]).toEqual([[], ['attach mine: succeeded']]);
    expect(stage.records).toEqual(['rec-1']);
    const failing = catalogStage({
      list: inTurn([mine('UNDER_CHANGE')], [mine('ERROR')]),
      record: inTurn(ended('launch', 'failed')),
    });
    await expect(launch(failing)).rejects.toMatchObject({ code: 'launch-failed' });
    expect([failing.changes, operations(failing)]).toEqual([[], ['attach mine: failed']]);
  });

  it('begins after a termination that is under way', async () => {
    const stage = catalogStage({ list: inTurn([mine('UNDER_CHANGE')], NOTHING, [MINE]) });
    expect(await launch(stage)).toMatchObject({ status: 'succeeded' });
    expect(operations(stage)).toEqual(['attach mine: succeeded', 'launch mine: succeeded']);
  });

  it('clears away what failed before', async () => {
    const stage = catalogStage({ list: inTurn([mine('ERROR')], [MINE]) });
    expect(await launch(stage)).toMatchObject({ status: 'succeeded' });
    expect(stage.changes).toEqual(['terminate mine', 'launch mine']);
    const stuck = catalogStage({ list: inTurn([mine('ERROR')]), record: inTurn(ended('termination', 'failed')) });
    await expect(launch(stuck)).rejects.toMatchObject({ code: 'termination-failed' });
    expect([stuck.changes, operations(stuck)]).toEqual([['terminate mine'], ['clear mine: failed']]);
  });

  it.each([
    ['update', undefined],
    ['termination', 'termination-failed'],
  ] as const)('takes for usable what is tainted by an %s, or not', async (kind, code) => {
    const stage = catalogStage({ list: inTurn([mine('TAINTED')]), record: inTurn(ended(kind, 'failed')) });
    const result: unknown = await launch(stage).catch((error: unknown) => error);
    expect(result).toMatchObject(code ? { code } : { status: 'unchanged' });
  });

  it('of what is sound asks for no record', async () => {
    const record = () => Promise.resolve(ended('termination', 'failed'));
    expect(await launch(catalogStage({ record, state: inTurn(is('Stopped')) }))).toMatchObject({ status: 'unchanged' });
  });
});
