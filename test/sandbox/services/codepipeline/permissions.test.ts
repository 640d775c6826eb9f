import { describe, expect, it } from 'vitest';

import { iamAuthorizer } from '../../../../src/sandbox/authorization/authorizer.ts';
import { AwsError } from '../../../../src/sandbox/kernel/aws-error.ts';
import { principalOf } from '../../../../src/sandbox/services/sts/credentials.ts';
import { allowing, refusal, textLike } from '../iam/accounts.ts';
import { approval, ARTIFACTS, invoke, PipelineLab, REGION, SOURCE, SUBMISSIONS, TOOLS } from './pipeline-lab.ts';

const PIPELINE = `arn:aws:codepipeline:${REGION}:${TOOLS}:release`;

function lab(allowed?: string[]): PipelineLab {
  const made = new PipelineLab({ authorize: iamAuthorizer });
  made.silent('work');
  if (allowed) made.allow(allowed);
  made.submit();
  made.pipeline([
    ['Source', [SOURCE]],
    ['Work', [invoke('work', { inputArtifacts: [{ name: 'Submission' }], outputArtifacts: [{ name: 'Model' }] })]],
    ['Approval', [approval('Ask')]],
  ]);
  return made;
}

describe('the pipeline’s role', () => {
  it('needs to read the source, to use the artifact store and to invoke the function', () => {
    const sufficient = ['s3:GetBucketVersioning', 's3:GetObject', 's3:GetObjectVersion', 's3:PutObject', 'kms:*'];
    const made = lab([...sufficient, 'lambda:InvokeFunction']);
    expect(made.lambda.invocations).toHaveLength(1);
    const read = lab(sufficient);
    expect(read.action('Work', 'work').latestExecution?.errorDetails).toEqual({
      code: 'PermissionError',
      message: textLike(
        /access the AWS Lambda function named work\. .* not authorized to perform: lambda:InvokeFunction/,
      ),
    });
    const blind = lab(sufficient.slice(2));
    expect(blind.action('Source', 'Submission').latestExecution?.errorDetails?.message).toMatch(
      /access the Amazon S3 bucket named submissions\. .* not authorized to perform: s3:GetBucketVersioning/,
    );
  });

  it('hands functions credentials for the artifacts of their job alone', () => {
    const made = lab();
    const { artifactCredentials: keys, inputArtifacts, outputArtifacts } = made.lastJob().data;
    const principal = principalOf(made.cloud.world, keys.accessKeyId, keys.sessionToken);
    const input = inputArtifacts[0]?.location.s3Location.objectKey ?? '';
    const Key = outputArtifacts[0]?.location.s3Location.objectKey;
    expect(Buffer.from(made.object(ARTIFACTS, input, principal).Body).toString()).toBe('a submission');
    const encryption = { ServerSideEncryption: 'aws:kms' };
    made.call('PutObject', { Bucket: ARTIFACTS, Key, Body: Buffer.from('model'), ...encryption }, 's3', principal);
    const denied = refusal('AccessDenied', /because no session policy allows/);
    expect(() => made.object(SUBMISSIONS, 'submission.zip', principal)).toThrow(denied);
    expect(() => made.call('PutObject', { Bucket: ARTIFACTS, Key: input }, 's3', principal)).toThrow(denied);
    expect(() => made.call('DeleteObject', { Bucket: ARTIFACTS, Key: input }, 's3', principal)).toThrow(denied);
  });

  it('is who acts in the trail, after CodePipeline assumed it', () => {
    const made = lab();
    const entries = made.cloud.trail.entries();
    const assumed = entries.find(({ service, operation }) => service === 'sts' && operation === 'AssumeRole');
    expect(assumed?.principal.arn).toBe('codepipeline.amazonaws.com');
    const invoked = entries.find(({ service }) => service === 'lambda');
    expect(invoked?.principal.arn).toMatch(/assumed-role\/pipeline\//);
  });
});

describe('who uses a pipeline', () => {
  /** A user who is allowed one action on one resource. */
  function user(made: PipelineLab, action: string, resource: string) {
    made.call('CreateUser', { UserName: 'ann' }, 'iam');
    const PolicyDocument = allowing(action, resource);
    made.call('PutUserPolicy', { UserName: 'ann', PolicyName: 'one', PolicyDocument }, 'iam');
    const { AccessKey } = made.call<{ AccessKey: { AccessKeyId: string } }>(
      'CreateAccessKey',
      { UserName: 'ann' },
      'iam',
    );
    return principalOf(made.cloud.world, AccessKey.AccessKeyId, undefined);
  }

  function codeOf(act: () => unknown): string | undefined {
    try {
      act();
      return undefined;
    } catch (error) {
      return error instanceof AwsError ? error.code : String(error);
    }
  }

  const ID = '11111111-2222-3333-4444-555555555555';
  const ANSWER = { actionName: 'Ask', token: ID, result: { status: 'Approved', summary: '' } };
  const name = 'release';
  const pipelineName = name;
  const stage = { pipelineName, stageName: 'Work' };

  it.each<[string, object, string]>([
    ['GetPipelineState', { name }, PIPELINE],
    ['StartPipelineExecution', { name }, PIPELINE],
    ['ListActionExecutions', { pipelineName }, PIPELINE],
    ['ListPipelines', {}, '*'],
    ['DisableStageTransition', { ...stage, transitionType: 'Inbound', reason: 'x' }, `${PIPELINE}/Work`],
    ['RetryStageExecution', { ...stage, pipelineExecutionId: ID, retryMode: 'ALL_ACTIONS' }, `${PIPELINE}/Work`],
    ['PutApprovalResult', { pipelineName, stageName: 'Approval', ...ANSWER }, `${PIPELINE}/Approval/Ask`],
    ['PutJobSuccessResult', { jobId: ID }, '*'],
  ])('needs %s on its resource', (operation, input, resource) => {
    const made = lab();
    const call = (principal: ReturnType<typeof user>) => () => made.call(operation, input, 'codepipeline', principal);
    const action = `codepipeline:${operation}`;
    const ann = user(made, action, resource);
    expect(codeOf(call(ann))).not.toBe('AccessDenied');
    const elsewhere = resource === '*' ? allowing('codepipeline:GetPipeline') : allowing(action, `${PIPELINE}-2`);
    made.call('PutUserPolicy', { UserName: 'ann', PolicyName: 'one', PolicyDocument: elsewhere }, 'iam');
    expect(codeOf(call(ann))).toBe('AccessDenied');
  });

  it('has to be allowed to pass the role', () => {
    const made = lab();
    const ann = user(made, 'codepipeline:*', '*');
    const { pipeline } = made.call<{ pipeline: object }>('GetPipeline', { name });
    expect(() => made.call('UpdatePipeline', { pipeline }, 'codepipeline', ann)).toThrow(
      refusal('AccessDenied', /iam:PassRole on resource: .*role\/pipeline/),
    );
  });
});
