import { endpointConfigOperations } from './configs.ts';
import { createEndpoint, deleteEndpoint, describeEndpoint, listEndpoints } from './endpoints.ts';
import { invokeEndpoint } from './invoke.ts';
import { updateEndpoint } from './update-endpoint.ts';

export const endpointOperations = {
  ...endpointConfigOperations,
  CreateEndpoint: createEndpoint,
  DescribeEndpoint: describeEndpoint,
  ListEndpoints: listEndpoints,
  UpdateEndpoint: updateEndpoint,
  DeleteEndpoint: deleteEndpoint,
  InvokeEndpoint: invokeEndpoint,
};
