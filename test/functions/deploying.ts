import type { DeployParameters } from '../../src/lab/release.ts';
import { deployModel } from '../../lambda-code/deploy-model/deploy-model.ts';
import { FakeAws } from './fake-aws.ts';
import { action, EXECUTION, type ActionOptions } from './pipeline.ts';

/** The endpoint of production. */
export const ENDPOINT = 'mlops-lab--production';
export const INSTANCES = { INSTANCE_TYPE: 'ml.m5.large', INSTANCE_COUNT: '2', ROLLBACK_ALARMS: 'errors, latency' };

/** A cloud with a model that was trained. */
export function cloud(): FakeAws {
  const aws = new FakeAws();
  aws.objects.put('mlops-artifacts/models/1/model.tar.gz', 'trees');
  return aws;
}

export function release(number: number, environment: DeployParameters['environment'] = 'production'): DeployParameters {
  const executionId = EXECUTION.replace(/1$/, String(number));
  return { environment, executionId, modelData: 's3://mlops-artifacts/models/1/model.tar.gz' };
}

export async function deploy(aws: FakeAws, parameters = release(1), options: ActionOptions = {}) {
  const end = await action(aws, deployModel, parameters, options);
  const outputs = end.kind === 'success' ? end.outputVariables : {};
  return { ...end, name: outputs.EndpointConfigName ?? '', previous: outputs.PreviousEndpointConfigName };
}

/** Deploys and waits until the endpoint serves it. */
export async function released(aws: FakeAws, parameters = release(1), options: ActionOptions = {}) {
  const end = await deploy(aws, parameters, options);
  aws.sagemaker.settle();
  return end;
}
