import { describe, expect, it } from 'vitest';
import { continued } from '../support/lab-in-place.ts';
import { packSubmission } from '../../src/lab/submission/submission.ts';
import { modelArchive } from '../lab/submission/archives.ts';
import { modelJson, STUMP } from '../lab/submission/models.ts';
import { shuffledLabels } from '../permissions/shuffled-labels.ts';
import { begin, ended, endpoint, packages, predictions, releasedLab, shown, submitWatched } from './releases.ts';

describe('a submission from which nothing can be learnt', async () => {
  const lab = await continued(await releasedLab());
  const production = () => ({ ...endpoint(lab, 'production'), predictions: predictions(lab, 'production') });
  const before = production();
  const result = await submitWatched(lab, undefined, shuffledLabels(lab.context));
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

describe('a model that answers what no bird weighs for the few largest', async () => {
  const lab = await continued(await releasedLab());
  const absurd = { ...STUMP, split_conditions: [228, 0, -1e9] };
  const model = modelArchive([{ name: 'xgboost-model', content: modelJson({ trees: [STUMP, absurd] }) }]);
  const manifest = { version: 1, name: 'heavy', kind: 'model' } as const;
  const result = await ended(lab, begin(lab, packSubmission(manifest, { kind: 'model', bytes: model })));

  it('is stopped in non-production by that alone, told how many birds, the worst answer and the bounds', () => {
    expect(result).toMatchObject({
      status: 'failed',
      release: { failed: { stage: 'NonProd', action: 'EvaluateNonProd' } },
      error: {
        message: expect.stringMatching(
          /the model predicts what cannot be, submit a better one: \d of 89 predictions are impossible, the worst -99999\d+ g; possible is 950 g to 17550 g.*error [\d.]+ %/,
        ) as string,
      },
    });
    const [, error] = /median absolute percentage error ([\d.]+) %/.exec(result.error?.message ?? '') ?? [];
    expect(Number(error)).toBeLessThan(10);
    expect(packages(lab)).toEqual(['Rejected', 'Approved']);
  });
});
