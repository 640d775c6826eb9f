import { describe, expect, it } from 'vitest';
import { resourceCount } from '../../src/lab/template-resources.ts';

const TEMPLATE = `
Parameters:
  Zone: { Type: String, Default: '' }
  Logs: { Type: String, Default: 'true' }
Conditions:
  HasZone: !Not [!Equals [!Ref Zone, '']]
  Logs: !Equals [!Ref Logs, 'true']
  Both: !And [!Condition HasZone, !Condition Logs]
  Any: !Or [!Condition HasZone, !Equals ['true', !Ref Logs]]
Resources:
  Always: { Type: AWS::S3::Bucket }
  OfZone: { Type: AWS::S3::Bucket, Condition: HasZone }
  OfBoth: { Type: AWS::S3::Bucket, Condition: Both }
  OfAny: { Type: AWS::S3::Bucket, Condition: Any }
`;

describe('how many resources a stack will have', () => {
  it.each([
    [{}, 2],
    [{ Logs: 'false' }, 1],
    [{ Zone: 'a' }, 4],
    [{ Zone: 'a', Logs: 'false' }, 3],
  ])('with %j: %i', (parameters, count) => expect(resourceCount(TEMPLATE, parameters)).toBe(count));

  it('is none without resources, and what is not understood is no guess', () => {
    expect(resourceCount('Resources: {}', {})).toBe(0);
    const strange = 'Conditions: { C: !Has [x] }\nResources: { R: { Type: T, Condition: C } }';
    expect(() => resourceCount(strange, {})).toThrow('not understood');
  });
});
