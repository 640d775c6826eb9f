import { describe, expect, it } from 'vitest';
import type { NotebookReport } from '../../src/events.ts';
import { paintFor } from '../../src/ui/text/paint.ts';
import { afterEvent, drawRunning, isIdle, NOTHING_RUNNING } from '../../src/ui/progress/running.ts';
import { transcript } from './transcript.ts';

const MINE: NotebookReport = {
  name: 'mine',
  status: 'AVAILABLE',
  notebook: 'mlops-lab--nb-1',
  notebookStatus: 'InService',
  bucket: 'mlops-lab--nb-1-222222222222-us-east-1',
  parameters: { NotebookSize: 'small', TeamName: 'birds' },
  outputs: { NotebookUrl: 'https://console/mine' },
};
const FAILED: NotebookReport = { name: 'old', status: 'ERROR', message: 'no capacity', parameters: {}, outputs: {} };

const PLAIN = { paint: paintFor(false), linked: (text: string) => text };

describe('what is told of notebooks', () => {
  it('is what was done with them, and all about a single one', async () => {
    const { stdout, stderr } = await transcript([
      { type: 'notebook-started', operation: 'launch', name: 'mine' },
      { type: 'notebook-finished', operation: 'launch', name: 'mine', outcome: 'succeeded', seconds: 285 },
      { type: 'notebook-finished', operation: 'stop', name: 'mine', outcome: 'failed', seconds: 60 },
      { type: 'result', command: 'notebook launch', status: 'succeeded', notebooks: [MINE] },
    ]);
    expect(stderr).toBe('  mine: is being launched\n✔ mine: launched in 4m 45s\n✖ mine: stop failed after 1m 00s\n');
    expect(stdout).toBe(
      'Notebooks\n  mine  InService  small  birds\n' +
        '    Notebook        mlops-lab--nb-1\n    In the console  https://console/mine\n' +
        '    Bucket          mlops-lab--nb-1-222222222222-us-east-1\n\n✔ notebook launch: done\n',
    );
  });

  it('is a line for each of several, with what is wrong', async () => {
    const result = { command: 'notebook list', status: 'succeeded', notebooks: [MINE, FAILED] } as const;
    const { stdout } = await transcript([{ type: 'result', ...result }]);
    expect(stdout).toContain('  mine  InService  small  birds\n  old   ERROR                    no capacity\n');
    expect((await transcript([{ type: 'result', ...result, notebooks: [] }])).stdout).toContain('No notebooks\n');
  });

  it('has owner, type and time of launch, for an administrator', async () => {
    const others = { ...MINE, owner: 'ada', instanceType: 'ml.t3.medium', launchedAt: '2026-01-05T09:30:12.000Z' };
    const result = { command: 'notebook list', status: 'succeeded', notebooks: [others, others] } as const;
    const { stdout } = await transcript([{ type: 'result', ...result }]);
    expect(stdout).toContain('  ada  mine  InService  small  birds  ml.t3.medium  launched 2026-01-05 09:30 UTC\n');
  });

  it('leaves stdout to the address of one that is opened', async () => {
    const opened = { name: 'mine', notebook: 'mlops-lab--nb-1', inBrowser: false };
    const { stdout, stderr } = await transcript([
      { type: 'result', command: 'notebook open', status: 'succeeded', opened },
    ]);
    expect(stdout).toBe('');
    expect(stderr).toContain('✔ mine: the address can be opened for five minutes; whoever has it gets in');
  });

  it('shows what is under way until it ends', () => {
    const about = { operation: 'terminate', name: 'mine' } as const;
    const running = afterEvent(NOTHING_RUNNING, { type: 'notebook-started', ...about }, 0);
    expect(drawRunning(running, 72_000, 80, PLAIN)).toBe('mine: is being terminated, 1m 12s');
    const two = afterEvent(running, { type: 'notebook-started', operation: 'stop', name: 'other' }, 1000);
    expect(drawRunning(two, 72_000, 80, PLAIN)).toBe('mine: is being terminated, 1m 12s, and 1 more');
    const end = { type: 'notebook-finished', ...about, outcome: 'succeeded', seconds: 72 } as const;
    expect(isIdle(afterEvent(running, end, 72_000))).toBe(true);
    expect(drawRunning(afterEvent(two, end, 72_000), 72_000, 80, PLAIN)).toContain('other: is being stopped');
  });
});
