import {
  GetFunctionCommand,
  GetLayerVersionByArnCommand,
  InvokeCommand,
  LambdaClient,
  ListFunctionsCommand,
  ListLayersCommand,
  ListTagsCommand,
  PutFunctionConcurrencyCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-lambda';
import { InvokeEndpointCommand, SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { describe, expect, it } from 'vitest';

import { AwsError } from '../../../src/sandbox/kernel/aws-error.ts';
import { text } from '../../../src/sandbox/kernel/http.ts';
import { wire, type Answers, type WireOptions } from './wire.ts';

function lambda(answers: Answers, options: WireOptions = {}) {
  const { client, received, gateway } = wire({ lambda: answers }, options);
  return { client: new LambdaClient(client), received, gateway };
}

describe('restJson1', () => {
  it('reads what stands in path, query, headers and body', async () => {
    const { client, received } = lambda({ Invoke: { StatusCode: 200 }, UntagResource: {}, PutFunctionConcurrency: {} });
    const Payload = new TextEncoder().encode('{"a":1}');
    await client.send(new InvokeCommand({ FunctionName: 'f', Qualifier: 'q&=?', LogType: 'Tail', Payload }));
    const Resource = 'arn:aws:lambda:us-east-1:1:function:a/b ü%';
    await client.send(new UntagResourceCommand({ Resource, TagKeys: ['one', 'two'] }));
    const limit = { FunctionName: 'f', ReservedConcurrentExecutions: 7 };
    await client.send(new PutFunctionConcurrencyCommand(limit));
    expect(received.map(({ operation }) => operation)).toEqual(['Invoke', 'UntagResource', 'PutFunctionConcurrency']);
    const [invoked, untagged, limited] = received.map(({ input }) => input);
    expect(invoked).toMatchObject({ FunctionName: 'f', Qualifier: 'q&=?', LogType: 'Tail' });
    expect(text(invoked?.['Payload'] as Uint8Array)).toBe('{"a":1}');
    expect([untagged, limited]).toEqual([{ Resource, TagKeys: ['one', 'two'] }, limit]);
  });

  it('tells operations apart that share an address', async () => {
    const { client, received } = lambda({ ListLayers: {}, GetLayerVersionByArn: {}, ListFunctions: {}, ListTags: {} });
    await client.send(new ListLayersCommand({}));
    await client.send(new GetLayerVersionByArnCommand({ Arn: 'arn' }));
    await client.send(new ListFunctionsCommand({ MaxItems: 5 }));
    await client.send(new ListTagsCommand({ Resource: 'r' }));
    // Of operations that the sandbox does not have, it knows the address alone.
    expect(received).toEqual([
      { operation: 'ListLayers', input: {} },
      { operation: 'GetLayerVersionByArn', input: {} },
      { operation: 'ListFunctions', input: { MaxItems: 5 } },
      { operation: 'ListTags', input: { Resource: 'r' } },
    ]);
  });

  it('writes what belongs into status, headers and body', async () => {
    const Payload = new TextEncoder().encode('"text"');
    const { client } = lambda({ Invoke: { StatusCode: 202, FunctionError: 'Unhandled', LogResult: 'bG9n', Payload } });
    const answer = await client.send(new InvokeCommand({ FunctionName: 'f' }));
    expect(answer).toMatchObject({ StatusCode: 202, FunctionError: 'Unhandled', LogResult: 'bG9n' });
    expect(answer.Payload?.transformToString()).toBe('"text"');
    expect(answer.$metadata.httpStatusCode).toBe(202);
  });

  it('leaves bodies as they are, whatever they hold', async () => {
    const { client, received } = wire({
      sagemaker: { InvokeEndpoint: { Body: Uint8Array.of(0, 255, 10), ContentType: 'x/y' } },
    });
    const runtime = new SageMakerRuntimeClient(client);
    const request = { EndpointName: 'e', Body: Uint8Array.of(1, 0, 254), ContentType: 'text/csv', Accept: 'x/y' };
    const answer = await runtime.send(new InvokeEndpointCommand(request));
    expect(received).toEqual([{ operation: 'InvokeEndpoint', input: request }]);
    expect([[...answer.Body], answer.ContentType]).toEqual([[0, 255, 10], 'x/y']);
  });

  it('gives errors their names and statuses', async () => {
    const { client } = lambda({
      GetFunction: () => {
        throw new AwsError('ResourceNotFoundException', 'Function not found: f', 404);
      },
    });
    await expect(client.send(new GetFunctionCommand({ FunctionName: 'f' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Function not found: f',
      $metadata: { httpStatusCode: 404 },
    });
  });

  const asked = async (method: string, path: string, body = '') => {
    const { gateway } = lambda({ GetFunction: {}, CreateFunction: {} });
    const authorization = 'AWS4-HMAC-SHA256 Credential=AKIAWIRE/20260105/us-east-1/lambda/aws4_request, Signature=x';
    const request = {
      method,
      hostname: 'lambda',
      path,
      query: {},
      headers: { authorization, 'content-type': 'application/json' },
      body: new TextEncoder().encode(body),
    };
    const { status, body: answer } = await gateway.handle(request, () => Promise.resolve());
    return { status, ...(JSON.parse(text(answer)) as { __type?: string }) };
  };

  it.each([
    ['GET', '/2015-03-31/nothing', '', 404, 'UnknownOperationException'],
    ['PATCH', '/2015-03-31/functions/f', '', 404, 'UnknownOperationException'],
    ['GET', '/2015-03-31/functions/%E0%A4%A', '', 400, 'SerializationException'],
    ['POST', '/2015-03-31/functions', '{"FunctionName":', 400, 'SerializationException'],
  ])('refuses %s %s with %s', async (method, path, body, status, __type) => {
    expect(await asked(method, path, body)).toMatchObject({ status, __type });
  });
});
