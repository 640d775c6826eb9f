import type { CreateKeyResponse } from '@aws-sdk/client-kms';
import { describe, expect, it } from 'vitest';

import { principalOf } from '../../../../src/sandbox/services/sts/credentials.ts';
import { refusal, textLike } from '../iam/accounts.ts';
import {
  approval,
  ARTIFACTS,
  functionsIn,
  invoke,
  KEY,
  PipelineLab,
  ROLE,
  SOURCE,
  SUBMISSIONS,
  TOOLS,
  type Stages,
} from './pipeline-lab.ts';

const TRAIN = invoke(
  'train',
  { namespace: 'Train', inputArtifacts: [{ name: 'Submission' }] },
  '{"execution":"#{codepipeline.PipelineExecutionId}","version":"#{Source.VersionId}"}',
);
const STATUS = invoke('status', { runOrder: 2 }, '#{Train.Job}');
const STAGES: Stages = [
  ['Source', [SOURCE]],
  ['Train', [TRAIN, STATUS]],
  ['Approval', [approval('Ask', { CustomData: 'model of #{Train.Job}' })]],
  ['Production', [invoke('deploy', {}, '#{Train.Job}')]],
];

/** A pipeline whose execution has got as far as training. */
function training(stages = STAGES, more: object = {}) {
  const lab = new PipelineLab();
  lab.silent(...functionsIn(stages));
  lab.pipeline(stages, more);
  const version = lab.submit();
  const id = lab.start();
  lab.pass(10);
  return { lab, version, id };
}

describe('an execution', () => {
  it('takes a submission through all stages, with variables from one action to the next', () => {
    const { lab, id } = training();
    lab.succeed(lab.lastJob('train'), { outputVariables: { Job: 'job-1' } });
    lab.pass(5);
    lab.succeed(lab.lastJob('status'), { executionDetails: { summary: 'trained', percentComplete: 100 } });
    lab.pass(5);
    const { token } = lab.action('Approval', 'Ask').latestExecution ?? {};
    const result = { status: 'Approved', summary: 'looks good' };
    const where = { pipelineName: 'release', stageName: 'Approval', actionName: 'Ask' };
    lab.call('PutApprovalResult', { ...where, token, result });
    lab.pass(5);
    expect(lab.lastJob('deploy').data.actionConfiguration.configuration['UserParameters']).toBe('job-1');
    lab.succeed(lab.lastJob('deploy'));
    lab.pass(5);
    expect(lab.status(id)).toBe('Succeeded');
    expect(lab.runs(id).map(({ actionName, status }) => [actionName, status])).toEqual([
      ['Submission', 'Succeeded'],
      ['train', 'Succeeded'],
      ['status', 'Succeeded'],
      ['Ask', 'Succeeded'],
      ['deploy', 'Succeeded'],
    ]);
    expect(lab.action('Approval', 'Ask').latestExecution).toMatchObject({
      summary: 'looks good',
      lastUpdatedBy: lab.operator.arn,
    });
    expect(lab.action('Train', 'status').latestExecution).toMatchObject({ summary: 'trained', percentComplete: 100 });
  });

  it('hands a function the job that AWS would', () => {
    const { lab, version, id } = training();
    const { job, by } = lab.lambda.invocations[0] ?? expect.fail('not invoked');
    expect(by.roleArn).toBe(ROLE);
    expect(job).toEqual({
      id: textLike(/^[0-9a-f-]{36}$/),
      accountId: TOOLS,
      data: {
        actionConfiguration: {
          configuration: { FunctionName: 'train', UserParameters: JSON.stringify({ execution: id, version }) },
        },
        inputArtifacts: [
          {
            name: 'Submission',
            revision: version,
            location: {
              type: 'S3',
              s3Location: { bucketName: ARTIFACTS, objectKey: textLike(/^release\/Submission\/\w{7}$/) },
            },
          },
        ],
        outputArtifacts: [],
        artifactCredentials: {
          accessKeyId: textLike(/^ASIA/),
          secretAccessKey: textLike(/./),
          sessionToken: textLike(/./),
          expirationTime: expect.any(Number) as number,
        },
      },
    });
  });

  it('keeps a copy of the very version it was started with', () => {
    const { lab, version } = training();
    lab.submit('a later one');
    const id = lab.start({
      sourceRevisions: [{ actionName: 'Submission', revisionType: 'S3_OBJECT_VERSION_ID', revisionValue: version }],
    });
    lab.succeed(lab.lastJob('train'), { outputVariables: { Job: 'job-1' } });
    lab.pass(5);
    lab.succeed(lab.lastJob('status'));
    lab.pass(10);
    const [source] = lab.runs(id);
    expect(source?.output?.outputVariables).toEqual({
      BucketName: SUBMISSIONS,
      ETag: textLike(/^[0-9a-f]{32}$/),
      ObjectKey: KEY,
      VersionId: version,
    });
    const { bucket = '', key = '' } = source?.output?.outputArtifacts?.[0]?.s3location ?? {};
    const stored = lab.object(bucket, key);
    expect(Buffer.from(stored.Body).toString()).toBe('a submission');
    expect(stored.ServerSideEncryption).toBe('aws:kms');
    expect(lab.executions()[0]).toMatchObject({
      pipelineExecutionId: id,
      trigger: { triggerType: 'StartPipelineExecution', triggerDetail: lab.operator.arn },
      sourceRevisions: [
        { actionName: 'Submission', revisionId: version, revisionSummary: `Amazon S3 version id: ${version}` },
      ],
    });
  });

  it('encrypts artifacts with the store’s key and tells functions which it is', () => {
    const lab = new PipelineLab();
    lab.silent('train', 'status', 'deploy');
    const { KeyMetadata } = lab.call<CreateKeyResponse>('CreateKey', {}, 'kms');
    const encryptionKey = { id: KeyMetadata?.Arn ?? '', type: 'KMS' as const };
    lab.pipeline(STAGES, { artifactStore: { type: 'S3', location: ARTIFACTS, encryptionKey } });
    lab.submit();
    lab.start();
    lab.pass(10);
    const { encryptionKey: told, inputArtifacts } = lab.lastJob('train').data;
    expect(told).toEqual(encryptionKey);
    const { bucketName = '', objectKey = '' } = inputArtifacts[0]?.location.s3Location ?? {};
    expect(lab.object(bucketName, objectKey).SSEKMSKeyId).toBe(encryptionKey.id);
  });

  it('gives a function credentials of the pipeline’s role', () => {
    const { lab } = training();
    const { artifactCredentials: keys, inputArtifacts } = lab.lastJob('train').data;
    const principal = principalOf(lab.cloud.world, keys.accessKeyId, keys.sessionToken);
    const { bucketName = '', objectKey = '' } = inputArtifacts[0]?.location.s3Location ?? {};
    expect(principal.roleArn).toBe(ROLE);
    expect(Buffer.from(lab.object(bucketName, objectKey, principal).Body).toString()).toBe('a submission');
  });

  it('runs actions of the same order side by side, and goes on when all are done', () => {
    const both = [invoke('a'), invoke('b'), invoke('c', { runOrder: 2 })];
    const { lab } = training([
      ['Source', [SOURCE]],
      ['Both', both],
    ]);
    expect(lab.lambda.invocations.map((one) => one.function)).toEqual(['a', 'b']);
    lab.succeed(lab.lastJob('a'));
    lab.pass(60);
    expect(lab.lambda.invocations).toHaveLength(2);
    lab.succeed(lab.lastJob('b'));
    lab.pass(5);
    expect(lab.lastJob().id).toBe(lab.lastJob('c').id);
  });

  it('starts once for a request token', () => {
    const { lab } = training();
    expect(lab.start({ clientRequestToken: 'one' })).toBe(lab.start({ clientRequestToken: 'one' }));
    expect(lab.start({ clientRequestToken: 'two' })).not.toBe(lab.start({ clientRequestToken: 'one' }));
  });

  it('takes variables, declared ones only', () => {
    const variables = [{ name: 'Level', defaultValue: 'low' }, { name: 'Who' }];
    const stages: Stages = [
      ['Source', [SOURCE]],
      ['Work', [invoke('work', {}, '#{variables.Level} #{variables.Who}')]],
    ];
    const lab = new PipelineLab();
    lab.silent('work');
    lab.pipeline(stages, { variables });
    lab.submit();
    lab.start({ variables: [{ name: 'Who', value: 'ann' }] });
    lab.pass(10);
    expect(lab.lastJob().data.actionConfiguration.configuration['UserParameters']).toBe('low ann');
    expect(() => lab.start()).toThrow(refusal('ValidationException', /variable Who has no default/));
    expect(() => lab.start({ variables: [{ name: 'Whom', value: 'x' }] })).toThrow(
      refusal('ValidationException', /no variable named Whom/),
    );
  });

  it('begins with the pipeline', () => {
    const lab = new PipelineLab();
    lab.submit();
    lab.silent('train');
    lab.pipeline(STAGES);
    expect(lab.executions()).toMatchObject([{ status: 'InProgress', trigger: { triggerType: 'CreatePipeline' } }]);
    expect(lab.lambda.invocations).toHaveLength(1);
  });

  it('goes on after a restart of the world', () => {
    const { lab, id } = training();
    const restored = new PipelineLab({ before: lab });
    restored.succeeding('status');
    restored.succeed(lab.lastJob('train'), { outputVariables: { Job: 'job-1' } });
    restored.pass(10);
    expect(restored.stage('Approval').latestExecution).toMatchObject({ pipelineExecutionId: id, status: 'InProgress' });
    expect(restored.action('Approval', 'Ask').latestExecution?.summary).toBe('model of job-1');
  });

  it('can use another key of the source bucket, and a version of that, where the action allows it', () => {
    const more = { AllowOverrideForS3ObjectKey: 'true' };
    const source = { ...SOURCE, configuration: { ...SOURCE.configuration, ...more } };
    const { lab } = training([['Source', [source]], ...STAGES.slice(1)], { executionMode: 'PARALLEL' });
    const [VersionId] = [lab.submit('other', { Key: 'other.zip' }), lab.submit('another', { Key: 'other.zip' })];
    const revision = (type: string, value: string) => ({
      actionName: 'Submission',
      revisionType: type,
      revisionValue: value,
    });
    const key = revision('S3_OBJECT_KEY', 'other.zip');
    const both = [key, revision('S3_OBJECT_VERSION_ID', VersionId)];
    const [current, older] = [[key], both].map((sourceRevisions) => lab.start({ sourceRevisions }));
    lab.pass(10);
    const variables = (id = '') => lab.runs(id)[0]?.output?.outputVariables;
    expect(variables(current)).toMatchObject({ ObjectKey: 'other.zip' });
    expect(variables(current)?.['VersionId']).not.toBe(VersionId);
    expect(variables(older)).toMatchObject({ ObjectKey: 'other.zip', VersionId });
  });

  it.each([
    [{ actionName: 'train', revisionType: 'S3_OBJECT_VERSION_ID', revisionValue: '1' }, 'ValidationException'],
    [{ actionName: 'Submission', revisionType: 'S3_OBJECT_KEY', revisionValue: 'other' }, 'ValidationException'],
    [{ actionName: 'Submission', revisionType: 'COMMIT_ID', revisionValue: 'abc' }, 'NotImplemented'],
  ])('refuses the revision %o', (revision, code) => {
    const { lab } = training();
    expect(() => lab.start({ sourceRevisions: [revision] })).toThrow(refusal(code));
  });

  it('is forgotten when a hundred others have ended after it', () => {
    const lab = new PipelineLab();
    lab.pipeline(STAGES);
    for (let count = 0; count < 105; count += 1) {
      lab.start();
      lab.pass(10);
    }
    const first = lab.call<{ nextToken: string }>('ListPipelineExecutions', {
      pipelineName: 'release',
      maxResults: 60,
    });
    expect(lab.executions({ maxResults: 60 })).toHaveLength(60);
    expect(lab.executions({ maxResults: 60, nextToken: first.nextToken })).toHaveLength(40);
    expect(lab.runs()).toHaveLength(100);
  });
});

describe('a polled source', () => {
  const { PollForSourceChanges: _off, ...configuration } = SOURCE.configuration ?? {};
  const stages: Stages = [['Source', [{ ...SOURCE, configuration }]], ...STAGES.slice(1)];

  it('starts an execution for each new version', () => {
    const lab = new PipelineLab();
    lab.silent('train');
    lab.pipeline(stages, { executionMode: 'PARALLEL' });
    lab.pass(300);
    expect(lab.executions()).toHaveLength(1);
    const versions = [lab.submit('one')];
    lab.pass(120);
    versions.push(lab.submit('two'));
    lab.pass(300);
    expect(lab.executions().map(({ trigger, sourceRevisions }) => [trigger, sourceRevisions?.[0]?.revisionId])).toEqual(
      [
        [{ triggerType: 'PollForSourceChanges', triggerDetail: 'Submission' }, versions[1]],
        [{ triggerType: 'PollForSourceChanges', triggerDetail: 'Submission' }, versions[0]],
        [{ triggerType: 'CreatePipeline', triggerDetail: lab.operator.arn }, undefined],
      ],
    );
  });

  it('is not looked at after an update says so', () => {
    const lab = new PipelineLab();
    lab.pipeline(stages);
    lab.call('UpdatePipeline', { pipeline: { ...declarationOf(lab), stages: stagesWithout(lab) } });
    lab.submit();
    lab.pass(300);
    expect(lab.executions()).toHaveLength(1);
    expect(lab.cloud.nextDue()).toBeUndefined();
  });

  function declarationOf(lab: PipelineLab) {
    return lab.call<{ pipeline: { stages: object[] } }>('GetPipeline', { name: 'release' }).pipeline;
  }

  function stagesWithout(lab: PipelineLab) {
    return [{ name: 'Source', actions: [SOURCE] }, ...declarationOf(lab).stages.slice(1)];
  }
});
