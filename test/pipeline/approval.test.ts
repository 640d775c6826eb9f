import { describe, expect, it } from 'vitest';
import { approve } from '../../src/actions/approve/index.ts';
import { watchPipeline } from '../../src/actions/follow/index.ts';
import { continued, deployedLab, saved } from '../support/lab-in-place.ts';
import { UNATTENDED } from '../support/rehearsal.ts';
import { ended, endpoint, pass, passUntil, shown, submitWatched } from './releases.ts';
import { saying } from '../support/steps.ts';

const SETTINGS = { approval: true, notifyEmail: 'team@example.com' };
const DAY = 24 * 60 * 60;

describe('a release that wants an approval', async () => {
  const lab = await continued(await deployedLab(SETTINGS));
  const waiting = await submitWatched(lab);
  const question = shown(lab, 'Approval', 'ApproveRelease');
  const atTheGate = saved(lab);
  const from = () => continued(atTheGate);

  it('waits for it, and shows what was measured', () => {
    expect(waiting).toMatchObject({
      status: 'succeeded',
      release: { outcome: 'waiting', evaluations: [{ environment: 'nonprod' }] },
      next: saying(/mlops-lab approve .*--reject\n.*mlops-lab pipeline --watch/s),
    });
    expect(question?.summary).toMatch(/^penguins: median absolute percentage error [\d.]+ % \(threshold 10 %\)/);
    expect(endpoint(lab, 'production')).toBeUndefined();
  });

  it('is released once it is approved, and the answer is told with it', async () => {
    const approved = await from();
    expect((await approve(approved.context, UNATTENDED, { reject: false, comment: 'looks good' })).status).toBe(
      'succeeded',
    );
    expect((await watchPipeline(approved.context, undefined)).release?.outcome).toBe('released');
    expect(endpoint(approved, 'production')?.EndpointStatus).toBe('InService');
    expect((await approve(approved.context, UNATTENDED, { reject: false })).status).toBe('unchanged');
  });

  it('has the next one wait behind it, and then for its own', async () => {
    const queued = await from();
    const next = await submitWatched(queued, ['num_round=5', 'max_depth=2']);
    const first = waiting.release?.executionId;
    expect(next.release).toMatchObject({
      outcome: 'waiting',
      evaluations: [{ environment: 'nonprod' }],
      awaits: { executionId: first, submission: 'penguins' },
    });
    const { executionId } = next.release ?? {};
    await expect(approve(queued.context, UNATTENDED, { reject: false, executionId })).rejects.toMatchObject({
      code: 'another-approval',
    });
    await approve(queued.context, UNATTENDED, { reject: true, executionId: first });
    passUntil(queued, () => shown(queued, 'Approval', 'ApproveRelease')?.status === 'InProgress');
    const asked = await watchPipeline(queued.context, executionId);
    expect(asked.release).toMatchObject({ outcome: 'waiting', executionId });
    await approve(queued.context, UNATTENDED, { reject: false, executionId });
    expect((await ended(queued, executionId)).release?.outcome).toBe('released');
  });

  it('fails once it is rejected, with the comment, and production is left alone', async () => {
    const rejected = await from();
    await approve(rejected.context, UNATTENDED, { reject: true, comment: 'too few gentoos' });
    const result = await watchPipeline(rejected.context, undefined);
    expect(result).toMatchObject({
      status: 'failed',
      release: { outcome: 'rejected', failed: { stage: 'Approval', action: 'ApproveRelease' } },
      error: { message: expect.stringContaining('too few gentoos') as string },
    });
    expect(endpoint(rejected, 'production')).toBeUndefined();
  });

  it('fails if nobody answers within a week, and is not an approval any more', async () => {
    const forgotten = await from();
    pass(forgotten, 8 * DAY);
    const result = await watchPipeline(forgotten.context, undefined);
    expect(result).toMatchObject({
      status: 'failed',
      error: { message: expect.stringContaining('timed out') as string },
    });
    expect((await approve(forgotten.context, UNATTENDED, { reject: false })).status).toBe('unchanged');
    expect(endpoint(forgotten, 'production')).toBeUndefined();
  });
});
