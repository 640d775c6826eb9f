import { describe, expect, it } from 'vitest';
import { Refused } from '../../test/functions/fake-wire.ts';
import { cloud, evaluate, IN_PRODUCTION, prediction, PRODUCTION } from '../../test/functions/judging.ts';

describe('putting the previous configuration back', () => {
  const THROTTLED = new Refused('ThrottlingException', 'Rate exceeded');

  it.each(['sagemaker:DescribeEndpoint', 'sagemaker:InvokeEndpoint'])(
    'is not done for a good model where %s is throttled for a while',
    async (operation) => {
      const aws = cloud(0.05);
      aws.fail(operation, THROTTLED, 3);
      const end = await evaluate(aws, IN_PRODUCTION);
      expect(end).toMatchObject({ kind: 'success', invocations: 4 });
      expect(end.said[0]).toMatch(/^AWS has no time yet for \w+Endpoint of .*: ThrottlingException: Rate exceeded$/);
    },
  );

  it('is done where the check is throttled for more than ten minutes', async () => {
    const aws = cloud(0.05);
    aws.fail('sagemaker:InvokeEndpoint', THROTTLED, 200);
    const end = await evaluate(aws, IN_PRODUCTION);
    expect(end.kind).toBe('failure');
    expect(end.message).toMatch(/Rate exceeded.*The previous configuration old serves again$/);
  });

  it('creates an endpoint anew where instances cannot be updated to the serverless configuration of before', async () => {
    const aws = cloud(0.18);
    const variant = { ModelName: 'old', ServerlessConfig: {} };
    aws.sagemaker.configurations.set('old', { variant, tags: new Map(), createdAt: 1 });
    const end = await evaluate(aws, IN_PRODUCTION);
    expect(end.message).toMatch(
      /old serves again, from an endpoint that was created anew and did not answer meanwhile$/,
    );
    expect(prediction(aws)).toBe('4000');
  });

  it('says so where that configuration is gone', async () => {
    const aws = cloud(0.18);
    aws.sagemaker.configurations.delete('old');
    const end = await evaluate(aws, IN_PRODUCTION);
    expect(end.message).toContain('could not be brought back to old: that configuration is gone');
    expect(aws.sagemaker.endpoints.get(PRODUCTION)).toMatchObject({ status: 'InService', serving: 'new' });
  });

  it('goes on while AWS is unwell and while the endpoint is busy', async () => {
    const aws = cloud(0.18);
    const busy = new Refused('ValidationException', 'Cannot update in-progress endpoint "x".');
    aws.fail('sagemaker:UpdateEndpoint', busy);
    const end = await evaluate(aws, IN_PRODUCTION, {
      between: ({ sagemaker }, invocation) => {
        if (invocation === 1) aws.fail('sagemaker:DescribeEndpoint', new Refused('ServiceUnavailable', 'unwell', 503));
        sagemaker.settle();
      },
    });
    expect(end.message).toContain('The previous configuration old serves again');
  });

  it('tries again when it is rolled back itself, and says when that is of no use', async () => {
    const aws = cloud(0.18);
    const end = await evaluate(aws, IN_PRODUCTION, {
      between: ({ sagemaker }) => {
        sagemaker.trouble = 'no capacity';
        sagemaker.settle();
      },
    });
    expect(end.kind).toBe('failure');
    expect(end.message).toContain(`Endpoint ${PRODUCTION} could not be brought back to old: no capacity`);
    expect(aws.calls.filter((call) => call.startsWith('sagemaker:UpdateEndpoint'))).toHaveLength(3);
  });

  it('does not take for ever', async () => {
    const end = await evaluate(cloud(0.18), IN_PRODUCTION, { interval: 900, between: () => undefined });
    expect(end.message).toContain('could not be brought back to old: it takes too long');
  });

  it('says why when it may not be done', async () => {
    const aws = cloud(0.18);
    aws.fail('sagemaker:UpdateEndpoint', new Refused('AccessDeniedException', 'may not update', 403));
    const end = await evaluate(aws, IN_PRODUCTION);
    expect(end.message).toContain('18 %');
    expect(end.message).toContain('could not be brought back to old: UpdateEndpoint');
  });

  it('leaves alone what somebody else deployed meanwhile', async () => {
    const end = await evaluate(cloud(0.18), IN_PRODUCTION, {
      between: ({ sagemaker }) => {
        sagemaker.endpoints.set(PRODUCTION, { status: 'InService', serving: 'newer' });
      },
    });
    expect(end.message).toContain(`Endpoint ${PRODUCTION} serves newer meanwhile, and is left`);
  });

  it('rejects the model with the reason in one line, however many the container answered', async () => {
    const aws = cloud(0.05);
    aws.sagemaker.predict = () => '!Traceback:\n  line 1\n\tValueError';
    const end = await evaluate(aws, IN_PRODUCTION);
    expect(end.message).toMatch(/The previous configuration old serves again$/);
    const description = expect.stringContaining('Traceback: line 1 ValueError') as string;
    expect(aws.sagemaker.packages).toMatchObject([{ status: 'Rejected', description }]);
  });

  it('is reported although the model cannot be rejected', async () => {
    const aws = cloud(0.18);
    aws.fail('sagemaker:DescribeModelPackage', new Refused('AccessDeniedException', 'no', 403));
    const end = await evaluate(aws, IN_PRODUCTION);
    expect(end.message).toContain('old serves again. The model could not be rejected: DescribeModelPackage');
  });
});
