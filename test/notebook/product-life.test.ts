import type { ListObjectsV2Output } from '@aws-sdk/client-s3';
import type {
  DescribeNotebookInstanceLifecycleConfigOutput,
  DescribeNotebookInstanceOutput,
} from '@aws-sdk/client-sagemaker';
import type {
  DescribeProductOutput,
  SearchProductsOutput,
  TerminateProvisionedProductOutput,
  UpdateProvisionedProductOutput,
} from '@aws-sdk/client-service-catalog';
import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { deploy } from '../../src/actions/deploy/index.ts';
import { STACK_IDS } from '../../src/lab/stacks.ts';
import type { Bundle } from '../../src/ports/assets.ts';
import { asService, operatorOf, type Person } from '../permissions/people.ts';
import {
  causes,
  continued,
  ended,
  labWithScientist,
  launch,
  pass,
  SAME_OWNER,
  type Stage,
} from '../permissions/stage.ts';
import { UNATTENDED } from '../support/rehearsal.ts';

/** How long the network interface of a notebook outlives it. */
const LINGERING_SECONDS = 600;
const PRODUCT = 'notebook product';

interface Change {
  readonly parameters?: readonly object[];
  /** Another version of the product. */
  readonly artifact?: string | undefined;
}

describe('the life of a launched notebook, with the permissions of everybody in it', async () => {
  const deployed = await labWithScientist();
  const before = contentOf(deployed);
  const { status, id, outputs } = launch(deployed, 'ada');
  if (status !== 'SUCCEEDED') throw new Error(causes(deployed).join());
  const fresh = continued(deployed);
  const name = outputs['NotebookName'] ?? '';
  let stage: Stage;
  beforeEach(async () => {
    stage = await fresh();
  });

  const look = () =>
    operator(stage).invoke<DescribeNotebookInstanceOutput>('sagemaker', 'DescribeNotebookInstance', {
      NotebookInstanceName: name,
    });

  function script(): string {
    const { OnStart = [] } = operator(stage).invoke<DescribeNotebookInstanceLifecycleConfigOutput>(
      'sagemaker',
      'DescribeNotebookInstanceLifecycleConfig',
      { NotebookInstanceLifecycleConfigName: name },
    );
    return Buffer.from(OnStart[0]?.Content ?? '', 'base64').toString();
  }

  function update({ parameters = [], artifact }: Change): string | undefined {
    const input = {
      ProvisionedProductId: id,
      ProvisioningParameters: [SAME_OWNER, ...parameters],
      ...(artifact && { ProvisioningArtifactId: artifact }),
    };
    const { RecordDetail } = stage.scientist.invoke<UpdateProvisionedProductOutput>(
      'servicecatalog',
      'UpdateProvisionedProduct',
      input,
    );
    return ended(stage, RecordDetail?.RecordId).status;
  }

  function terminate(): string | undefined {
    const { RecordDetail } = stage.scientist.invoke<TerminateProvisionedProductOutput>(
      'servicecatalog',
      'TerminateProvisionedProduct',
      { ProvisionedProductId: id },
    );
    return ended(stage, RecordDetail?.RecordId).status;
  }

  /** Neither made anew nor deleted: the volume, and what was worked on, is the same. */
  function expectSameNotebook(then: DescribeNotebookInstanceOutput, trailBefore: number): void {
    const { NotebookInstanceArn, CreationTime, NetworkInterfaceId } = look();
    expect({ NotebookInstanceArn, CreationTime, NetworkInterfaceId }).toEqual({
      NotebookInstanceArn: then.NotebookInstanceArn,
      CreationTime: then.CreationTime,
      NetworkInterfaceId: then.NetworkInterfaceId,
    });
    const since = stage.sandbox.cloud.trail.entries().slice(trailBefore);
    expect(since.map(({ operation }) => operation)).not.toContain('DeleteNotebookInstance');
  }
  const trailLength = () => stage.sandbox.cloud.trail.entries().length;

  it('stops itself for idleness with its own role, and is started again by its data scientist', () => {
    const role = `arn:aws:iam::${stage.scientist.principal.account}:role/${name}-us-east-1`;
    const notebook = asService(stage.sandbox, 'sagemaker.amazonaws.com', role);
    const then = look();
    const trail = trailLength();
    notebook.invoke('sagemaker', 'StopNotebookInstance', { NotebookInstanceName: name });
    pass(stage, 300);
    expect(look().NotebookInstanceStatus).toBe('Stopped');
    expect(() => notebook.invoke('sagemaker', 'StopNotebookInstance', { NotebookInstanceName: `${name}0` })).toThrow(
      'is not authorized to perform: sagemaker:StopNotebookInstance',
    );
    stage.scientist.invoke('sagemaker', 'StartNotebookInstance', { NotebookInstanceName: name });
    pass(stage, 300);
    expect(look().NotebookInstanceStatus).toBe('InService');
    expectSameNotebook(then, trail);
  });

  it('takes another time for its idle stop', () => {
    expect(script()).toContain('\nMLOPS_LAB_IDLE_MINUTES=60\n');
    const then = look();
    const trail = trailLength();
    expect(update({ parameters: [{ Key: 'IdleMinutes', Value: '15' }] })).toBe('SUCCEEDED');
    expect(script()).toContain('\nMLOPS_LAB_IDLE_MINUTES=15\n');
    expectSameNotebook(then, trail);
  });

  it('becomes larger and keeps its volume', () => {
    const then = look();
    const trail = trailLength();
    const parameters = [
      { Key: 'NotebookSize', Value: 'large' },
      { Key: 'VolumeSizeInGB', Value: '20' },
    ];
    expect(update({ parameters })).toBe('SUCCEEDED');
    expect(look()).toMatchObject({
      InstanceType: 'ml.t3.xlarge',
      VolumeSizeInGB: 20,
      NotebookInstanceStatus: 'InService',
    });
    expectSameNotebook(then, trail);
  });

  it('is brought to a new version of the product, and keeps its volume', async () => {
    const then = look();
    const trail = trailLength();
    const newer = { ...stage.context, bundle: newerProduct(stage.context.bundle) };
    expect((await deploy(newer, STACK_IDS, UNATTENDED)).status).toBe('succeeded');
    expect(update({ artifact: latestArtifact(stage.scientist) })).toBe('SUCCEEDED');
    expect(script()).toContain('# Version two.');
    expectSameNotebook(then, trail);
  });

  it.each([
    ['while it runs', () => undefined],
    [
      'while it is stopped',
      () => {
        stage.scientist.invoke('sagemaker', 'StopNotebookInstance', { NotebookInstanceName: name });
        pass(stage, 300);
      },
    ],
    [
      'while it stops',
      () => void stage.scientist.invoke('sagemaker', 'StopNotebookInstance', { NotebookInstanceName: name }),
    ],
  ])('leaves nothing when it is terminated %s', (_, prepare) => {
    prepare();
    expect(terminate()).toBe('SUCCEEDED');
    pass(stage, LINGERING_SECONDS);
    expect(contentOf(stage)).toEqual(before);
  });

  it('is not terminated with data in its bucket; emptied, it leaves nothing', () => {
    const { invoke } = operator(stage);
    const data = { Bucket: outputs['BucketName'], Key: 'data.csv' };
    invoke('s3', 'PutObject', { ...data, Body: new Uint8Array([1]) });
    expect(terminate()).toBe('FAILED');
    expect(causes(stage).join()).toContain('The bucket you tried to delete is not empty');
    expect(invoke<ListObjectsV2Output>('s3', 'ListObjectsV2', { Bucket: data.Bucket }).KeyCount).toBe(1);
    invoke('s3', 'DeleteObject', data);
    expect(terminate()).toBe('SUCCEEDED');
    pass(stage, LINGERING_SECONDS);
    expect(contentOf(stage)).toEqual(before);
  });
});

function operator({ sandbox, scientist }: Stage): Person {
  return operatorOf(sandbox, scientist.principal.account);
}

/** What is in the account, but the group that SageMaker keeps all notebooks' logs in, which is not the lab's. */
function contentOf({ sandbox, scientist }: Stage): string[] {
  const all = sandbox.cloud.inventory(scientist.principal.account);
  return all.filter((arn) => !arn.endsWith(':log-group:/aws/sagemaker/NotebookInstances'));
}

function latestArtifact({ invoke }: Person): string | undefined {
  const { ProductViewSummaries } = invoke<SearchProductsOutput>('servicecatalog', 'SearchProducts', {});
  const Id = ProductViewSummaries?.[0]?.ProductId;
  const { ProvisioningArtifacts = [] } = invoke<DescribeProductOutput>('servicecatalog', 'DescribeProduct', { Id });
  return ProvisioningArtifacts.at(-1)?.Id;
}

/** The product as a later version of the lab might have it: with another lifecycle script and another output. */
function newerProduct(bundle: Bundle): Bundle {
  const text = Buffer.from(bundle.assets.find(({ name }) => name === PRODUCT)?.content ?? []).toString();
  const newer = text
    .replace('set -euo pipefail', '# Version two.\n                set -euo pipefail')
    .replace('Description: Name of the notebook instance.', 'Description: Name of the instance.');
  const content = Buffer.from(newer);
  const hash = createHash('sha256').update(content).digest('hex');
  const productTemplateKey = `products/sagemaker_notebook/${hash}.yaml`;
  const assets = bundle.assets.map((asset) =>
    asset.name === PRODUCT ? { ...asset, content, key: productTemplateKey } : asset,
  );
  return { ...bundle, assets, productTemplateKey, productVersion: hash.slice(0, 12) };
}
