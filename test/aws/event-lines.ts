import type { StackEvent } from '@aws-sdk/client-cloudformation';

export const ID = 'arn:aws:cloudformation:us-east-1:111111111111:stack/pre-reqs/1';

/** Whose event it is, its status and its token: `pre-reqs UPDATE_IN_PROGRESS ours`. */
export type Line = string;

/** The event that a line stands for: `Bucket` is a resource, all else a stack, `pre-reqs` the one with the id. */
export function event(line: Line, id = ID): StackEvent {
  const [who, ResourceStatus, ClientRequestToken] = line.split(' ');
  const ofStack = { ResourceType: 'AWS::CloudFormation::Stack', PhysicalResourceId: who === 'pre-reqs' ? id : who };
  const what = who === 'Bucket' ? { ResourceType: 'AWS::S3::Bucket', PhysicalResourceId: id } : ofStack;
  return { EventId: line, LogicalResourceId: who, ...what, ResourceStatus, ClientRequestToken } as StackEvent;
}
