import type { StatusParameters } from '../../src/lab/release.ts';
import { ENVIRONMENTS } from '../../src/lab/release.ts';
import type { JobDefinition } from '../job/job-handler.ts';
import type { Values } from '../job/values.ts';
import { endpointStatus } from './endpoint-status.ts';
import { trainingStatus } from './training-status.ts';

export const getStatus: JobDefinition<StatusParameters> = {
  name: 'GetStatus',
  parse,
  run: (parameters, job) =>
    parameters.subject === 'training' ? trainingStatus(parameters, job) : endpointStatus(parameters, job),
};

function parse(values: Values): StatusParameters {
  if (values.oneOf('subject', ['training', 'endpoint']) === 'training') {
    return { subject: 'training', trainingJobName: values.text('trainingJobName') };
  }
  const previousEndpointConfigName = values.optionalText('previousEndpointConfigName');
  return {
    subject: 'endpoint',
    environment: values.oneOf('environment', ENVIRONMENTS),
    endpointName: values.text('endpointName'),
    endpointConfigName: values.text('endpointConfigName'),
    ...(previousEndpointConfigName !== undefined && { previousEndpointConfigName }),
  };
}
