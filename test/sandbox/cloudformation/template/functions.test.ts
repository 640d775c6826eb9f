import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { type Bindings, pseudoParameters } from '../../../../src/sandbox/cloudformation/template/bindings.ts';
import { evaluate } from '../../../../src/sandbox/cloudformation/template/evaluate.ts';

const bindings: Bindings = {
  mappings: { Sizes: { 'us-east-1': { small: 't3.small', zones: ['a', 'b'] } } },
  parameters: {
    ...pseudoParameters({
      account: '111111111111',
      region: 'us-east-1',
      stackName: 'shop',
      stackId: 'arn:stack',
      notificationArns: [],
    }),
    Size: 'small',
    Names: ['x', 'y'],
  },
  region: 'us-east-1',
  condition: (name) => name === 'Yes',
  ref: (logicalId) => `id-of-${logicalId}`,
  attribute: (logicalId, attribute) => `${logicalId}/${attribute}`,
  importValue: (name) => `import of ${name}`,
  availabilityZones: (region) => ['a', 'b', 'c'].map((letter) => region + letter),
};

const give = (value: unknown) => evaluate(value, bindings);

describe('intrinsic functions', () => {
  it.each([
    [{ Ref: 'Size' }, 'small'],
    [{ Ref: 'Names' }, ['x', 'y']],
    [{ Ref: 'Thing' }, 'id-of-Thing'],
    [{ Ref: 'AWS::Partition' }, 'aws'],
    [{ Ref: 'AWS::URLSuffix' }, 'amazonaws.com'],
    [{ 'Fn::GetAtt': ['Thing', 'Arn'] }, 'Thing/Arn'],
    [{ 'Fn::GetAtt': 'Thing.Endpoint.Address' }, 'Thing/Endpoint.Address'],
    [{ 'Fn::Join': ['-', ['a', { Ref: 'Size' }, 1, true]] }, 'a-small-1-true'],
    [{ 'Fn::Join': [',', { Ref: 'Names' }] }, 'x,y'],
    [{ 'Fn::Select': ['1', { Ref: 'Names' }] }, 'y'],
    [{ 'Fn::Split': ['|', 'a|b||c'] }, ['a', 'b', '', 'c']],
    [{ 'Fn::Select': [2, { 'Fn::Split': ['/', 'a/b/c'] }] }, 'c'],
    [
      { 'Fn::Sub': '${Size} in ${AWS::Region} of ${Thing} ${Thing.Arn} ${!Literal}' },
      'small in us-east-1 of id-of-Thing Thing/Arn ${Literal}',
    ],
    [{ 'Fn::Sub': ['${Own}-${Size}', { Own: { Ref: 'Thing' } }] }, 'id-of-Thing-small'],
    [{ 'Fn::If': ['Yes', 'a', 'b'] }, 'a'],
    [{ 'Fn::If': ['No', 'a', 'b'] }, 'b'],
    [{ Kept: 1, Left: { 'Fn::If': ['No', 'a', { Ref: 'AWS::NoValue' }] } }, { Kept: 1 }],
    [
      ['a', { Ref: 'AWS::NoValue' }, 'b'],
      ['a', 'b'],
    ],
    [{ 'Fn::FindInMap': ['Sizes', { Ref: 'AWS::Region' }, { Ref: 'Size' }] }, 't3.small'],
    [{ 'Fn::FindInMap': ['Sizes', 'us-east-1', 'zones'] }, ['a', 'b']],
    [{ 'Fn::Base64': { 'Fn::Sub': '${Size}' } }, 'c21hbGw='],
    [{ 'Fn::GetAZs': 'eu-west-1' }, ['eu-west-1a', 'eu-west-1b', 'eu-west-1c']],
    [{ 'Fn::Select': [2, { 'Fn::GetAZs': '' }] }, 'us-east-1c'],
    [{ 'Fn::Cidr': ['10.0.0.0/16', 3, 8] }, ['10.0.0.0/24', '10.0.1.0/24', '10.0.2.0/24']],
    [{ 'Fn::ImportValue': { 'Fn::Sub': '${Size}-vpc' } }, 'import of small-vpc'],
    [{ Condition: { StringEquals: { a: 'b' } } }, { Condition: { StringEquals: { a: 'b' } } }],
  ])('gives for %j what it stands for', (value, expected) => {
    expect(give(value)).toEqual(expected);
  });

  it.each([
    [{ 'Fn::Join': ['-', 'text'] }, 'every Fn::Join object requires two parameters'],
    [{ 'Fn::Select': [7, { Ref: 'Names' }] }, 'Fn::Select cannot select nonexistent value at index 7'],
    [{ 'Fn::Split': ['', 'x'] }, 'every Fn::Split object requires two parameters'],
    [{ 'Fn::FindInMap': ['Sizes', 'us-east-1', 'huge'] }, 'Unable to get mapping for Sizes::us-east-1::huge'],
    [{ 'Fn::FindInMap': ['Missing', 'a', 'b'] }, "Mapping named 'Missing' is not present"],
    [{ 'Fn::Sub': '${Names}' }, 'variable Names in Fn::Sub expression does not resolve to a string'],
    [{ 'Fn::Cidr': ['10.0.0.0/28', 3, 8] }, 'every Fn::Cidr object requires'],
    [{ 'Fn::If': ['Yes', 'a'] }, 'Fn::If requires a list argument'],
    [{ 'Fn::Flatten': [] }, 'Fn::Flatten is not supported'],
  ])('refuses %j', (value, complaint) => {
    expect(() => give(value)).toThrow(`Template error: ${complaint}`);
  });

  it('takes apart with Split what Join put together', () => {
    const parts = fc.array(fc.stringMatching(/^[a-z]*$/), { minLength: 1 });
    fc.assert(
      fc.property(parts, fc.constantFrom(',', '|', '::'), (list, delimiter) => {
        expect(give({ 'Fn::Split': [delimiter, { 'Fn::Join': [delimiter, list] }] })).toEqual(list);
      }),
    );
  });

  it('cuts address ranges that lie in the given one and do not overlap', () => {
    const cuts = fc.record({
      bits: fc.integer({ min: 4, max: 8 }),
      count: fc.integer({ min: 1, max: 16 }),
      second: fc.nat(255),
    });
    fc.assert(
      fc.property(cuts, ({ bits, count, second }) => {
        const blocks = give({ 'Fn::Cidr': [`10.${second}.0.0/16`, count, bits] }) as string[];
        const starts = blocks.map((block) =>
          block
            .split(/[./]/)
            .slice(0, 4)
            .reduce((sum, byte) => sum * 256 + Number(byte), 0),
        );
        expect(blocks.every((block) => block.startsWith(`10.${second}.`) && block.endsWith(`/${32 - bits}`))).toBe(
          true,
        );
        expect(starts).toEqual(starts.map((_, index) => (starts[0] ?? 0) + index * 2 ** bits));
      }),
    );
  });

  it('leaves values without functions as they are', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(give(value)).toEqual(value);
      }),
    );
  });
});
