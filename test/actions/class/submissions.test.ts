import { describe, expect, it } from 'vitest';
import { classStatus } from '../../../src/actions/class/people/index.ts';
import { readSubmissions } from '../../../src/actions/class/people/submissions.ts';
import { revisionSummary } from '../../../src/actions/submit/revision-summary.ts';
import type { Execution, Pipeline } from '../../../src/ports/pipeline.ts';
import { continued, deployedLab } from '../../support/lab-in-place.ts';
import { rehearse, type Rehearsal } from '../../support/rehearsal.ts';

const BYTES = new Uint8Array(3);
const execution = (id: string, started: number, more: Partial<Execution> = {}): Execution => ({
  id,
  status: 'Succeeded',
  started,
  changed: started,
  version: `version of ${id}`,
  ...more,
});

/** The lab's pipeline with another history. */
function withHistory({ context }: Rehearsal, history: readonly Execution[]) {
  const asked: string[] = [];
  const pipeline = (name: string) =>
    Promise.resolve({
      name,
      history: () => Promise.resolve([...history]),
      runsOf: (id: string) => {
        asked.push(id);
        return Promise.resolve([]);
      },
    } as unknown as Pipeline);
  const { cloud } = context;
  return { asked, context: { ...context, cloud: { ...cloud, tools: { ...cloud.tools, pipeline } } } };
}

describe('what the people of a lab submitted', () => {
  it('is told by person: how often, and what became of the latest', async () => {
    const by = (name: string, person: string) => ({ summary: revisionSummary(name, person, BYTES) });
    const { asked, context } = withHistory(await continued(await deployedLab()), [
      execution('4', Date.UTC(2026, 0, 8), { ...by('b', 'ada'), status: 'InProgress' }),
      execution('3', Date.UTC(2026, 0, 7), { summary: 'by hand' }),
      execution('2', Date.UTC(2026, 0, 6), by('c', 'bob')),
      execution('1', Date.UTC(2026, 0, 5), by('a', 'ada')),
      // It has not read yet what it processes.
      (({ version: _, ...unread }) => unread)(execution('0', 0, by('x', 'ada'))),
    ]);
    expect(await readSubmissions(context)).toEqual([
      {
        person: 'ada',
        submissions: 2,
        submission: { name: 'b', at: '2026-01-08T00:00:00.000Z', executionId: '4', version: 'version of 4' },
        verdict: { state: 'waiting' },
      },
      {
        person: undefined,
        submissions: 1,
        submission: { at: '2026-01-07T00:00:00.000Z', executionId: '3', version: 'version of 3' },
        verdict: { state: 'released' },
      },
      {
        person: 'bob',
        submissions: 1,
        submission: { name: 'c', at: '2026-01-06T00:00:00.000Z', executionId: '2', version: 'version of 2' },
        verdict: { state: 'released' },
      },
    ]);
    expect(asked).toEqual(['4', '3', '2']);
  });

  it('is nothing where there is no pipeline, and whoever looks at the class is told that nobody can sign in', async () => {
    const { context, events } = await rehearse();
    expect(await readSubmissions(context)).toEqual([]);
    const people = [{ name: 'Ada Lovelace' }];
    const outcome = await classStatus({ ...context, command: 'class status', people });
    expect(outcome).toMatchObject({
      command: 'class status',
      status: 'succeeded',
      people: [{ name: 'Ada Lovelace', signedIn: 'unknown', notebooks: [], submissions: 0 }],
    });
    expect(events.flatMap((event) => (event.type === 'account' ? [event.account] : []))).toEqual([
      'tools',
      'datascience',
    ]);
    expect(events.at(-1)).toMatchObject({
      level: 'warning',
      message: 'the lab "lab" is not deployed in account 222222222222: nobody can sign in to it',
    });
  });

  it('is not nothing where it cannot be read', async () => {
    const fault = { kind: 'error', call: 'cloudformation:DescribeStacks', code: 'AccessDenied', status: 403 } as const;
    const { context } = await rehearse({ faults: [fault] });
    await expect(readSubmissions(context)).rejects.toMatchObject({ code: 'access-denied' });
  });
});
