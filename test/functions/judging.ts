import { evaluateModel } from '../../lambda-code/evaluate-model/evaluate-model.ts';
import type { EvaluateParameters } from '../../src/lab/release.ts';
import { FakeAws } from './fake-aws.ts';
import { packageArn } from './fake-sagemaker.ts';
import { action, EXECUTION, type ActionOptions } from './pipeline.ts';
import { csv, penguins } from './submissions.ts';

export const PRODUCTION = 'mlops-lab--production';
export const COURSE = 'mlops-assets/courses/0123/course.json';
export const HOLDOUT = 'mlops-assets/data/0123/holdout.csv';

export const PARAMETERS: EvaluateParameters = {
  environment: 'nonprod',
  executionId: EXECUTION,
  modelData: `s3://mlops-artifacts/models/${EXECUTION}/model.tar.gz`,
  course: 'courses/0123/course.json',
  endpointName: 'mlops-lab--nonprod',
  endpointConfigName: 'new',
  previousEndpointConfigName: 'old',
};

export const IN_PRODUCTION: EvaluateParameters = {
  ...PARAMETERS,
  environment: 'production',
  endpointName: PRODUCTION,
  modelPackageArn: packageArn(1),
};

/** How wrong the new model is; the old one is always right. */
type Share = number | string;

/** Both endpoints serve the new configuration, and the model is registered. */
export function cloud(share: Share): FakeAws {
  const aws = new FakeAws();
  const { sagemaker } = aws;
  aws.objects.put(HOLDOUT, csv(penguins(230)));
  for (const name of ['old', 'new']) {
    sagemaker.configurations.set(name, { variant: { ModelName: name }, tags: new Map(), createdAt: 1 });
  }
  for (const endpoint of ['mlops-lab--nonprod', PRODUCTION]) {
    sagemaker.endpoints.set(endpoint, { status: 'InService', serving: 'new' });
  }
  sagemaker.packages.push({ status: 'Approved', token: 'any', input: {} });
  sagemaker.predict = ([, , flipper = 0], configuration) => {
    if (typeof share === 'string' && configuration === 'new') return share;
    return 20 * flipper * (configuration === 'new' ? 1 + Number(share) : 1);
  };
  return aws;
}

export function evaluate(aws: FakeAws, parameters = PARAMETERS, options: ActionOptions = {}) {
  return action(aws, evaluateModel, parameters, options);
}

/** What production predicts for a penguin with a flipper of 200 mm. */
export function prediction(aws: FakeAws): string {
  return aws.sagemaker.invoke(PRODUCTION, '40,17,200,1,0,0');
}
