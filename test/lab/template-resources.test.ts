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

  const counted = (condition: string, values: Readonly<Record<string, string>> = {}) =>
    resourceCount(
      `Parameters: { A: { Default: 1 }, B: { Type: String }, List: { Default: [x] }, Odd: 5 }
Conditions: { Yes: !Equals [a, a], No: !Equals [a, b], C: ${condition} }
Resources: { R: { Condition: C } }`,
      values,
    );

  it.each<[string, Readonly<Record<string, string>>, number]>([
    ['!Condition Yes', {}, 1],
    ['!Condition No', {}, 0],
    ['!Not [!Condition Yes]', {}, 0],
    ['!Not [!Condition No]', {}, 1],
    ['!And [!Condition Yes, !Condition Yes]', {}, 1],
    ['!And [!Condition Yes, !Condition No]', {}, 0],
    ['!Or [!Condition No, !Condition Yes]', {}, 1],
    ['!Or [!Condition No, !Condition No]', {}, 0],
    ['!Equals [!Ref A, 1]', {}, 1],
    ['!Equals [!Ref A, 1]', { A: '2' }, 0],
    ['!Equals [A, !Ref A]', { A: 'A' }, 1],
    // Nothing is known of its value.
    ['!Equals [!Ref B, x]', {}, 0],
    ['!Equals [!Ref List, x]', {}, 0],
    ['!Equals [!Ref B, x]', { B: 'x' }, 1],
    ['!Equals [!Ref constructor, x]', {}, 0],
  ])('with a resource on the condition %s and %j: %i', (condition, values, count) => {
    expect(counted(condition, values)).toBe(count);
  });

  it.each(['!Condition Nobody', '!Not [x]', 'yes', '[!Condition Yes]', '!If [Yes, a, b]'])(
    'is no guess where a condition is %s',
    (condition) => {
      expect(() => counted(condition)).toThrow('not understood');
    },
  );

  it('is that of each template, though others were counted before', () => {
    const [one, two] = ['Resources: { A: {} }', 'Resources: { A: {}, B: 5, C: { Condition: [x] } }'];
    expect([one, two, one, two].map((template) => resourceCount(template, {}))).toEqual([1, 3, 1, 3]);
    expect(resourceCount('Outputs: {}', {})).toBe(0);
    expect(resourceCount('Resources: [a]', {})).toBe(0);
  });

  it('is none without resources, and what is not understood is no guess', () => {
    expect(resourceCount('Resources: {}', {})).toBe(0);
    const strange = 'Conditions: { C: !Has [x] }\nResources: { R: { Type: T, Condition: C } }';
    expect(() => resourceCount(strange, {})).toThrow('not understood');
  });
});
