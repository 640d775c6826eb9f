import { describe, expect, it } from 'vitest';
import { NONE } from '../../src/lab/release.ts';
import { cloud, deploy, ENDPOINT, release, released } from '../../test/functions/deploying.ts';
import { LAB_TAGS } from '../../test/functions/fake-sagemaker.ts';
import { Refused } from '../../test/functions/fake-wire.ts';

describe('the first deployment', () => {
  it('copies the model, and creates model, configuration and endpoint', async () => {
    const aws = cloud();
    const end = await deploy(aws);
    expect(end).toMatchObject({ kind: 'success', previous: NONE, invocations: 1 });
    expect(end.name).toMatch(/^mlops-lab--production-[0-9a-f]{12}$/);
    const copy = `production/${end.name.slice(-12)}/model.tar.gz`;
    expect(aws.objects.get(`mlops-models/${copy}`)).toMatchObject({
      headers: {
        'x-amz-server-side-encryption': 'aws:kms',
        'x-amz-server-side-encryption-aws-kms-key-id': 'arn:aws:kms:us-east-1:333333333333:key/models',
      },
      metadata: { 'original-etag': expect.stringMatching(/^[0-9a-f]{32}$/) as string },
    });
    expect(aws.sagemaker.models.get(end.name)).toMatchObject({
      ExecutionRoleArn: 'arn:aws:iam::333333333333:role/mlops-lab--production-us-east-1',
      PrimaryContainer: { ModelDataUrl: `s3://mlops-models/${copy}` },
      Tags: LAB_TAGS,
    });
    expect(aws.sagemaker.configurations.get(end.name)?.variant).toMatchObject({
      VariantName: 'AllTraffic',
      ServerlessConfig: { MemorySizeInMB: 2048, MaxConcurrency: 5 },
    });
    expect(aws.sagemaker.endpoints.get(ENDPOINT)).toMatchObject({ status: 'Creating', serving: end.name });
  });

  it.each([true, false])('serves without a network where the lab is to have none: %s', async (isIsolated) => {
    const aws = cloud();
    const { name } = await deploy(aws, release(1), { environment: { NETWORK_ISOLATION: String(isIsolated) } });
    expect(aws.sagemaker.models.get(name)?.['EnableNetworkIsolation']).toBe(isIsolated);
  });

  it('is tried once more where the configuration cannot be seen yet', async () => {
    const aws = cloud();
    aws.fail(
      'sagemaker:CreateEndpoint',
      new Refused('ValidationException', 'Could not find endpoint configuration "x".'),
    );
    expect(await deploy(aws)).toMatchObject({ kind: 'success', invocations: 2 });
  });

  it('goes on where first the model and then the configuration cannot be seen yet', async () => {
    const aws = cloud();
    const unseen = (what: string) => new Refused('ValidationException', `Could not find ${what} "x".`);
    aws.fail('sagemaker:CreateEndpointConfig', unseen('model'));
    aws.fail('sagemaker:CreateEndpoint', unseen('endpoint configuration'));
    expect(await deploy(aws)).toMatchObject({ kind: 'success', invocations: 3 });
  });

  it('fails where the configuration is not seen for a minute', async () => {
    const aws = cloud();
    aws.fail('sagemaker:DescribeEndpointConfig', new Refused('ValidationException', 'Could not find it.'), 9);
    expect(await deploy(aws)).toMatchObject({ kind: 'failure', invocations: 4 });
  });

  it('replaces an endpoint that failed to start', async () => {
    const aws = cloud();
    aws.sagemaker.trouble = 'no capacity';
    const first = await released(aws);
    expect(aws.sagemaker.endpoints.get(ENDPOINT)?.status).toBe('Failed');
    const second = await deploy(aws);
    expect(second).toMatchObject({ kind: 'success', name: first.name, previous: NONE });
    expect(second.said[0]).toContain('failed (no capacity) and is deleted, to be created anew');
    expect(aws.sagemaker.endpoints.get(ENDPOINT)?.status).toBe('Creating');
  });
});

describe('a later deployment', () => {
  it('updates the endpoint in place, and knows what was served before', async () => {
    const aws = cloud();
    const first = await released(aws);
    const second = await released(aws, release(2));
    expect(second).toMatchObject({ kind: 'success', previous: first.name });
    expect([...aws.sagemaker.endpoints]).toMatchObject([[ENDPOINT, { status: 'InService', serving: second.name }]]);
  });

  it('leaves the other environment alone', async () => {
    const aws = cloud();
    const production = await released(aws);
    await released(aws, release(2, 'nonprod'));
    expect(aws.sagemaker.endpoints.get(ENDPOINT)?.serving).toBe(production.name);
    expect(aws.sagemaker.endpoints.size).toBe(2);
  });

  it.each(['Creating', 'Updating', 'RollingBack', 'SystemUpdating', 'Deleting'])(
    'waits while the endpoint is %s',
    async (status) => {
      const aws = cloud();
      const first = await released(aws);
      const endpoint = aws.sagemaker.endpoints.get(ENDPOINT);
      if (endpoint) endpoint.status = status;
      const second = await deploy(aws, release(2));
      expect(second).toMatchObject({ kind: 'success', invocations: 2 });
      expect(second.previous).toBe(status === 'Deleting' ? NONE : first.name);
    },
  );

  it('waits where somebody else is faster', async () => {
    const aws = cloud();
    await released(aws);
    aws.fail('sagemaker:UpdateEndpoint', new Refused('ValidationException', 'Cannot update in-progress endpoint "x".'));
    expect(await deploy(aws, release(2))).toMatchObject({ kind: 'success', invocations: 2 });
  });

  it('does not wait for ever', async () => {
    const aws = cloud();
    await released(aws);
    const endpoint = aws.sagemaker.endpoints.get(ENDPOINT);
    if (endpoint) endpoint.status = 'Updating';
    const end = await deploy(aws, release(2), { interval: 900, between: () => undefined });
    expect(end.kind).toBe('failure');
    expect(end.message).toContain(`endpoint ${ENDPOINT} is Updating, for more than 3600 s, which is the limit`);
  });

  it('deletes what the oldest models were loaded from, and nothing else of the model bucket', async () => {
    const aws = cloud();
    const names: string[] = [];
    for (const number of [1, 2, 3, 4, 5, 6]) names.push((await released(aws, release(number))).name);
    const copies = names.map((name) => `mlops-models/production/${name.slice(-12)}/model.tar.gz`);
    const left = aws.objects.names().filter((name) => copies.includes(name));
    expect(left).toHaveLength(aws.sagemaker.configurations.size);
    expect([left.includes(copies[5] ?? ''), left.includes(copies[0] ?? '')]).toEqual([true, false]);
  });

  it('keeps the newest configurations beside what is served and was served before', async () => {
    const aws = cloud();
    const ends = [];
    for (let number = 1; number <= 6; number += 1) ends.push(await released(aws, release(number)));
    aws.sagemaker.configurations.set('mlops-lab--production-two', {
      variant: { ModelName: 'x' },
      tags: new Map(),
      createdAt: 0,
    });
    const back = await released(aws, release(4));
    const names = ends.map(({ name }) => name);
    expect(back).toMatchObject({ previous: names[5], name: names[3] });
    expect([...aws.sagemaker.configurations.keys()].sort()).toEqual(
      [...names.slice(1), 'mlops-lab--production-two'].sort(),
    );
    expect([...aws.sagemaker.models.keys()].sort()).toEqual(names.slice(1).sort());
    const removed = ends.map(({ message }) => /removed (\d+) older/.exec(message)?.[1]);
    expect(removed).toEqual([...names.slice(1).map(() => undefined), '1']);
  });

  it('stands although older configurations cannot be removed, and says so', async () => {
    const aws = cloud();
    aws.fail('sagemaker:ListEndpointConfigs', new Refused('AccessDeniedException', 'no', 403));
    const end = await deploy(aws);
    expect(end.kind).toBe('success');
    expect(end.message).toContain('older configurations could not be removed: ListEndpointConfigs');
  });
});

describe('older configurations', () => {
  /** Five releases, after which the next one has one to remove: that of the first. */
  async function withOldest() {
    const aws = cloud();
    const { name } = await released(aws, release(1));
    for (const number of [2, 3, 4, 5]) await released(aws, release(number));
    return { aws, name };
  }

  it('are removed although their models are gone already', async () => {
    const { aws, name } = await withOldest();
    aws.sagemaker.models.delete(name);
    const end = await released(aws, release(6));
    expect(end.message).toMatch(/; removed 1 older$/);
    expect(aws.sagemaker.configurations.has(name)).toBe(false);
  });

  it('by another name than the pipeline gives are kept, whoever they belong to', async () => {
    const { aws } = await withOldest();
    const tags = new Map(LAB_TAGS.map(({ Key, Value }) => [Key, Value]));
    const others = ['two', 'two-0123456789ab', '0123456789abc'].map((suffix) => `${ENDPOINT}-${suffix}`);
    for (const other of others) {
      aws.sagemaker.configurations.set(other, { variant: { ModelName: 'x' }, tags, createdAt: 0 });
    }
    expect((await released(aws, release(6))).message).toMatch(/; removed 1 older$/);
    expect([...aws.sagemaker.configurations.keys()]).toEqual(expect.arrayContaining(others));
  });

  it.each(['s3:DeleteObject', 'sagemaker:DeleteModel', 'sagemaker:DeleteEndpointConfig'])(
    'stay listed where %s is refused, so that the next release removes what is left',
    async (operation) => {
      const { aws, name } = await withOldest();
      aws.fail(operation, new Refused('AccessDeniedException', 'no', 403));
      const end = await released(aws, release(6));
      expect(end.kind).toBe('success');
      expect(end.message).toMatch(new RegExp(`could not be removed: ${operation.split(':')[1] ?? ''} of .*: Access`));
      expect(aws.sagemaker.configurations.has(name)).toBe(true);
      expect((await released(aws, release(7))).message).toMatch(/; removed 2 older$/);
      expect(aws.sagemaker.configurations.has(name)).toBe(false);
    },
  );
});

describe('a deployment that runs twice', () => {
  it('finds what it made, whatever moment the first run was cut off at', async () => {
    const operations = [
      's3:CopyObject',
      'sagemaker:CreateModel',
      'sagemaker:CreateEndpointConfig',
      'sagemaker:UpdateEndpoint',
      'codepipeline:PutJobSuccessResult',
    ];
    for (const operation of operations) {
      const aws = cloud();
      const first = await released(aws);
      aws.fail(operation, 'receipt lost');
      await deploy(aws, release(2)).catch(() => undefined);
      const again = await released(aws, release(2));
      expect(again, operation).toMatchObject({ kind: 'success', previous: first.name });
      expect(aws.objects.copies, operation).toBe(2);
      expect(aws.sagemaker.endpoints.get(ENDPOINT), operation).toMatchObject({
        status: 'InService',
        serving: again.name,
      });
    }
  });

  it('after it was served still knows what was served before', async () => {
    const aws = cloud();
    const first = await released(aws);
    await released(aws, release(2));
    expect(await deploy(aws, release(2))).toMatchObject({ kind: 'success', previous: first.name, invocations: 1 });
  });

  it('after another release knows that one as the previous', async () => {
    const aws = cloud();
    await released(aws, release(1));
    await released(aws, release(2));
    const other = await released(aws, release(3));
    expect(await released(aws, release(2))).toMatchObject({ previous: other.name });
  });

  it('of a release that serves and is in trouble still knows what was served before that', async () => {
    const aws = cloud();
    const first = await released(aws);
    const second = await released(aws, release(2));
    for (const status of ['OutOfService', 'UpdateRollbackFailed']) {
      Object.assign(aws.sagemaker.endpoints.get(ENDPOINT) ?? {}, { status, serving: second.name });
      expect(await released(aws, release(2)), status).toMatchObject({ name: second.name, previous: first.name });
    }
  });

  it('after another release keeps note of that one', async () => {
    const aws = cloud();
    await released(aws, release(1));
    await released(aws, release(2));
    const other = await released(aws, release(3));
    await released(aws, release(2));
    expect(await deploy(aws, release(2))).toMatchObject({ kind: 'success', previous: other.name });
  });

  it('sees that the endpoint is on its way to the release, and does nothing more', async () => {
    const aws = cloud();
    const first = await released(aws);
    await deploy(aws, release(2));
    expect(aws.sagemaker.endpoints.get(ENDPOINT)?.status).toBe('Updating');
    aws.calls.length = 0;
    expect(await deploy(aws, release(2))).toMatchObject({ kind: 'success', invocations: 1, previous: first.name });
    expect(aws.calls.filter((call) => /:(Create|Update|Delete)/.test(call))).toEqual([]);
  });

  it('waits for its configuration to be seen rather than take the release for the first one ever', async () => {
    const aws = cloud();
    const first = await released(aws);
    await deploy(aws, release(2));
    aws.fail('sagemaker:DescribeEndpointConfig', new Refused('ValidationException', 'Could not find it.'));
    expect(await deploy(aws, release(2))).toMatchObject({ kind: 'success', invocations: 2, previous: first.name });
  });

  it('waits for what that notes to be seen as well', async () => {
    const aws = cloud();
    const first = await released(aws);
    const { name } = await deploy(aws, release(2));
    const tags = aws.sagemaker.configurations.get(name)?.tags;
    const noted = new Map(tags);
    tags?.clear();
    const between = () => noted.forEach((value, key) => tags?.set(key, value));
    const end = await deploy(aws, release(2), { between });
    expect(end).toMatchObject({ kind: 'success', invocations: 2, previous: first.name });
  });

  const BROKEN: readonly (readonly [why: string, copy: string, etag: 'right' | 'wrong'])[] = [
    ['of the same length, is of another model', 'seert', 'wrong'],
    ['made from the right model, was cut short', 'tree', 'right'],
    ['is anything else', 'leaves', 'wrong'],
  ];

  it.each(BROKEN)('copies the model again where what lies there, %s', async (_, copy, etag) => {
    const aws = cloud();
    const { name } = await released(aws);
    const key = `mlops-models/production/${name.slice(-12)}/model.tar.gz`;
    const metadata = { ...aws.objects.get(key)?.metadata, ...(etag === 'wrong' && { 'original-etag': 'another' }) };
    aws.objects.put(key, copy, metadata);
    aws.sagemaker.endpoints.delete(ENDPOINT);
    expect(await deploy(aws)).toMatchObject({ kind: 'success', name });
    expect(aws.objects.text(key)).toBe('trees');
  });

  it('with other settings is another configuration', async () => {
    const aws = cloud();
    const small = await released(aws);
    const large = await released(aws, release(1), { environment: { SERVERLESS_MEMORY_MB: '4096' } });
    expect(large).toMatchObject({ kind: 'success', previous: small.name });
    expect(large.name).not.toBe(small.name);
  });
});
