import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CodePipelineClient, PutJobSuccessResultCommand } from '@aws-sdk/client-codepipeline';
import { ListEndpointsCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { expect, it, onTestFinished } from 'vitest';
import { lambdaSurroundings } from './setup.ts';

it('clients of one function go on with each other’s connections', async () => {
  let connections = 0;
  const server = createServer((request, response) => {
    request.resume();
    response.setHeader('content-type', 'application/x-amz-json-1.1').end('{}');
  }).on('connection', () => (connections += 1));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const { client, answering } = lambdaSurroundings();
  const place = { endpoint: `http://127.0.0.1:${String(port)}`, region: 'us-east-1' };
  const credentials = { accessKeyId: 'FUNCTION', secretAccessKey: 'secret' };
  await new CodePipelineClient({ ...answering, ...place, credentials }).send(
    new PutJobSuccessResultCommand({ jobId: 'job-1' }),
  );
  await new SageMakerClient({ ...client, ...place, credentials }).send(new ListEndpointsCommand({}));
  expect(connections).toBe(1);
});
