import { describe, expect, it } from 'vitest';

import { iamAuthorizer } from '../../../../src/sandbox/authorization/authorizer.ts';
import { AwsError } from '../../../../src/sandbox/kernel/aws-error.ts';
import { SandboxCloud } from '../../../../src/sandbox/kernel/cloud.ts';
import { World } from '../../../../src/sandbox/kernel/world.ts';
import { BEGIN, policy, REGION, stage, throttled, TOOLS, type Stage, type StageOptions } from './stage.ts';

const PIPELINE = `arn:aws:codepipeline:${REGION}:${TOOLS}:release`;
const EVENTS = { Service: 'events.amazonaws.com' };
const TRANSFORMER = {
  InputPathsMap: { version: '$.detail.object.version-id' },
  InputTemplate:
    '{"sourceRevisions":[{"actionName":"Submission","revisionType":"S3_OBJECT_VERSION_ID","revisionValue":"<version>"}]}',
};
const UPLOADS = {
  source: ['aws.s3'],
  'detail-type': ['Object Created'],
  detail: { bucket: { name: ['submissions'] }, object: { key: [{ prefix: 'submissions/' }] } },
};

/** A bucket whose uploads start a pipeline. */
function submissions(
  options: StageOptions = {},
  trust: object = EVENTS,
  allows = 'codepipeline:StartPipelineExecution',
): Stage {
  const one = stage(options);
  const RoleArn = one.role('start', EVENTS, allows);
  one.call('s3', 'CreateBucket', { Bucket: 'submissions', CreateBucketConfiguration: { LocationConstraint: REGION } });
  one.call('s3', 'PutBucketVersioning', { Bucket: 'submissions', VersioningConfiguration: { Status: 'Enabled' } });
  const NotificationConfiguration = { EventBridgeConfiguration: {} };
  one.call('s3', 'PutBucketNotificationConfiguration', { Bucket: 'submissions', NotificationConfiguration });
  rule(one, 'start', UPLOADS, { Arn: PIPELINE, RoleArn, InputTransformer: TRANSFORMER });
  const PolicyDocument = policy({ Effect: 'Allow', Principal: trust, Action: 'sts:AssumeRole' });
  one.call('iam', 'UpdateAssumeRolePolicy', { RoleName: 'start', PolicyDocument });
  return one;
}

function rule(one: Stage, Name: string, pattern: object, target: object): void {
  one.call('events', 'PutRule', { Name, EventPattern: JSON.stringify(pattern) });
  one.call('events', 'PutTargets', { Rule: Name, Targets: [{ Id: 'one', ...target }] });
}

function upload(one: Stage, Key = 'submissions/submission.zip'): string | undefined {
  const Body = Buffer.from('zip');
  return one.call<{ VersionId?: string }>('s3', 'PutObject', { Bucket: 'submissions', Key, Body }).VersionId;
}

function say(one: Stage, detail: object = {}): void {
  one.call('events', 'PutEvents', { Entries: [{ Source: 'lab', DetailType: 'Done', Detail: JSON.stringify(detail) }] });
}

describe('an upload', () => {
  it('starts the pipeline with its version half a second later, as the role of the target', () => {
    const one = submissions();
    const version = upload(one);
    expect(one.taken).toEqual([]);
    const uploadedAt = one.cloud.world.now;
    one.pass(10);
    expect(one.taken).toHaveLength(1);
    expect(one.taken[0]).toMatchObject({
      operation: 'StartPipelineExecution',
      input: {
        name: 'release',
        sourceRevisions: [{ actionName: 'Submission', revisionType: 'S3_OBJECT_VERSION_ID', revisionValue: version }],
      },
      principal: {
        kind: 'assumed-role',
        roleArn: `arn:aws:iam::${TOOLS}:role/start`,
        sourceArn: `arn:aws:events:${REGION}:${TOOLS}:rule/start`,
      },
      at: uploadedAt + 500,
    });
    expect([one.sum('TriggeredRules', 'start'), one.sum('Invocations', 'start')]).toEqual([1, 1]);
    expect(one.sum('FailedInvocations', 'start')).toBe(0);
  });

  it('of another object matches no rule', () => {
    const one = submissions();
    upload(one, 'other.zip');
    one.settle();
    expect(one.taken).toEqual([]);
    expect(one.sum('TriggeredRules', 'start')).toBe(0);
  });

  it('does nothing while the rule is disabled', () => {
    const one = submissions();
    one.call('events', 'DisableRule', { Name: 'start' });
    upload(one);
    one.settle();
    expect(one.taken).toEqual([]);
    one.call('events', 'EnableRule', { Name: 'start' });
    upload(one);
    one.settle();
    expect(one.taken).toHaveLength(1);
  });

  it('is not lost when the process ends in between', () => {
    const one = submissions();
    upload(one);
    const world = World.restore(one.cloud.world.snapshot());
    const { blobs, trail, faults } = one.cloud;
    const cloud = new SandboxCloud({ world, services: [...one.cloud.services()], blobs, trail, faults });
    cloud.advanceTo(world.now + 500);
    expect(one.taken).toHaveLength(1);
  });
});

describe('a delivery fails', () => {
  it('at once where the role trusts EventBridge no more', () => {
    const one = submissions({}, { Service: 'lambda.amazonaws.com' });
    upload(one);
    one.settle();
    expect(one.taken).toEqual([]);
    expect(one.sum('FailedInvocations', 'start')).toBe(1);
    expect(one.cloud.trail.entries()).toContainEqual(
      expect.objectContaining({ operation: 'AssumeRole', outcome: 'AccessDenied', via: 'events' }),
    );
  });

  it('at once where the role trusts EventBridge for another rule', () => {
    const trust = (rule: string) => ({
      Effect: 'Allow',
      Principal: EVENTS,
      Action: 'sts:AssumeRole',
      Condition: {
        StringEquals: { 'aws:SourceAccount': TOOLS },
        ArnEquals: { 'aws:SourceArn': `arn:aws:events:${REGION}:${TOOLS}:rule/${rule}` },
      },
    });
    const one = submissions();
    const trusts = (rule: string) =>
      one.call('iam', 'UpdateAssumeRolePolicy', { RoleName: 'start', PolicyDocument: policy(trust(rule)) });
    trusts('other');
    upload(one);
    one.settle();
    expect(one.taken).toEqual([]);
    trusts('start');
    upload(one);
    one.settle();
    expect(one.taken).toHaveLength(1);
  });

  it('at once where the role may not start pipelines', () => {
    const one = submissions({ authorize: iamAuthorizer }, EVENTS, 'codepipeline:GetPipeline');
    upload(one);
    one.settle();
    expect(one.sum('FailedInvocations', 'start')).toBe(1);
    expect(one.cloud.trail.entries()).toContainEqual(
      expect.objectContaining({ operation: 'StartPipelineExecution', outcome: 'AccessDenied' }),
    );
  });

  it('at once where there is no such pipeline', () => {
    const one = submissions({
      start: () => {
        throw new AwsError('PipelineNotFoundException', 'The account does not have a pipeline with the name release');
      },
    });
    upload(one);
    one.settle();
    expect(one.taken).toHaveLength(1);
    expect(one.sum('FailedInvocations', 'start')).toBe(1);
  });

  it('at once where there is no such service', () => {
    const one = submissions({ without: ['codepipeline'] });
    upload(one);
    one.settle();
    expect(one.sum('FailedInvocations', 'start')).toBe(1);
  });

  it('quietly where the rule or its target went away in between', () => {
    const one = submissions();
    upload(one);
    one.call('events', 'RemoveTargets', { Rule: 'start', Ids: ['one'] });
    one.settle();
    expect(one.taken).toEqual([]);
    expect(one.sum('Invocations', 'start')).toBe(0);
  });

  it('at once where a path of the template leads nowhere, for a revision cannot be empty', () => {
    const one = submissions({
      start: ({ sourceRevisions }: { sourceRevisions: { revisionValue: string }[] }) => {
        if (sourceRevisions[0]?.revisionValue) return {};
        throw new AwsError('ValidationException', 'Member must have length greater than or equal to 1');
      },
    });
    const RoleArn = `arn:aws:iam::${TOOLS}:role/start`;
    const InputTransformer = { ...TRANSFORMER, InputPathsMap: { version: '$.detail.object.versionId' } };
    rule(one, 'start', UPLOADS, { Arn: PIPELINE, RoleArn, InputTransformer });
    upload(one);
    one.settle();
    expect(one.taken[0]?.input).toMatchObject({ sourceRevisions: [{ revisionValue: '' }] });
    expect([one.taken.length, one.sum('FailedInvocations', 'start')]).toEqual([1, 1]);
  });
});

describe('a delivery that is refused for a moment', () => {
  it('is tried again, later and later, until it succeeds', () => {
    let left = 4;
    const one = submissions({ start: () => (left-- > 0 ? throttled() : {}) });
    upload(one);
    const uploadedAt = one.cloud.world.now;
    one.settle();
    expect(one.taken.map(({ at }) => (at - uploadedAt) / 1000)).toEqual([0.5, 1.5, 3.5, 7.5, 15.5]);
    expect([one.sum('Invocations', 'start'), one.sum('FailedInvocations', 'start')]).toEqual([1, 0]);
  });

  it('is given up after a day', () => {
    const one = submissions({ start: throttled });
    upload(one);
    const uploadedAt = one.cloud.world.now;
    one.settle();
    const last = one.taken.at(-1)?.at ?? 0;
    expect(one.taken.length).toBeGreaterThan(170);
    expect(one.taken.length).toBeLessThanOrEqual(186);
    expect(last - uploadedAt).toBeLessThanOrEqual(86_400_000);
    expect(last - uploadedAt).toBeGreaterThan(85_000_000);
  });

  it('is given up as early as the target asks for', () => {
    const one = submissions({ start: throttled });
    const RoleArn = `arn:aws:iam::${TOOLS}:role/start`;
    rule(one, 'start', UPLOADS, { Arn: PIPELINE, RoleArn, RetryPolicy: { MaximumRetryAttempts: 2 } });
    upload(one);
    one.settle();
    expect(one.taken).toHaveLength(3);
    rule(one, 'start', UPLOADS, { Arn: PIPELINE, RoleArn, RetryPolicy: { MaximumEventAgeInSeconds: 60 } });
    upload(one);
    one.settle();
    expect(one.taken).toHaveLength(3 + 6);
    expect(one.sum('FailedInvocations', 'start')).toBe(2);
  });
});

describe('an event', () => {
  it('reaches a function as EventBridge itself, for the sake of the rule', () => {
    const one = stage();
    const Arn = `arn:aws:lambda:${REGION}:${TOOLS}:function:told`;
    rule(one, 'tell', { source: ['lab'] }, { Arn });
    say(one, { number: 1 });
    one.settle();
    const [call] = one.taken;
    expect(call).toMatchObject({
      input: { FunctionName: Arn, InvocationType: 'Event' },
      principal: {
        kind: 'service',
        arn: 'events.amazonaws.com',
        sourceArn: `arn:aws:events:${REGION}:${TOOLS}:rule/tell`,
      },
    });
    expect(JSON.parse(Buffer.from(call?.input['Payload'] as Uint8Array).toString())).toEqual({
      version: '0',
      id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      'detail-type': 'Done',
      source: 'lab',
      account: TOOLS,
      time: new Date(BEGIN).toISOString().replace('.000', ''),
      region: REGION,
      resources: [],
      detail: { number: 1 },
    });
  });

  it('starts a pipeline without revisions where the target is told nothing else', () => {
    const one = stage();
    const RoleArn = one.role('start', EVENTS);
    rule(one, 'start', { source: ['lab'] }, { Arn: PIPELINE, RoleArn });
    say(one);
    one.settle();
    expect(one.taken.map(({ input }) => input)).toEqual([{ name: 'release' }]);
  });

  it('reaches a topic that lets EventBridge in, and no other', () => {
    const one = stage();
    const { TopicArn = '' } = one.call<{ TopicArn?: string }>('sns', 'CreateTopic', { Name: 'failures' });
    one.call('sns', 'Subscribe', { TopicArn, Protocol: 'email', Endpoint: 'ops@example.com' });
    rule(one, 'tell', { source: ['lab'] }, { Arn: TopicArn, InputTransformer: { InputTemplate: '"it failed"' } });
    const lets = (Condition?: object) => {
      const statement = { Effect: 'Allow', Principal: EVENTS, Action: 'sns:Publish', Resource: TopicArn };
      const AttributeValue = policy({ ...statement, ...(Condition && { Condition }) });
      one.call('sns', 'SetTopicAttributes', { TopicArn, AttributeName: 'Policy', AttributeValue });
    };
    say(one);
    one.settle();
    lets({ StringEquals: { 'aws:SourceAccount': TOOLS } });
    say(one);
    one.settle();
    expect(one.messages()).toEqual([]);
    expect(one.sum('FailedInvocations', 'tell')).toBe(2);
    lets();
    say(one);
    one.settle();
    expect(one.messages()).toMatchObject([
      { recipients: [{ endpoint: 'ops@example.com', status: 'pending', text: '"it failed"' }] },
    ]);
  });

  it('goes to each rule that it matches', () => {
    const one = stage();
    const Arn = `arn:aws:lambda:${REGION}:${TOOLS}:function:told`;
    rule(one, 'all', { source: ['lab'] }, { Arn, Input: '"all"' });
    rule(one, 'failed', { detail: { state: ['FAILED'] } }, { Arn, Input: '"failed"' });
    say(one, { state: 'SUCCEEDED' });
    say(one, { state: 'FAILED' });
    one.settle();
    expect(one.taken.map(({ input }) => Buffer.from(input['Payload'] as Uint8Array).toString())).toEqual([
      '"all"',
      '"all"',
      '"failed"',
    ]);
  });
});
