import { expect, it } from 'vitest';
import { operationOf, stage, xml } from './stage.ts';

const BUCKETS = [
  ['mine', 'CREATE_COMPLETE'],
  ['somebody-elses', 'CREATE_FAILED'],
  ['gone', 'DELETE_COMPLETE'],
  ['not-gone', 'DELETE_FAILED'],
] as const;

it('does not take a bucket for the stack’s whose creation failed: its name may be somebody else’s', async () => {
  const members = BUCKETS.map(
    ([name, status]) =>
      `<member><LogicalResourceId>B</LogicalResourceId><PhysicalResourceId>${name}</PhysicalResourceId>` +
      `<ResourceType>AWS::S3::Bucket</ResourceType><ResourceStatus>${status}</ResourceStatus>` +
      '<LastUpdatedTimestamp>2026-01-05T00:00:00Z</LastUpdatedTimestamp></member>',
  );
  const list = `<StackResourceSummaries>${members.join('')}</StackResourceSummaries>`;
  const body = `<ListStackResourcesResponse><ListStackResourcesResult>${list}</ListStackResourcesResult></ListStackResourcesResponse>`;
  const { cloud } = stage({
    between: (incoming, answer) =>
      operationOf(incoming) === 'ListStackResources' ? Promise.resolve(xml(body)) : answer(),
  });
  expect(await cloud.tools.stacks.resourcesOfType('pre-reqs', 'AWS::S3::Bucket')).toEqual(['mine', 'not-gone']);
});
