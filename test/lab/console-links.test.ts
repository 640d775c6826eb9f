import { describe, expect, it } from 'vitest';
import { consoleLinks, executionLink, stackEventsLink } from '../../src/lab/console-links.ts';
import { LAB } from '../support/rehearsal.ts';

const SPRING = {
  name: 'spring',
  region: 'eu-west-1',
  accounts: { ...LAB.accounts, tools: { ...LAB.accounts.tools, id: '111111111111' } },
};

describe('a page of the console', () => {
  const page = (rest: string) => `https://eu-west-1.console.aws.amazon.com/${rest}`;

  it('is that of something of the lab, in its region', () => {
    expect(consoleLinks(SPRING)).toEqual({
      products: page('servicecatalog/home?region=eu-west-1#products'),
      notebooks: page('sagemaker/home?region=eu-west-1#/notebook-instances'),
      submissions: page('s3/buckets/mlops-spring--submissions-111111111111-eu-west-1?region=eu-west-1'),
      pipeline: page('codesuite/codepipeline/pipelines/mlops-spring/view?region=eu-west-1'),
      endpoints: {
        nonprod: page('sagemaker/home?region=eu-west-1#/endpoints/mlops-spring--nonprod'),
        production: page('sagemaker/home?region=eu-west-1#/endpoints/mlops-spring--production'),
      },
    });
  });

  it('is that of the events of a stack', () => {
    expect(stackEventsLink('arn:aws:cloudformation:eu-west-1:111111111111:stack/a/b')).toBe(
      page(
        'cloudformation/home?region=eu-west-1#/stacks/events?stackId=arn%3Aaws%3Acloudformation%3Aeu-west-1%3A111111111111%3Astack%2Fa%2Fb',
      ),
    );
  });

  it('is that of an execution of a pipeline', () => {
    expect(executionLink('eu-west-1', 'mlops-spring', 'e-1')).toBe(
      page('codesuite/codepipeline/pipelines/mlops-spring/executions/e-1/visualization?region=eu-west-1'),
    );
  });
});
