import { describe, expect, it } from 'vitest';

import { stackOf } from '../iam/stacks.ts';
import { PipelineLab, REGION, TOOLS } from './pipeline-lab.ts';

const template = (functionName: string, more = '') => `
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - { Effect: Allow, Principal: { Service: codepipeline.amazonaws.com }, Action: sts:AssumeRole }
  Pipeline:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      Name: release
      RoleArn: !GetAtt Role.Arn
      PipelineType: V2
      ExecutionMode: QUEUED
      ArtifactStore: { Type: S3, Location: artifacts }
      ${more}
      Variables:
        - { Name: Level, DefaultValue: low }
      Stages:
        - Name: Source
          Actions:
            - Name: Submission
              ActionTypeId: { Category: Source, Owner: AWS, Provider: S3, Version: '1' }
              Configuration: { S3Bucket: submissions, S3ObjectKey: submission.zip, PollForSourceChanges: false }
              OutputArtifacts: [{ Name: Submission }]
              Namespace: Source
        - Name: Work
          Actions:
            - Name: work
              ActionTypeId: { Category: Invoke, Owner: AWS, Provider: Lambda, Version: '1' }
              Configuration: { FunctionName: ${functionName}, UserParameters: '#{Source.VersionId}' }
              InputArtifacts: [{ Name: Submission }]
              RunOrder: 2
Outputs:
  Name: { Value: !Ref Pipeline }
  Version: { Value: !GetAtt Pipeline.Version }
`;

function withStack() {
  const lab = new PipelineLab();
  const stack = stackOf({
    cloud: lab.cloud,
    operator: lab.operator,
    pass: (seconds) => lab.pass(seconds),
    call: (operation, input, { service } = {}) => lab.call(operation, input, service),
  });
  return { lab, stack };
}

describe('a stack with a pipeline', () => {
  it('creates it', () => {
    const { lab, stack } = withStack();
    expect(stack.create(template('work'))).toMatchObject({
      status: 'CREATE_COMPLETE',
      failures: [],
      outputs: { Name: 'release', Version: '1' },
    });
    const { pipeline } = lab.call<{ pipeline: object }>('GetPipeline', { name: 'release' });
    expect(pipeline).toMatchObject({
      executionMode: 'QUEUED',
      variables: [{ name: 'Level', defaultValue: 'low' }],
      stages: [
        {
          name: 'Source',
          actions: [
            {
              name: 'Submission',
              namespace: 'Source',
              configuration: { S3Bucket: 'submissions', S3ObjectKey: 'submission.zip', PollForSourceChanges: 'false' },
            },
          ],
        },
        { name: 'Work', actions: [{ name: 'work', runOrder: 2, inputArtifacts: [{ name: 'Submission' }] }] },
      ],
    });
    const resourceArn = `arn:aws:codepipeline:${REGION}:${TOOLS}:release`;
    const { tags } = lab.call<{ tags: object[] }>('ListTagsForResource', { resourceArn });
    expect(tags).toContainEqual({ key: 'lab', value: 'one' });
  });

  it('updates it in place, and only where something changed', () => {
    const { lab, stack } = withStack();
    stack.create(template('work'));
    expect(stack.update(template('other'))).toMatchObject({ status: 'UPDATE_COMPLETE', outputs: { Version: '2' } });
    const closed = 'DisableInboundStageTransitions: [{ StageName: Work, Reason: maintenance }]';
    expect(stack.update(template('other', closed))).toMatchObject({
      status: 'UPDATE_COMPLETE',
      outputs: { Version: '2' },
    });
    expect(lab.stage('Work').inboundTransitionState).toMatchObject({ enabled: false });
    stack.update(template('other', 'Tags: [{ Key: colour, Value: red }]'));
    expect(lab.stage('Work').inboundTransitionState).toEqual({ enabled: true });
    expect(lab.executions()).toHaveLength(1);
    stack.update(template('third', 'RestartExecutionOnUpdate: true'));
    expect(lab.executions()).toHaveLength(2);
  });

  it('fails with what CodePipeline says', () => {
    const { stack } = withStack();
    const result = stack.create(template('work').replace('RunOrder: 2', 'Namespace: Source'));
    expect(result.status).toBe('ROLLBACK_COMPLETE');
    expect(result.failures[0]).toMatch(/^Pipeline: .*Namespaces must be unique/);
  });

  it('deletes it', () => {
    const { lab, stack } = withStack();
    stack.create(template('work'));
    expect(stack.remove()).toMatchObject({ status: 'DELETE_COMPLETE', failures: [] });
    expect(lab.call('ListPipelines', {})).toEqual({ pipelines: [] });
  });
});
