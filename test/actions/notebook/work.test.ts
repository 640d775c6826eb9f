import { beforeEach, beforeAll, describe, expect, it } from 'vitest';
import { listNotebooks } from '../../../src/actions/notebook/list.ts';
import { openNotebook } from '../../../src/actions/notebook/open.ts';
import { powerNotebook } from '../../../src/actions/notebook/power.ts';
import { continued, saved } from '../../support/lab-in-place.ts';
import { UNATTENDED, type Rehearsal } from '../../support/rehearsal.ts';
import { asked, labWithNotebook, launch, operations, operator, type Continued } from './stage.ts';
import { saying } from '../../support/steps.ts';

let lab: Continued;
let rehearsal: Rehearsal;
let notebook: string;

beforeAll(async () => {
  lab = await labWithNotebook();
});

beforeEach(async () => {
  rehearsal = await lab();
  notebook = (await listNotebooks(rehearsal.context)).notebooks?.[0]?.notebook ?? '';
});

function power(operation: 'start' | 'stop', options = UNATTENDED, name = 'mine') {
  return powerNotebook({ ...rehearsal.context, command: `notebook ${operation}` }, options, { name, operation });
}

describe('notebook list', () => {
  it('tells of all that the same person launched', async () => {
    await launch(rehearsal, asked('second', { NotebookSize: 'large' }));
    await power('stop', UNATTENDED, 'second');
    expect((await listNotebooks(rehearsal.context)).notebooks).toMatchObject([
      { name: 'mine', status: 'AVAILABLE', notebookStatus: 'InService', parameters: { NotebookSize: 'small' } },
      { name: 'second', status: 'AVAILABLE', notebookStatus: 'Stopped', parameters: { NotebookSize: 'large' } },
    ]);
  });
});

describe('notebook stop and start', () => {
  it('wait until it is done, and have nothing to do the second time', async () => {
    expect(await power('stop')).toMatchObject({ status: 'succeeded', notebooks: [{ notebookStatus: 'Stopped' }] });
    expect(await power('stop')).toMatchObject({ status: 'unchanged' });
    expect(await power('start')).toMatchObject({ status: 'succeeded', notebooks: [{ notebookStatus: 'InService' }] });
    expect(await power('start')).toMatchObject({ status: 'unchanged' });
    expect(operations(rehearsal)).toEqual(['stop mine: succeeded', 'start mine: succeeded']);
  });

  it('turn round one that is on its way elsewhere', async () => {
    operator(rehearsal).invoke('sagemaker', 'StopNotebookInstance', { NotebookInstanceName: notebook });
    expect(await power('start')).toMatchObject({ status: 'succeeded', notebooks: [{ notebookStatus: 'InService' }] });
  });

  it.each([
    ['stop', 'Stopping'],
    ['start', 'Pending'],
  ] as const)('give up on one that hangs, and say what may help: %s', async (phase, status) => {
    if (phase === 'start') await power('stop');
    rehearsal = await continued(saved(rehearsal), {
      faults: [{ kind: 'stuck', resource: 'notebook-instance/*', phase }],
    });
    const before = rehearsal.sandbox.clock.now();
    await expect(power(phase)).rejects.toMatchObject({
      code: 'notebook-stuck',
      exitCode: 1,
      message: `notebook ${notebook} is ${status} after 30 minutes, where a few would do`,
      hints: saying('run the same command again later'),
    });
    expect(rehearsal.sandbox.clock.now() - before).toBeLessThan(35 * 60_000);
    expect(operations(rehearsal).at(-1)).toBe(`${phase} mine: failed`);
    await rehearsal.context.clock.sleep(24 * 3_600_000);
    expect(await power(phase)).toMatchObject({ status: 'unchanged' });
  });

  it('as a dry run change nothing', async () => {
    const result = await power('stop', { ...UNATTENDED, dryRun: true });
    expect(result).toMatchObject({ status: 'succeeded', notebooks: [{ notebookStatus: 'InService' }] });
    expect(operations(rehearsal)).toEqual([]);
  });

  it('name those there are when there is none of the name', async () => {
    await expect(power('stop', UNATTENDED, 'yours')).rejects.toMatchObject({
      exitCode: 2,
      message: 'you have launched no notebook by the name yours',
      hints: [{ say: 'name one of yours: mine' }],
    });
  });
});

describe('notebook open', () => {
  it('reveals an address, which is in no event and nowhere in the cloud', async () => {
    const result = await openNotebook(rehearsal.context, { name: 'mine', browser: false });
    expect(result).toMatchObject({ status: 'succeeded', opened: { name: 'mine', notebook, inBrowser: false } });
    const [secret] = rehearsal.revealed;
    expect(secret).toMatchObject({
      name: 'notebook-url',
      text: expect.stringContaining(`https://${notebook}.`) as string,
    });
    const { world, trail } = rehearsal.sandbox.cloud;
    const kept = [world.snapshot(), JSON.stringify(trail.entries()), JSON.stringify([rehearsal.events, result])];
    expect(kept.filter((each) => each.includes(secret?.text.split('authToken=')[1] ?? 'authToken'))).toEqual([]);
  });

  it('opens a browser instead where it is asked to, and never in a rehearsal', async () => {
    const onAws = { ...rehearsal.context, alone: false };
    const request = { name: 'mine', browser: true };
    expect(await openNotebook(onAws, request)).toMatchObject({ opened: { inBrowser: true } });
    expect([rehearsal.opened.length, rehearsal.revealed.length]).toEqual([1, 0]);
    expect(await openNotebook(rehearsal.context, request)).toMatchObject({ opened: { inBrowser: false } });
    expect([rehearsal.opened.length, rehearsal.revealed.length]).toEqual([1, 1]);
  });

  it('says how to start one that is stopped', async () => {
    await power('stop');
    await expect(openNotebook(rehearsal.context, { name: 'mine', browser: false })).rejects.toMatchObject({
      code: 'not-in-service',
      message: 'notebook mine cannot be opened, as it is Stopped',
      hints: saying('start it: mlops-lab notebook start mine'),
    });
  });
});
