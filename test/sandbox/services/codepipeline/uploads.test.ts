import { expect, it } from 'vitest';

import { eventsService } from '../../../../src/sandbox/services/events/index.ts';
import { allowing, trusting } from '../iam/accounts.ts';
import { invoke, PipelineLab, REGION, SOURCE, SUBMISSIONS, TOOLS } from './pipeline-lab.ts';

const PIPELINE = `arn:aws:codepipeline:${REGION}:${TOOLS}:release`;

/** A pipeline that a rule starts for each object that arrives, with the object's version. */
function lab(): PipelineLab {
  const made = new PipelineLab({ services: [eventsService] });
  made.silent('work');
  const stages = [['Source', [SOURCE]] as const, ['Work', [invoke('work')]] as const];
  made.pipeline(stages);
  const AssumeRolePolicyDocument = trusting({ Service: 'events.amazonaws.com' });
  made.call('CreateRole', { RoleName: 'start', AssumeRolePolicyDocument }, 'iam');
  const PolicyDocument = allowing('codepipeline:StartPipelineExecution', PIPELINE);
  made.call('PutRolePolicy', { RoleName: 'start', PolicyName: 'start', PolicyDocument }, 'iam');
  made.pass(10);
  const NotificationConfiguration = { EventBridgeConfiguration: {} };
  made.call('PutBucketNotificationConfiguration', { Bucket: SUBMISSIONS, NotificationConfiguration }, 's3');
  const EventPattern = JSON.stringify({ source: ['aws.s3'], 'detail-type': ['Object Created'] });
  made.call('PutRule', { Name: 'arrivals', EventPattern }, 'events');
  const revision = '{"actionName":"Submission","revisionType":"S3_OBJECT_VERSION_ID","revisionValue":<version>}';
  const InputTransformer = {
    InputPathsMap: { version: '$.detail.object.version-id' },
    InputTemplate: `{"sourceRevisions":${revision}}`,
  };
  const target = { Id: 'pipeline', Arn: PIPELINE, RoleArn: `arn:aws:iam::${TOOLS}:role/start`, InputTransformer };
  made.call('PutTargets', { Rule: 'arrivals', Targets: [target] }, 'events');
  return made;
}

it('is started by uploads, each with its own version', () => {
  const made = lab();
  const versions = [made.submit('one'), made.submit('two')];
  made.pass(30);
  made.succeed(made.lastJob());
  made.pass(30);
  const [second, first, created] = made.executions();
  expect(created?.trigger?.triggerType).toBe('CreatePipeline');
  expect([first, second].map((execution) => execution?.sourceRevisions?.[0]?.revisionId)).toEqual(versions);
  expect(first?.trigger).toEqual({
    triggerType: 'CloudWatchEvent',
    triggerDetail: `arn:aws:events:${REGION}:${TOOLS}:rule/arrivals`,
  });
});
