import { describe, expect, it } from 'vitest';
import type { FakeAws } from '../../test/functions/fake-aws.ts';
import { cloud, evaluate, IN_PRODUCTION, PARAMETERS } from '../../test/functions/judging.ts';
import { EXECUTION } from '../../test/functions/pipeline.ts';

describe('a model that is right about most birds and answers the impossible for some', () => {
  /** Says this of every tenth penguin by its flipper, and is right about all others. */
  function absurd(answer: string): FakeAws {
    const aws = cloud(0);
    const right = aws.sagemaker.predict;
    aws.sagemaker.predict = (row, configuration) =>
      configuration === 'new' && (row[2] ?? 0) % 10 === 0 ? answer : right(row, configuration);
    return aws;
  }

  const BOUNDS = 'possible is 1133.33 g to 13740 g, which is the hold-out data and a factor of 3 beyond';

  it.each([
    ['-1000000000', '-1000000000 g'],
    ['0', '0 g'],
    ['13741', '13741 g'],
    ['nan', 'NaN g'],
    ['-inf', '-Infinity g'],
  ])('such as %s is stopped, told how many there are, the worst and the bounds', async (answer, worst) => {
    const aws = absurd(answer);
    const { kind, message } = await evaluate(aws);
    expect(kind).toBe('failure');
    expect(message).toContain('the model predicts what cannot be, submit a better one: ');
    expect(message).toContain(`: 23 of 230 predictions are impossible, the worst ${worst}; ${BOUNDS}; median`);
    expect(aws.sagemaker.packages[1]).toMatchObject({
      status: 'Rejected',
      input: { CustomerMetadataProperties: { impossiblePredictions: '23', medianAbsolutePercentageError: '0' } },
    });
  });

  it('reports what is not finite as SageMaker does, in text', async () => {
    const aws = absurd('inf');
    await evaluate(aws);
    const report = JSON.parse(aws.objects.text(`mlops-artifacts/evaluations/${EXECUTION}/nonprod.json`)) as unknown;
    expect(report).toMatchObject({
      regression_metrics: { rmse: { value: 'Infinity' } },
      verdict: { passed: false, plausibility: { impossible: { count: 23, worst: 'Infinity' } } },
    });
  });

  it('gives way in production to what was served before', async () => {
    const aws = absurd('-1000000000');
    const { message } = await evaluate(aws, IN_PRODUCTION);
    expect(message).toMatch(/23 of 230 predictions are impossible.*The previous configuration old serves again$/);
    expect(aws.sagemaker.packages).toMatchObject([{ status: 'Rejected' }]);
  });

  it('passes where the bound allows it', async () => {
    const answer = '13741';
    expect((await evaluate(absurd(answer), PARAMETERS, { environment: { PLAUSIBILITY: '3.1' } })).kind).toBe('success');
  });
});
