import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { expect, it } from 'vitest';
import { clientOf } from '../../src/aws/clients.ts';
import { pastOf } from '../../src/aws/stack-past.ts';
import { stage, xml } from './stage.ts';

const ID = 'arn:aws:cloudformation:us-east-1:111111111111:stack/pre-reqs/1';

/** As CloudFormation tells it, the newest first. */
const EVENTS: readonly (readonly [id: string, status: string, reason?: string])[] = [
  [ID, 'UPDATE_COMPLETE'],
  ['left', 'DELETE_FAILED', 'it is not empty'],
  ['silent', 'DELETE_FAILED'],
  ['gone', 'DELETE_COMPLETE'],
  ['gone', 'DELETE_FAILED', 'it is in use'],
  ['changed', 'UPDATE_COMPLETE'],
  ['theirs', 'CREATE_FAILED', 'theirs already exists'],
  ['theirs', 'CREATE_IN_PROGRESS'],
  ['', 'CREATE_FAILED', 'it cannot be made'],
  ['begun', 'CREATE_IN_PROGRESS', 'Resource creation Initiated'],
  ['made', 'CREATE_COMPLETE'],
  [ID, 'CREATE_COMPLETE'],
];

it('the events of a stack tell what it made, not what others had, and what it could not delete', async () => {
  const members = EVENTS.map(([id, status, reason], at) =>
    [
      `<member><EventId>${String(at)}</EventId><ResourceType>AWS::S3::Bucket</ResourceType>`,
      id && `<PhysicalResourceId>${id}</PhysicalResourceId>`,
      `<ResourceStatus>${status}</ResourceStatus>`,
      reason && `<ResourceStatusReason>${reason}</ResourceStatusReason>`,
      '</member>',
    ].join(''),
  );
  const result = `<DescribeStackEventsResult><StackEvents>${members.join('')}</StackEvents></DescribeStackEventsResult>`;
  const staged = stage({
    between: () => Promise.resolve(xml(`<DescribeStackEventsResponse>${result}</DescribeStackEventsResponse>`)),
  });
  const { created, undeleted } = await pastOf(clientOf(CloudFormationClient, staged.setup), ID);
  expect([...created].sort()).toEqual(['begun', 'made']);
  expect(undeleted).toEqual([
    { id: 'left', resourceType: 'AWS::S3::Bucket', reason: 'it is not empty' },
    { id: 'silent', resourceType: 'AWS::S3::Bucket', reason: 'CloudFormation gave no reason' },
  ]);
});
