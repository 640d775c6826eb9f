import { describe, expect, it } from 'vitest';
import type { ActionContext } from '../../../src/actions/context.ts';
import { earlierExecution } from '../../../src/actions/submit/earlier-execution.ts';
import { submit } from '../../../src/actions/submit/index.ts';
import type { Execution, Pipeline } from '../../../src/ports/pipeline.ts';
import { bytes, csvWith } from '../../lab/submission/archives.ts';
import { UNATTENDED } from '../../support/rehearsal.ts';
import { releaseStage, type ReleaseStageOptions } from '../../support/release-stage.ts';
import { inWords } from '../../support/steps.ts';

const GIVEN = 1000;
const OWN = 'own by ada';
const execution = (id: string, more: Partial<Execution> = {}): Execution => ({
  ...{ id, status: 'InProgress', started: 0, changed: 0, version: 'v', summary: 'other' },
  ...more,
});
const unread = (id: string, more: Partial<Execution> = {}): Execution => {
  const { version: _, summary: _none, ...rest } = execution(id, more);
  return rest;
};

/** What is found among executions as they are after so many seconds, and how long that took. */
async function found(executionsAt: (seconds: number) => readonly Execution[]) {
  let now = GIVEN;
  const seconds = () => (now - GIVEN) / 1000;
  const clock = { now: () => now, sleep: (milliseconds: number) => Promise.resolve(void (now += milliseconds)) };
  const pipeline = { executions: () => Promise.resolve([...executionsAt(seconds())]) } as unknown as Pipeline;
  const each = await earlierExecution({ clock } as unknown as ActionContext, pipeline, { summary: OWN, given: GIVEN });
  return [each?.id, seconds()];
}

describe('what was submitted before', () => {
  it.each<[string, readonly Execution[], string | undefined]>([
    ['under way', [execution('a'), execution('b', { summary: OWN })], 'b'],
    ['over since the command was given', [execution('a', { summary: OWN, status: 'Failed', changed: GIVEN + 1 })], 'a'],
    ['over before', [execution('a', { summary: OWN, status: 'Failed', changed: GIVEN })], undefined],
    ['serving', [execution('a', { summary: OWN, status: 'Succeeded' })], 'a'],
    [
      'serving no more',
      [execution('a', { status: 'Succeeded' }), execution('b', { summary: OWN, status: 'Succeeded' })],
      undefined,
    ],
    ['made with the pipeline', [unread('a', { atCreation: true })], undefined],
    ['read, without a word', [execution('a', { summary: '' })], undefined],
    ['over and never read', [unread('a', { status: 'Failed' })], undefined],
  ])('is found without waiting, or is not: %s', async (_, executions, id) => {
    expect(await found(() => executions)).toEqual([id, 0]);
  });

  it('is waited for as long as one of those that were there first has not been read', async () => {
    const both = [unread('a'), unread('b')];
    expect(await found((now) => (now < 30 ? both : [execution('a'), execution('b', { summary: OWN })]))).toEqual([
      'b',
      30,
    ]);
    expect(await found((now) => (now < 30 ? both : [execution('a'), unread('b')]))).toEqual([undefined, 180]);
    expect(await found((now) => (now < 30 ? both : [execution('a'), execution('b')]))).toEqual([undefined, 30]);
  });

  it('is none of those that came later', async () => {
    const came = [unread('new'), unread('newer')];
    expect(await found((now) => (now < 10 ? [unread('a')] : [...came, execution('a')]))).toEqual([undefined, 10]);
    expect(await found((now) => [...(now < 10 ? [] : came), ...(now < 20 ? [unread('a')] : [])])).toEqual([
      undefined,
      20,
    ]);
  });
});

describe('submit', () => {
  const DRY = { ...UNATTENDED, dryRun: true };
  const REQUEST = { hyperparameters: [], watch: false };

  function staged(options: ReleaseStageOptions = {}) {
    const stage = releaseStage({ files: { lab: bytes(csvWith()) }, executions: [], ...options });
    const scientist = stage.context.cloud.dataScientist;
    const begun: string[] = [];
    const dataScientist: typeof scientist = async (...args) => {
      const one = await scientist(...args);
      return {
        ...one,
        begin: (submission) => {
          begun.push(submission.bucket);
          return one.begin(submission);
        },
      };
    };
    return { ...stage, begun, context: { ...stage.context, cloud: { ...stage.context.cloud, dataScientist } } };
  }

  const summary = async () => {
    const { context, submitted } = staged();
    await submit(context, UNATTENDED, REQUEST);
    return submitted[0]?.summary ?? '';
  };

  it('as a dry run begins nothing, and says how it is done in earnest', async () => {
    const { context, begun, submitted } = staged();
    const outcome = await submit(context, DRY, REQUEST);
    expect([begun, submitted]).toEqual([[], []]);
    expect(outcome).toMatchObject({ status: 'succeeded', next: [{ command: 'without --dry-run' }] });
    expect(outcome.submission).not.toHaveProperty('version');
  });

  it('as a dry run finds what is there without waiting, and names it', async () => {
    const executions = [{ version: 'version-0', summary: await summary() }];
    const { context, begun, pipeline, events } = staged({ begins: false, executions });
    expect(await submit(context, DRY, REQUEST)).toMatchObject({
      status: 'unchanged',
      submission: { name: 'penguins', kind: 'data', version: 'version-0' },
    });
    expect([begun, Math.max(...pipeline.calls)]).toEqual([[], 0]);
    expect(events.at(-1)).toMatchObject({ type: 'notice', level: 'info' });
  });

  it('looks for what is begun already a moment later, since the pipeline takes that to start', async () => {
    const executions = [{ version: 'version-0', summary: await summary(), from: 5 }];
    const { context, events } = staged({ begins: false, executions });
    const outcome = await submit(context, UNATTENDED, REQUEST);
    expect(outcome).toMatchObject({ status: 'unchanged', submission: { version: 'version-0' } });
    const states = events.flatMap((event) => (event.type === 'submission' ? [event.state] : []));
    expect(states).toEqual(['checked']);
  });

  it('says how it is followed', async () => {
    const { context } = staged();
    const outcome = await submit(context, UNATTENDED, REQUEST);
    expect(inWords(outcome.next ?? [])).toBe(
      'follow it as the operator of the Tools account: mlops-lab pipeline --watch\n' +
        'follow the next one from the beginning: mlops-lab submit --watch',
    );
  });
});
