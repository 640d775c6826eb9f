import { describe, expect, it } from 'vitest';
import { continued } from '../support/lab-in-place.ts';
import { shuffledLabels } from '../permissions/shuffled-labels.ts';
import { endpoint, packages, predictions, releasedLab, shown, submitWatched } from './releases.ts';

describe('a submission from which nothing can be learnt', async () => {
  const lab = await continued(await releasedLab());
  const production = () => ({ ...endpoint(lab, 'production'), predictions: predictions(lab, 'production') });
  const before = production();
  const result = await submitWatched(lab, undefined, await shuffledLabels(lab.context.files));
  const { errorDetails } = shown(lab, 'NonProd', 'EvaluateNonProd') ?? {};
  const after = { production: production(), packages: packages(lab) };

  it('is stopped in non-production, with measure and threshold', () => {
    expect(result).toMatchObject({
      status: 'failed',
      release: { outcome: 'failed', failed: { stage: 'NonProd', action: 'EvaluateNonProd' } },
      error: {
        code: 'release-failed',
        message: expect.stringMatching(
          /not good enough.*: median absolute percentage error \d\d\.\d+ % \(threshold 10 %\) over 89 rows/,
        ) as string,
      },
    });
    expect(result.error?.message).toContain(errorDetails?.message);
  });

  it('leaves production as it was', () => {
    expect(after.production).toEqual(before);
  });

  it('is registered as rejected', () => {
    expect(after.packages).toEqual(['Rejected', 'Approved']);
  });
});
