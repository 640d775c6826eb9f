import type { GetFunctionResponse, GetPolicyResponse } from '@aws-sdk/client-lambda';
import { describe, expect, it } from 'vitest';

import { TOOLS } from '../iam/accounts.ts';
import { stackOf } from '../iam/stacks.ts';
import { handler, lambdaStage, zipOf } from './stage.ts';

interface Wanted {
  readonly key?: string;
  readonly properties?: string;
  readonly retries?: number;
}

function template({ key = 'one.zip', properties = 'Timeout: 30', retries = 0 }: Wanted = {}): string {
  return `
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: sts:AssumeRole }]
  Function:
    Type: AWS::Lambda::Function
    Properties:
      FunctionName: one
      Runtime: nodejs24.x
      Handler: index.handler
      Role: !GetAtt Role.Arn
      Code: { S3Bucket: code, S3Key: ${key} }
      ${properties}
  Retries:
    Type: AWS::Lambda::EventInvokeConfig
    Properties: { FunctionName: !Ref Function, Qualifier: $LATEST, MaximumRetryAttempts: ${retries} }
  Permission:
    Type: AWS::Lambda::Permission
    Properties: { FunctionName: !Ref Function, Action: lambda:InvokeFunction, Principal: events.amazonaws.com }
Outputs:
  Name: { Value: !Ref Function }
  Arn: { Value: !GetAtt Function.Arn }
`;
}

function withCode() {
  const stage = lambdaStage();
  const put = (Key: string, answer: string) =>
    stage.call('PutObject', { Bucket: 'code', Key, Body: zipOf(handler(`return ${answer}`)) }, { service: 's3' });
  stage.call('CreateBucket', { Bucket: 'code' }, { service: 's3' });
  put('one.zip', '1');
  put('two.zip', 'process.env.COLOUR');
  return { ...stage, stack: stackOf(stage) };
}

const FunctionName = 'one';

describe('stacks with functions', () => {
  it('make them with all that belongs to them, and leave nothing behind', () => {
    const { stack, call, cloud, run } = withCode();
    const before = cloud.inventory(TOOLS);
    const { status, failures, outputs } = stack.create(template());
    expect({ status, failures }).toEqual({ status: 'CREATE_COMPLETE', failures: [] });
    expect(outputs).toEqual({ Name: 'one', Arn: `arn:aws:lambda:us-east-1:${TOOLS}:function:one` });
    expect(run().payload).toBe(1);
    expect(call('GetFunctionEventInvokeConfig', { FunctionName })).toMatchObject({ MaximumRetryAttempts: 0 });
    const { Policy = '' } = call<GetPolicyResponse>('GetPolicy', { FunctionName });
    expect(Policy).toContain('events.amazonaws.com');
    const { Tags } = call<GetFunctionResponse>('GetFunction', { FunctionName });
    expect(Tags).toMatchObject({ lab: 'one', 'aws:cloudformation:logical-id': 'Function' });
    expect(stack.remove()).toMatchObject({ status: 'DELETE_COMPLETE', failures: [] });
    // The function made its log group itself, so that it is in no stack.
    call('DeleteLogGroup', { logGroupName: '/aws/lambda/one' }, { service: 'logs' });
    expect(cloud.inventory(TOOLS)).toEqual(before);
  });

  it('change code and settings one after the other, and take settings back', () => {
    const { stack, call, run } = withCode();
    stack.create(template());
    const properties = 'Environment: { Variables: { COLOUR: red } }\n      ReservedConcurrentExecutions: 2';
    expect(stack.update(template({ key: 'two.zip', properties, retries: 2 }))).toMatchObject({
      status: 'UPDATE_COMPLETE',
      failures: [],
    });
    expect(run().payload).toBe('red');
    const { Configuration, Concurrency } = call<GetFunctionResponse>('GetFunction', { FunctionName });
    expect([Configuration?.Timeout, Concurrency?.ReservedConcurrentExecutions]).toEqual([3, 2]);
    expect(call('GetFunctionEventInvokeConfig', { FunctionName })).toMatchObject({ MaximumRetryAttempts: 2 });
    expect(stack.update(template({ key: 'two.zip' }))).toMatchObject({ status: 'UPDATE_COMPLETE' });
    expect(run().payload).toBeNull();
    const after = call<GetFunctionResponse>('GetFunction', { FunctionName });
    expect([after.Configuration?.Timeout, after.Concurrency]).toEqual([30, undefined]);
  });

  it('put a function back when the update fails', () => {
    const { stack, run } = withCode();
    stack.create(template());
    const { status, failures } = stack.update(template({ key: 'gone.zip', properties: 'Timeout: 60' }));
    expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(failures[0]).toMatch(/^Function: .*NoSuchKey/);
    expect(run().payload).toBe(1);
  });

  it('may hold the code themselves, and refuse what the sandbox does not do', () => {
    const { stack, run } = withCode();
    const inline = template().replace(/Code: .*/, 'Code: { ZipFile: "exports.handler = async () => 5" }');
    expect(stack.create(inline)).toMatchObject({ status: 'CREATE_COMPLETE', failures: [] });
    expect(run().payload).toBe(5);
    stack.remove();
    const { failures } = stack.create(template({ properties: 'Layers: [x]' }));
    expect(failures[0]).toMatch(/does not implement Layers of AWS::Lambda::Function/);
  });
});
