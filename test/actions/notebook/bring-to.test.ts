import { describe, expect, it } from 'vitest';
import { bringTo, type Goal } from '../../../src/actions/notebook/bring-to.ts';
import { reportOf } from '../../../src/actions/notebook/report.ts';
import { LabError } from '../../../src/errors.ts';
import type { NotebookState } from '../../../src/ports/notebooks.ts';
import { saying } from '../../support/steps.ts';
import { catalogStage, inTurn, is, MINE, PARTS } from './catalog.ts';

type Looks = readonly [NotebookState | undefined, ...(NotebookState | undefined)[]];

/** Brings a notebook to a state that is seen in these, one after the other. */
function bringing(goal: Goal, [first, ...others]: Looks) {
  const stage = catalogStage({ state: inTurn(first, ...others), start: idle, stop: idle });
  const { clock } = stage.context;
  const before = clock.now();
  const about = { name: 'mine', notebook: 'nb' };
  const work = async () => {
    const notebooks = await stage.context.cloud.notebooks(stage.context.lab);
    return bringTo(stage.context, notebooks, about, goal);
  };
  return { ...stage, work, seconds: () => (clock.now() - before) / 1000 };
}

const idle = () => Promise.resolve();

describe('a notebook that is brought to a state', () => {
  it.each<[Goal, string, Looks, string[], number]>([
    ['InService', 'there already', [is('InService')], [], 0],
    ['InService', 'stopped', [is('Stopped'), is('Pending'), is('InService')], ['start nb'], 10],
    ['InService', 'failed once', [is('Failed'), is('Pending'), is('InService')], ['start nb'], 10],
    ['InService', 'on its way', [is('Pending'), is('InService')], [], 5],
    ['InService', 'on its way elsewhere', [is('Stopping'), is('Stopped'), is('InService')], ['start nb'], 10],
    ['InService', 'asked only once', [is('Stopped'), is('Stopped'), is('InService')], ['start nb'], 10],
    ['Stopped', 'there already', [is('Stopped')], [], 0],
    ['Stopped', 'gone', [undefined], [], 0],
    ['Stopped', 'failed', [is('Failed')], [], 0],
    ['Stopped', 'being deleted', [is('Deleting')], [], 0],
    ['Stopped', 'running', [is('InService'), is('Stopping'), is('Stopped')], ['stop nb'], 10],
    ['Stopped', 'on its way elsewhere', [is('Pending'), is('InService'), is('Stopped')], ['stop nb'], 10],
  ])('%s is asked for what it takes, and waited for: %s', async (goal, _, looks, changes, seconds) => {
    const stage = bringing(goal, looks);
    await stage.work();
    expect([stage.changes, stage.seconds()]).toEqual([changes, seconds]);
  });

  it('is not looked for further where the network is away for a moment', async () => {
    const away = new LabError({ code: 'unreachable', message: 'AWS does not answer', hint: 'look' });
    const answers = [() => Promise.reject(away), () => Promise.resolve(is('InService'))];
    const stage = catalogStage({ state: () => (answers.shift() ?? expect.fail('it was there'))() });
    const notebooks = await stage.context.cloud.notebooks(stage.context.lab);
    await bringTo(stage.context, notebooks, { name: 'mine', notebook: 'nb' }, 'InService');
    expect(stage.changes).toEqual([]);
  });

  it.each<[string, Looks]>([
    ['is being deleted', [is('Deleting')]],
    ['was deleted', [undefined]],
  ])('cannot be started where it %s', async (_, looks) => {
    await expect(bringing('InService', looks).work()).rejects.toMatchObject({
      code: 'notebook-gone',
      message: 'notebook nb is being deleted, or was deleted outside of Service Catalog',
      hints: saying(
        'give its product back: mlops-lab notebook terminate mine\nand launch another one: mlops-lab notebook launch mine',
      ),
    });
  });

  it.each<[NotebookState, string]>([
    [is('Failed', { failure: 'no disk' }), 'no disk'],
    [is('Failed'), 'SageMaker gives no reason'],
  ])('tells why it did not start, once it was asked to: %j', async (state, reason) => {
    const stage = bringing('InService', [is('Stopped'), state]);
    await expect(stage.work()).rejects.toMatchObject({
      code: 'start-failed',
      message: `notebook nb did not start: ${reason}`,
      hints: saying('/aws/sagemaker/NotebookInstances, streams nb/...'),
    });
    expect(stage.changes).toEqual(['start nb']);
  });

  it('is waited for no longer than half an hour', async () => {
    const stage = bringing('InService', [is('Pending')]);
    await expect(stage.work()).rejects.toMatchObject({
      code: 'notebook-stuck',
      message: 'notebook nb is Pending after 30 minutes, where a few would do',
      hints: [{ command: 'again' }],
    });
    expect(stage.seconds()).toBe(1800);
  });
});

describe('what is told of a notebook', () => {
  const told = { name: 'mine', parameters: { a: '1' }, outputs: { b: '2' } };
  const parts = { parameters: { a: '1' }, outputs: { b: '2' } };

  it('is what there is of it', () => {
    expect(reportOf({ ...MINE, message: 'x' }, { parts })).toEqual({ ...told, status: 'AVAILABLE' });
    const whole = { parts: { ...parts, notebook: 'nb', bucket: 'b' }, state: is('Stopped', { instanceType: 'ml.x' }) };
    const more = { notebook: 'nb', notebookStatus: 'Stopped', instanceType: 'ml.x', bucket: 'b' };
    expect(reportOf(MINE, whole)).toEqual({ ...told, status: 'AVAILABLE', ...more });
    expect(reportOf(MINE, { parts: PARTS, state: is('Stopped') })).not.toHaveProperty('instanceType');
  });

  it('is what Service Catalog says of one that is not sound', () => {
    expect(reportOf({ ...MINE, status: 'TAINTED', message: 'x' }, { parts })).toMatchObject({ message: 'x' });
    expect(reportOf({ ...MINE, status: 'TAINTED', message: '' }, { parts })).not.toHaveProperty('message');
    expect(reportOf({ ...MINE, status: 'TAINTED' }, { parts })).not.toHaveProperty('message');
  });
});
