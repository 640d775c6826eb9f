import type { GetParametersByPathResult, GetParametersResult, Parameter } from '@aws-sdk/client-ssm';
import { beforeEach, describe, expect, it } from 'vitest';

import type { Cloud } from '../../../../src/sandbox/kernel/service.ts';
import { kmsService } from '../../../../src/sandbox/services/kms/index.ts';
import { ssmService } from '../../../../src/sandbox/services/ssm/index.ts';
import { parameterType } from '../../../../src/sandbox/services/ssm/resource-types/parameter.ts';
import { aCloud, asking, REGION, stackContext, TOOLS, tools, type Ask } from '../kms/accounts.ts';

let cloud: Cloud;
let ssm: Ask;

beforeEach(() => {
  cloud = aCloud(ssmService, kmsService);
  ssm = asking(cloud, 'ssm', tools);
});

function put(Name: string, Value: string, more: object = {}) {
  return ssm('PutParameter', { Name, Value, Type: 'String', ...more });
}

function get(Name: string, more: object = {}) {
  return ssm<{ Parameter: Parameter }>('GetParameter', { Name, ...more }).Parameter;
}

function refused(code: string): unknown {
  return expect.objectContaining({ code });
}

describe('a name without a path', () => {
  it.each([
    ['threshold', '/threshold'],
    ['/threshold', 'threshold'],
  ])('%s stands for the same parameter as %s', (made, other) => {
    put(made, '10', { Tags: [{ Key: 'a', Value: 'b' }] });
    expect(() => put(other, '11')).toThrow(refused('ParameterAlreadyExists'));
    put(other, '12', { Overwrite: true });
    expect(get(other)).toMatchObject({ Name: made, Value: '12', Version: 2 });
    expect(get(`arn:aws:ssm:${REGION}:${TOOLS}:parameter/threshold`).Value).toBe('12');
    const tagged = { ResourceType: 'Parameter', ResourceId: other };
    expect(ssm('ListTagsForResource', tagged)).toEqual({ TagList: [{ Key: 'a', Value: 'b' }] });
    expect(cloud.inventory(TOOLS)).toHaveLength(1);
    expect(ssm('DeleteParameters', { Names: [other, 'none'] })).toEqual({
      DeletedParameters: [other],
      InvalidParameters: ['none'],
    });
    expect(cloud.inventory(TOOLS)).toEqual([]);
  });

  it('is at the root of all paths', () => {
    for (const name of ['bare', '/slash', '/a/deep']) put(name, 'x');
    const names = (more: object) =>
      ssm<GetParametersByPathResult>('GetParametersByPath', { Path: '/', ...more }).Parameters?.map(({ Name }) => Name);
    expect(names({})?.sort()).toEqual(['/slash', 'bare']);
    expect(names({ Recursive: true })?.sort()).toEqual(['/a/deep', '/slash', 'bare']);
  });
});

describe('a parameter', () => {
  const arn = `arn:aws:ssm:${REGION}:${TOOLS}:parameter/lab/threshold`;

  it('is read by name, ARN and version', () => {
    expect(put('/lab/threshold', '10')).toEqual({ Version: 1, Tier: 'Standard' });
    expect(put('/lab/threshold', '20', { Overwrite: true })).toMatchObject({ Version: 2 });
    expect(get('/lab/threshold')).toEqual({
      Name: '/lab/threshold',
      ARN: arn,
      Type: 'String',
      Value: '20',
      Version: 2,
      LastModifiedDate: new Date(cloud.world.now),
      DataType: 'text',
    });
    expect(get(arn).Value).toBe('20');
    expect(get('/lab/threshold:1')).toMatchObject({ Value: '10', Selector: ':1' });
    expect(cloud.trail.entries().at(-1)?.resources).toEqual([arn]);
    expect(() => get('/lab/threshold:3')).toThrow(refused('ParameterVersionNotFound'));
    expect(() => get('/lab/none')).toThrow(refused('ParameterNotFound'));
  });

  it.each([
    ['/lab/threshold', '10', {}, 'ParameterAlreadyExists'],
    ['/lab/threshold', '10', { Overwrite: true, Tags: [{ Key: 'a', Value: 'b' }] }, 'ValidationException'],
    ['/lab/new', '10', { Type: undefined }, 'ValidationException'],
    ['/lab/new', '10', { Type: 'Number' }, 'UnsupportedParameterType'],
    ['/lab/new', '', {}, 'ValidationException'],
    ['/lab/new', 'x'.repeat(4097), {}, 'ValidationException'],
    ['/lab/new', 'x', { AllowedPattern: '^\\d+$' }, 'ParameterPatternMismatchException'],
    ['lab/new', 'x', {}, 'ValidationException'],
    ['/aws/new', 'x', {}, 'AccessDeniedException'],
    ['/a'.repeat(16), 'x', {}, 'HierarchyLevelLimitExceededException'],
  ])('%s cannot be put as %.9s with %j', (name, value, more, code) => {
    put('/lab/threshold', '1');
    expect(() => put(name, value, more)).toThrow(refused(code));
  });

  it('keeps a secret with a key, bound to its name', () => {
    put('/lab/secret', 'hush', { Type: 'SecureString' });
    expect(get('/lab/secret').Value).not.toContain('hush');
    expect(get('/lab/secret', { WithDecryption: true }).Value).toBe('hush');
    expect(cloud.world.snapshot()).not.toContain('hush');
    expect(cloud.trail.entries().filter(({ service }) => service === 'kms')).toMatchObject([
      { operation: 'Encrypt', via: 'ssm', principal: tools },
      { operation: 'Decrypt', via: 'ssm', principal: tools },
    ]);
  });

  it('has a history', () => {
    for (const value of ['1', '2', '3']) put('/lab/threshold', value, { Overwrite: true });
    expect(ssm('GetParameterHistory', { Name: '/lab/threshold' })).toMatchObject({
      Parameters: [{ Value: '1' }, { Value: '2' }, { Value: '3', Version: 3 }],
    });
  });

  it('has tags', () => {
    put('/lab/threshold', '1', { Tags: [{ Key: 'lab', Value: 'one' }] });
    const resource = { ResourceType: 'Parameter', ResourceId: '/lab/threshold' };
    ssm('AddTagsToResource', { ...resource, Tags: [{ Key: 'use', Value: 'gate' }] });
    ssm('RemoveTagsFromResource', { ...resource, TagKeys: ['lab'] });
    expect(ssm('ListTagsForResource', resource)).toEqual({ TagList: [{ Key: 'use', Value: 'gate' }] });
    expect(() => ssm('ListTagsForResource', { ...resource, ResourceId: 'none' })).toThrow(refused('InvalidResourceId'));
  });

  it('is there until it is deleted', () => {
    put('/lab/threshold', '1');
    expect(cloud.inventory(TOOLS)).toEqual([arn]);
    expect(ssm('DeleteParameters', { Names: ['/lab/threshold', 'none'] })).toEqual({
      DeletedParameters: ['/lab/threshold'],
      InvalidParameters: ['none'],
    });
    expect(() => ssm('DeleteParameter', { Name: '/lab/threshold' })).toThrow(refused('ParameterNotFound'));
    expect(cloud.inventory(TOOLS)).toEqual([]);
  });
});

describe('several parameters', () => {
  beforeEach(() => {
    for (const name of ['/lab/a', '/lab/b', '/lab/deep/c', 'plain']) put(name, name);
  });

  it('are read by their names', () => {
    const answer = ssm<GetParametersResult>('GetParameters', { Names: ['plain', 'none', '/lab/a:7'] });
    expect(answer.Parameters?.map(({ Name }) => Name)).toEqual(['plain']);
    expect(answer.InvalidParameters).toEqual(['none', '/lab/a:7']);
  });

  it.each([
    [{ Path: '/lab' }, ['/lab/a', '/lab/b']],
    [{ Path: '/lab/', Recursive: true }, ['/lab/a', '/lab/b', '/lab/deep/c']],
    [{ Path: '/none' }, []],
  ])('are read by their path: %j', (input, names) => {
    const answer = ssm<GetParametersByPathResult>('GetParametersByPath', input);
    expect(answer.Parameters?.map(({ Name }) => Name)).toEqual(names);
  });

  it('come in pages', () => {
    const first = ssm<GetParametersByPathResult>('GetParametersByPath', { Path: '/lab', MaxResults: 1 });
    const next = { Path: '/lab', MaxResults: 1, NextToken: first.NextToken };
    expect(ssm('GetParametersByPath', next)).toMatchObject({ Parameters: [{ Name: '/lab/b' }] });
  });

  it.each([
    [[{ Key: 'Name', Option: 'BeginsWith', Values: ['/lab/'] }], 3],
    [[{ Key: 'Name', Values: ['plain'] }], 1],
    [[{ Key: 'Path', Option: 'OneLevel', Values: ['/lab'] }], 2],
    [[{ Key: 'Type', Values: ['SecureString'] }], 0],
    [[{ Key: 'tag:lab' }], 0],
  ])('are described as %j asks for', (ParameterFilters, count) => {
    expect(ssm<{ Parameters: object[] }>('DescribeParameters', { ParameterFilters }).Parameters).toHaveLength(count);
  });

  it('are not described by what they do not have', () => {
    const ParameterFilters = [{ Key: 'Colour', Values: ['red'] }];
    expect(() => ssm('DescribeParameters', { ParameterFilters })).toThrow(refused('InvalidFilterKey'));
  });
});

describe('AWS::SSM::Parameter', () => {
  it('follows its template from creation to deletion', () => {
    const before = { Type: 'String', Value: '10', Description: 'gate', Tags: { lab: 'one' } } as const;
    const context = stackContext(cloud, 'Gate', { stack: 'lab' });
    const { physicalId } = parameterType.create(before, context);
    expect(physicalId).toMatch(/^CFN-lab-Gate-/);
    expect(get(physicalId).Value).toBe('10');
    const after = { Type: 'String', Value: '20', Tags: { use: 'gate' } } as const;
    parameterType.update?.(physicalId, after, before, context);
    expect(get(physicalId)).toMatchObject({ Value: '20', Version: 2 });
    expect(ssm('DescribeParameters')).not.toMatchObject({ Parameters: [{ Description: 'gate' }] });
    expect(ssm('ListTagsForResource', { ResourceType: 'Parameter', ResourceId: physicalId })).toEqual({
      TagList: [
        { Key: 'stack', Value: 'lab' },
        { Key: 'use', Value: 'gate' },
      ],
    });
    expect(parameterType.attributes?.(physicalId, after, context)).toMatchObject({ Type: 'String', Value: '20' });
    parameterType.delete(physicalId, after, context);
    parameterType.delete(physicalId, after, context);
    expect(cloud.inventory(TOOLS)).toEqual([]);
  });

  it('does not take over a parameter that is there', () => {
    put('/lab/gate', '1');
    const properties = { Name: '/lab/gate', Type: 'String', Value: '2' } as const;
    expect(() => parameterType.create(properties, stackContext(cloud, 'Gate'))).toThrow(
      refused('ParameterAlreadyExists'),
    );
  });
});
