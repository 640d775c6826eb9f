import type { ListObjectVersionsOutput } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { submit } from '../../src/actions/submit/index.ts';
import { SUBMISSION_KEY, submissionBucket } from '../../src/lab/names.ts';
import { call, submitWatched } from '../pipeline/releases.ts';
import { continued, deployedLab, saved } from '../support/lab-in-place.ts';
import { LAB, UNATTENDED, type Rehearsal } from '../support/rehearsal.ts';
import { drawn } from '../support/sweep.ts';

/** The first requests are those of the submission itself; the release is followed by many more. */
const REQUESTS = [...Array(24).keys()];
const REQUEST = { hyperparameters: ['num_round=20'], watch: false };

class Killed extends Error {}

function versions(lab: Rehearsal): number {
  const input = { Bucket: submissionBucket(LAB), Prefix: SUBMISSION_KEY };
  return (call<ListObjectVersionsOutput>(lab, 'tools', 's3:ListObjectVersions', input).Versions ?? []).length;
}

/** The world that a `submit --watch` leaves whose process is killed while its last request is answered. */
async function killedAt(last: number) {
  let requests = 0;
  const lab = await continued(await deployedLab(), {
    tamper: (handler) => ({
      ...handler,
      handle: async (request) => {
        if (requests > last) throw new Killed();
        requests += 1;
        const answer = await handler.handle(request);
        if (requests > last) throw new Killed();
        return answer;
      },
    }),
  });
  await expect(submitWatched(lab)).rejects.toThrow();
  return saved(lab);
}

describe('submit --watch whose process is killed', () => {
  it('goes on with its upload when it is run again, after whichever request that was', async () => {
    for (const last of drawn(REQUESTS, 2)) {
      const lab = await continued(await killedAt(last));
      const { submission } = await submit(lab.context, UNATTENDED, REQUEST);
      expect([versions(lab), submission?.version], `killed at request ${last}`).toEqual([1, expect.any(String)]);
    }
  });
});
