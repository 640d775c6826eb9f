import { describe, expect, it } from 'vitest';

import { coerceProperties } from '../../../src/sandbox/cloudformation/spec/coerce.ts';
import { propertyChanges } from '../../../src/sandbox/cloudformation/spec/replacement.ts';
import { resourceSpec } from '../../../src/sandbox/cloudformation/spec/resource-spec.ts';
import { propertyProblems } from '../../../src/sandbox/cloudformation/spec/validate.ts';
import type { Service } from '../../../src/sandbox/kernel/service.ts';
import { thingType } from './shelf.ts';
import { stage, things, type Stage } from './stage.ts';

function specs(type: string) {
  const spec = resourceSpec(type);
  if (!spec) throw new Error(`no spec of ${type}`);
  return spec.properties;
}

describe('properties and their schemas', () => {
  it('take the types of the schema', () => {
    const given = {
      EnableKeyRotation: 'true',
      PendingWindowInDays: '7',
      KeyPolicy: { Version: '2012-10-17' },
      Description: 5,
    };
    expect(coerceProperties(given, specs('AWS::KMS::Key'))).toEqual({
      EnableKeyRotation: true,
      PendingWindowInDays: 7,
      KeyPolicy: { Version: '2012-10-17' },
      Description: '5',
    });
  });

  it.each([
    ['true', true],
    ['True', true],
    ['TRUE', true],
    ['False', false],
    ['yes', 'yes'],
  ])('take the text %j for a boolean', (text, value) => {
    const given = { EnableKeyRotation: text };
    expect(coerceProperties(given, specs('AWS::KMS::Key'))).toEqual({ EnableKeyRotation: value });
  });

  it('are checked all the way down', () => {
    const bucket = {
      BucketName: 'b',
      VersioningConfiguration: { State: 'Enabled' },
      Tags: [{ Key: 'k' }],
      Colour: 'red',
    };
    expect(propertyProblems(bucket, specs('AWS::S3::Bucket'))).toEqual([
      { path: '#/VersioningConfiguration', complaint: 'required key [Status] not found' },
      { path: '#/VersioningConfiguration', complaint: 'extraneous key [State] is not permitted' },
      { path: '#/Tags/0', complaint: 'required key [Value] not found' },
      { path: '#', complaint: 'extraneous key [Colour] is not permitted' },
    ]);
    expect(
      propertyProblems(
        { RoleArn: ['a'], InstanceType: 'ml.t3.medium', VolumeSizeInGB: 'big' },
        specs('AWS::SageMaker::NotebookInstance'),
      ),
    ).toEqual([
      { path: '#/RoleArn', complaint: 'expected type: String, found: JSONArray' },
      { path: '#/VolumeSizeInGB', complaint: 'expected type: Integer, found: String' },
    ]);
  });

  it('say which change replaces a resource', () => {
    const before = { NotebookInstanceName: 'n', InstanceType: 'ml.t3.medium', SubnetId: 's' };
    const after = { ...before, InstanceType: 'ml.t3.large', SubnetId: 't' };
    expect(propertyChanges('AWS::SageMaker::NotebookInstance', before, after)).toEqual([
      { path: ['InstanceType'], before: 'ml.t3.medium', after: 'ml.t3.large', recreation: 'Never' },
      { path: ['SubnetId'], before: 's', after: 't', recreation: 'Always' },
    ]);
    const config = (MemorySizeInMB: number) => ({
      ProductionVariants: [{ VariantName: 'v', ServerlessConfig: { MaxConcurrency: 1, MemorySizeInMB } }],
    });
    expect(propertyChanges('AWS::SageMaker::EndpointConfig', config(1024), config(2048))).toMatchObject([
      { recreation: 'Always' },
    ]);
  });
});

const aws: Service = {
  name: 'aws',
  operations: {},
  resourceTypes: { 'AWS::SSM::Parameter': thingType(5), 'AWS::Logs::LogGroup': { ...thingType(5) } },
};

const withParameter = (Properties: object) =>
  JSON.stringify({ Resources: { P: { Type: 'AWS::SSM::Parameter', Properties } } });

function created(properties: object): Stage {
  const made = stage({ services: [aws] });
  made.call('CreateStack', { StackName: 'shop', TemplateBody: withParameter(properties) });
  made.settled('shop');
  return made;
}

describe('a stack with types that have schemas', () => {
  it('fails a resource with properties that its schema does not allow', () => {
    const made = created({ Name: '/p', Typ: 'String' });
    expect(made.describe('shop').StackStatus).toBe('ROLLBACK_COMPLETE');
    expect(
      made.eventRecords('shop').find(({ ResourceStatus }) => ResourceStatus === 'CREATE_FAILED')?.ResourceStatusReason,
    ).toBe(
      'Properties validation failed for resource P with message:\n' +
        '#: required key [Type] not found\n#: required key [Value] not found\n#: extraneous key [Typ] is not permitted',
    );
    expect(made.shelf().log).toEqual([]);
  });

  it('refuses attributes that a type does not have', () => {
    const TemplateBody = things({
      P: { Type: 'AWS::SSM::Parameter', Name: '/p' },
      A: { Of: { 'Fn::GetAtt': ['P', 'Colour'] } },
    });
    expect(() => stage({ services: [aws] }).call('CreateStack', { StackName: 'shop', TemplateBody })).toThrow(
      'Template error: resource P does not support attribute type Colour in Fn::GetAtt',
    );
  });

  it('replaces a resource when a property changes that cannot be changed in place', () => {
    const made = created({ Name: '/p', Type: 'String', Value: '1' });
    made.call('UpdateStack', {
      StackName: 'shop',
      TemplateBody: withParameter({ Name: '/p', Type: 'String', Value: '2' }),
    });
    expect(made.settled('shop').StackStatus).toBe('UPDATE_COMPLETE');
    made.call('UpdateStack', {
      StackName: 'shop',
      TemplateBody: withParameter({ Name: '/q', Type: 'String', Value: '2' }),
    });
    expect(made.settled('shop').StackStatus).toBe('UPDATE_COMPLETE');
    expect(made.shelf().log).toEqual(['put /p', 'change /p', 'put /q', 'drop /p']);
  });
});
