import type { LabSettings } from './accounts.ts';
import { consoleHost, endpointName, pipelineName, submissionBucket } from './names.ts';
import { ENVIRONMENTS, type Environment } from './release.ts';

/** Pages of the console. Each opens in the account that one is signed in to, and lets nobody in. */
export interface ConsoleLinks {
  readonly products: string;
  readonly notebooks: string;
  readonly submissions: string;
  readonly pipeline: string;
  readonly endpoints: Readonly<Record<Environment, string>>;
}

/** The events of a stack, by its ARN. */
export function stackEventsLink(stackId: string): string {
  const region = stackId.split(':')[3] ?? '';
  const stack = encodeURIComponent(stackId);
  return `https://${consoleHost(region)}/cloudformation/home?region=${region}#/stacks/events?stackId=${stack}`;
}

/** What happens, or happened, in an execution of a pipeline. */
export function executionLink(region: string, pipeline: string, executionId: string): string {
  const page = `codesuite/codepipeline/pipelines/${pipeline}/executions/${executionId}/visualization`;
  return `https://${consoleHost(region)}/${page}?region=${region}`;
}

export function consoleLinks(lab: Pick<LabSettings, 'name' | 'region' | 'accounts'>): ConsoleLinks {
  const { region } = lab;
  const page = (service: string, query = '') => `https://${consoleHost(region)}/${service}?region=${region}${query}`;
  const [nonprod, production] = ENVIRONMENTS.map((environment) =>
    page('sagemaker/home', `#/endpoints/${endpointName(lab, environment)}`),
  ) as [string, string];
  return {
    products: page('servicecatalog/home', '#products'),
    notebooks: page('sagemaker/home', '#/notebook-instances'),
    submissions: page(`s3/buckets/${submissionBucket(lab)}`),
    pipeline: page(`codesuite/codepipeline/pipelines/${pipelineName(lab)}/view`),
    endpoints: { nonprod, production },
  };
}
