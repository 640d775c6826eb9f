import type {
  FunctionConfiguration,
  GetFunctionResponse,
  GetPolicyResponse,
  ListFunctionsResponse,
} from '@aws-sdk/client-lambda';
import { describe, expect, it } from 'vitest';

import { iamAuthorizer } from '../../../../src/sandbox/authorization/authorizer.ts';
import { allowing, refusal, SPOKE, textLike, TOOLS, trusting } from '../iam/accounts.ts';
import { handler, lambdaStage, MINIMAL, RoleArn, zipOf } from './stage.ts';

const FunctionName = 'one';
const ARN = `arn:aws:lambda:us-east-1:${TOOLS}:function:${FunctionName}`;
const ZipFile = zipOf(handler('return 1'));
const NEW = { ...MINIMAL, Code: { ZipFile } };

function withFunction() {
  const stage = lambdaStage();
  stage.create(handler('return 1'));
  return stage;
}

describe('functions', () => {
  it('are pending for some seconds, and then active with what they were given', () => {
    const { call, pass } = lambdaStage();
    const Environment = { Variables: { COLOUR: 'red' } };
    const created = call<FunctionConfiguration>('CreateFunction', {
      ...NEW,
      Timeout: 60,
      Environment,
      Description: 'd',
    });
    expect(created).toMatchObject({
      FunctionArn: ARN,
      Role: RoleArn,
      Handler: 'index.handler',
      CodeSize: ZipFile.length,
      CodeSha256: textLike(/^[\w+/]{43}=$/),
      MemorySize: 128,
      Timeout: 60,
      Environment,
      LastModified: '2026-01-05T00:00:10.000+0000',
      LoggingConfig: { LogFormat: 'Text', LogGroup: '/aws/lambda/one' },
      State: 'Pending',
      StateReasonCode: 'Creating',
    });
    expect(() => call('Invoke', { FunctionName })).toThrow(
      refusal('ResourceConflictException', /currently in the following state: Pending/),
    );
    pass(6);
    const { Configuration, Code } = call<GetFunctionResponse>('GetFunction', { FunctionName: ARN });
    expect(Configuration).toMatchObject({ State: 'Active', LastUpdateStatus: 'Successful', Description: 'd' });
    expect(Code?.RepositoryType).toBe('S3');
    expect(() => call('CreateFunction', NEW)).toThrow(
      refusal('ResourceConflictException', 'Function already exist: one'),
    );
  });

  it('change one thing at a time', () => {
    const { call, pass } = withFunction();
    const before = call<FunctionConfiguration>('GetFunctionConfiguration', { FunctionName });
    const updated = call<FunctionConfiguration>('UpdateFunctionConfiguration', { FunctionName, MemorySize: 256 });
    expect(updated).toMatchObject({ MemorySize: 256, Timeout: 3, State: 'Active', LastUpdateStatus: 'InProgress' });
    const code = () =>
      call<FunctionConfiguration>('UpdateFunctionCode', { FunctionName, ZipFile: zipOf('export {};') });
    expect(code).toThrow(refusal('ResourceConflictException', /An update is in progress for resource: arn/));
    pass(4);
    const after = code();
    expect(after.CodeSha256).not.toBe(before.CodeSha256);
    expect(new Set([before.RevisionId, updated.RevisionId, after.RevisionId]).size).toBe(3);
    pass(4);
    const stale = { FunctionName, Timeout: 9, RevisionId: before.RevisionId };
    expect(() => call('UpdateFunctionConfiguration', stale)).toThrow(refusal('PreconditionFailedException'));
  });

  it('are listed in pages, counted as what exists, and gone when deleted', () => {
    const { call, cloud, pass } = lambdaStage();
    for (const name of ['c', 'a', 'b']) call('CreateFunction', { ...NEW, FunctionName: name });
    pass(6);
    const first = call<ListFunctionsResponse>('ListFunctions', { MaxItems: 2 });
    const second = call<ListFunctionsResponse>('ListFunctions', { MaxItems: 2, Marker: first.NextMarker });
    const pages = [first, second].map(({ Functions = [] }) => Functions.map((one) => one.FunctionName));
    expect(pages).toEqual([['a', 'b'], ['c']]);
    expect(second.NextMarker).toBeUndefined();
    expect(cloud.inventory(TOOLS).filter((arn) => arn.includes(':lambda:'))).toHaveLength(3);
    for (const name of ['c', 'a', 'b']) call('DeleteFunction', { FunctionName: name });
    expect(cloud.inventory(TOOLS).filter((arn) => arn.includes(':lambda:'))).toEqual([]);
    expect(() => call('GetFunction', { FunctionName: 'a' })).toThrow(
      refusal('ResourceNotFoundException', /^Function not found: arn:aws:lambda:us-east-1:111111111111:function:a$/),
    );
  });

  const REFUSED: [string, object, string, RegExp][] = [
    ['an unknown runtime', { Runtime: 'nodejs4.3' }, 'InvalidParameterValueException', /Value nodejs4\.3 at 'runtime'/],
    ['no handler', { Handler: undefined }, 'InvalidParameterValueException', /Runtime and Handler are mandatory/],
    ['a handler with spaces', { Handler: 'a b' }, 'ValidationException', /'handler' failed to satisfy/],
    ['too much memory', { MemorySize: 10_241 }, 'ValidationException', /less than or equal to 10240/],
    ['too little memory', { MemorySize: 64 }, 'ValidationException', /greater than or equal to 128/],
    ['a long timeout', { Timeout: 901 }, 'ValidationException', /less than or equal to 900/],
    ['a name with dots', { FunctionName: 'a.b' }, 'ValidationException', /'functionName'/],
    ['a version', { FunctionName: 'one:7' }, 'NotImplemented', /no versions and aliases/],
    [
      'reserved variables',
      { Environment: { Variables: { AWS_REGION: 'x' } } },
      'InvalidParameterValueException',
      /Reserved keys used in this request: AWS_REGION/,
    ],
    [
      'long variables',
      { Environment: { Variables: { LONG: 'x'.repeat(4096) } } },
      'InvalidParameterValueException',
      /exceeded the 4KB limit/,
    ],
    [
      'a role that is not there',
      { Role: `${RoleArn}2` },
      'InvalidParameterValueException',
      /cannot be assumed by Lambda/,
    ],
    [
      'a role of another account',
      { Role: `arn:aws:iam::${SPOKE}:role/Function` },
      'AccessDeniedException',
      /Cross-account pass role/,
    ],
    ['no code', { Code: {} }, 'InvalidParameterValueException', /provide a source for function code/],
    [
      'code that is no zip',
      { Code: { ZipFile: Buffer.from('text') } },
      'InvalidParameterValueException',
      /Could not unzip uploaded file/,
    ],
    ['an image', { Code: { ImageUri: 'x' } }, 'NotImplemented', /not from images/],
    ['a network', { VpcConfig: { SubnetIds: ['s'] } }, 'NotImplemented', /VpcConfig/],
    ['logs as JSON', { LoggingConfig: { LogFormat: 'JSON' } }, 'NotImplemented', /Text, not as JSON/],
  ];

  it.each(REFUSED)('are refused with %s', (_what, more, code, message) => {
    const { call, cloud } = lambdaStage();
    expect(() => call('CreateFunction', { ...NEW, ...more })).toThrow(refusal(code, message));
    expect(cloud.inventory(TOOLS).filter((arn) => arn.includes(':lambda:'))).toEqual([]);
  });

  it('are refused with a role that trusts somebody else', () => {
    const { call, pass } = lambdaStage();
    const trust = trusting({ Service: 'sagemaker.amazonaws.com' });
    call('CreateRole', { RoleName: 'Other', AssumeRolePolicyDocument: trust }, { service: 'iam' });
    pass(10);
    expect(() => call('CreateFunction', { ...NEW, Role: RoleArn.replace('Function', 'Other') })).toThrow(
      refusal('InvalidParameterValueException', 'The role defined for the function cannot be assumed by Lambda.'),
    );
  });

  it('need permission to be made, to be given their role and to be tagged', () => {
    const { call, somebodyIn } = lambdaStage({ authorize: iamAuthorizer });
    const principal = somebodyIn('Maker');
    const granted: string[] = [];
    for (const action of ['lambda:CreateFunction', 'lambda:TagResource', 'iam:PassRole']) {
      expect(() => call('CreateFunction', { ...NEW, Tags: { team: 'blue' } }, { principal })).toThrow(
        refusal(textLike(/^AccessDenied/), new RegExp(`not authorized to perform: ${action} `)),
      );
      granted.push(action);
      const policy = { RoleName: 'Maker', PolicyName: 'make', PolicyDocument: allowing(granted) };
      call('PutRolePolicy', policy, { service: 'iam' });
    }
    expect(call('CreateFunction', { ...NEW, Tags: { team: 'blue' } }, { principal })).toMatchObject({
      FunctionArn: ARN,
    });
  });
});

describe('code in S3', () => {
  function withObject(region?: string) {
    const stage = lambdaStage();
    const s3 = { service: 's3' };
    const configuration = region && { CreateBucketConfiguration: { LocationConstraint: region } };
    stage.call('CreateBucket', { Bucket: 'code', ...configuration }, s3);
    const put = (Key: string, Body: Uint8Array) => stage.call('PutObject', { Bucket: 'code', Key, Body }, s3);
    const made = (more: object = {}) =>
      stage.call<FunctionConfiguration>('CreateFunction', {
        ...MINIMAL,
        Code: { S3Bucket: 'code', S3Key: 'one.zip', ...more },
      });
    return { ...stage, put, made };
  }

  it('is read as the caller, and kept', () => {
    const { put, made, pass, run, call, cloud } = withObject();
    put('one.zip', ZipFile);
    expect(made()).toMatchObject({ CodeSize: ZipFile.length });
    call('DeleteObject', { Bucket: 'code', Key: 'one.zip' }, { service: 's3' });
    pass(6);
    expect(run().payload).toBe(1);
    const read = cloud.trail.entries().find(({ operation }) => operation === 'GetObject');
    expect(read).toMatchObject({ principal: { arn: `arn:aws:iam::${TOOLS}:user/operator` }, outcome: 'ok' });
  });

  it('has to be there', () => {
    const { made } = withObject();
    expect(() => made()).toThrow(
      refusal(
        'InvalidParameterValueException',
        /^Error occurred while GetObject\. S3 Error Code: NoSuchKey\. S3 Error Message: /,
      ),
    );
    expect(() => made({ S3Bucket: 'other' })).toThrow(refusal('InvalidParameterValueException', /NoSuchBucket/));
  });

  it('has to be in the region', () => {
    const { made, cloud, operator } = withObject();
    const CreateBucketConfiguration = { LocationConstraint: 'eu-west-1' };
    const input = { Bucket: 'away', CreateBucketConfiguration };
    const place = { principal: operator, account: TOOLS, region: 'eu-west-1' };
    cloud.answer({ ...place, service: 's3', operation: 'CreateBucket', input });
    expect(() => made({ S3Bucket: 'away' })).toThrow(
      refusal('InvalidParameterValueException', /PermanentRedirect.*The bucket is in this region: eu-west-1/),
    );
  });
});

describe('a function’s belongings', () => {
  it('are its tags', () => {
    const { call } = withFunction();
    call('TagResource', { Resource: ARN, Tags: { a: '1', b: '2' } });
    call('UntagResource', { Resource: ARN, TagKeys: ['a'] });
    expect(call('ListTags', { Resource: ARN })).toEqual({ Tags: { b: '2' } });
  });

  it('are its policy, statement by statement', () => {
    const { call } = withFunction();
    expect(() => call('GetPolicy', { FunctionName })).toThrow(refusal('ResourceNotFoundException'));
    const permission = { FunctionName, Action: 'lambda:InvokeFunction', Principal: 'events.amazonaws.com' };
    const SourceArn = `arn:aws:events:us-east-1:${TOOLS}:rule/r`;
    const add = (more: object = {}) => call('AddPermission', { ...permission, StatementId: 's', SourceArn, ...more });
    add();
    expect(() => add()).toThrow(refusal('ResourceConflictException', /statement id \(s\) provided already exists/));
    expect(() => add({ StatementId: 't', Principal: 'nobody' })).toThrow(
      refusal('InvalidParameterValueException', /principal was invalid/),
    );
    const { Policy = '' } = call<GetPolicyResponse>('GetPolicy', { FunctionName });
    expect(JSON.parse(Policy)).toMatchObject({
      Statement: [
        {
          Sid: 's',
          Principal: { Service: 'events.amazonaws.com' },
          Resource: ARN,
          Condition: { ArnLike: { 'AWS:SourceArn': SourceArn } },
        },
      ],
    });
    call('RemovePermission', { FunctionName, StatementId: 's' });
    expect(() => call('RemovePermission', { FunctionName, StatementId: 's' })).toThrow(
      refusal('ResourceNotFoundException'),
    );
  });

  it('are its reserved concurrency, of what the account has', () => {
    const { call } = withFunction();
    const put = (ReservedConcurrentExecutions: number) =>
      call('PutFunctionConcurrency', { FunctionName, ReservedConcurrentExecutions });
    expect(put(5)).toEqual({ ReservedConcurrentExecutions: 5 });
    expect(call('GetFunctionConcurrency', { FunctionName })).toEqual({ ReservedConcurrentExecutions: 5 });
    expect(() => put(901)).toThrow(refusal('InvalidParameterValueException', /below its minimum value of \[100\]/));
    call('DeleteFunctionConcurrency', { FunctionName });
    expect(call('GetFunctionConcurrency', { FunctionName })).toEqual({});
  });

  it('are its settings for asynchronous invocations', () => {
    const { call } = withFunction();
    const get = () => call('GetFunctionEventInvokeConfig', { FunctionName });
    expect(get).toThrow(refusal('ResourceNotFoundException', /doesn't have an EventInvokeConfig/));
    call('PutFunctionEventInvokeConfig', { FunctionName, MaximumRetryAttempts: 1 });
    call('UpdateFunctionEventInvokeConfig', { FunctionName, MaximumEventAgeInSeconds: 120 });
    expect(get()).toMatchObject({
      MaximumRetryAttempts: 1,
      MaximumEventAgeInSeconds: 120,
      FunctionArn: `${ARN}:$LATEST`,
    });
    expect(() => call('PutFunctionEventInvokeConfig', { FunctionName, MaximumRetryAttempts: 3 })).toThrow(
      refusal('ValidationException', /less than or equal to 2/),
    );
    call('DeleteFunctionEventInvokeConfig', { FunctionName });
    expect(get).toThrow(refusal('ResourceNotFoundException'));
  });

  it('is a key for its variables, which the caller has to be able to lend', () => {
    const { call, run, pass } = lambdaStage();
    const { KeyMetadata } = call<{ KeyMetadata: { Arn: string; KeyId: string } }>('CreateKey', {}, { service: 'kms' });
    call('CreateFunction', { ...NEW, KMSKeyArn: KeyMetadata.Arn, Environment: { Variables: { SECRET: 'x' } } });
    const { Grants } = call<{ Grants: object[] }>('ListGrants', { KeyId: KeyMetadata.KeyId }, { service: 'kms' });
    expect(Grants).toMatchObject([{ GranteePrincipal: RoleArn }]);
    pass(6);
    expect(run().payload).toBe(1);
  });
});

describe('requests to invoke', () => {
  it('that are dry find out whether one may', () => {
    expect(withFunction().call('Invoke', { FunctionName, InvocationType: 'DryRun' })).toEqual({ StatusCode: 204 });
  });

  it.each([
    ['is no JSON', 'Event', Buffer.from('{'), 'InvalidRequestContentException'],
    ['is too large for later', 'Event', Buffer.from(JSON.stringify('x'.repeat(1.1e6))), 'RequestTooLargeException'],
    ['is too large', 'RequestResponse', Buffer.from(JSON.stringify('x'.repeat(6.4e6))), 'RequestTooLargeException'],
  ])('are refused an event that %s', (_what, InvocationType, Payload, code) => {
    const { call } = withFunction();
    expect(() => call('Invoke', { FunctionName, InvocationType, Payload })).toThrow(refusal(code));
  });
});
