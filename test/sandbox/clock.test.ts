import { describe, expect, it } from 'vitest';
import { submit } from '../../src/actions/submit/index.ts';
import type { Blobs } from '../../src/sandbox/kernel/blobs.ts';
import { continued, deployedLab } from '../support/lab-in-place.ts';
import { UNATTENDED } from '../support/rehearsal.ts';

describe('what goes wrong while virtual time passes', () => {
  it('reaches whoever waits for it, instead of nobody', async () => {
    const world = await deployedLab();
    const lost = new Error('a content is missing');
    const fail = () => {
      throw lost;
    };
    const blobs: Blobs = { put: (bytes) => world.blobs.put(bytes), get: fail };
    const { context } = await continued({ ...world, blobs });
    const watched = submit(context, UNATTENDED, { hyperparameters: [], watch: true });
    await expect(watched).rejects.toBe(lost);
  });
});
