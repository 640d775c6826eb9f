import type { DescribeLogStreamsResponse } from '@aws-sdk/client-cloudwatch-logs';
import { describe, expect, it } from 'vitest';

import { aStage, ROLE, type Stage } from './stage.ts';

const NotebookInstanceName = 'notebook';
const logGroupName = '/aws/sagemaker/NotebookInstances';
const script = [{ Content: Buffer.from('true').toString('base64') }];

function create({ sagemaker }: Stage, more: object = {}): void {
  sagemaker('CreateNotebookInstance', { NotebookInstanceName, InstanceType: 'ml.t3.medium', RoleArn: ROLE, ...more });
}

function streams({ call }: Stage): (string | undefined)[] {
  const { logStreams = [] } = call<DescribeLogStreamsResponse>('logs', 'DescribeLogStreams', { logGroupName });
  return logStreams.map(({ logStreamName }) => logStreamName).sort();
}

describe('a notebook that starts', () => {
  it('leaves the logs of its scripts and of Jupyter in the group that all notebooks share', () => {
    const stage = aStage();
    const NotebookInstanceLifecycleConfigName = 'scripts';
    const scripts = { NotebookInstanceLifecycleConfigName, OnCreate: script, OnStart: script };
    stage.sagemaker('CreateNotebookInstanceLifecycleConfig', scripts);
    create(stage, { LifecycleConfigName: NotebookInstanceLifecycleConfigName });
    stage.pass(240);
    expect(streams(stage)).toEqual([
      'notebook/LifecycleConfigOnCreate',
      'notebook/LifecycleConfigOnStart',
      'notebook/jupyter.log',
    ]);
  });

  it('leaves none of scripts that it does not have, and does so at each start', () => {
    const stage = aStage();
    create(stage);
    stage.pass(240);
    expect(streams(stage)).toEqual(['notebook/jupyter.log']);
    stage.sagemaker('StopNotebookInstance', { NotebookInstanceName });
    stage.pass(60);
    stage.call('logs', 'DeleteLogGroup', { logGroupName });
    stage.sagemaker('StartNotebookInstance', { NotebookInstanceName });
    stage.pass(150);
    expect(streams(stage)).toEqual(['notebook/jupyter.log']);
  });
});
