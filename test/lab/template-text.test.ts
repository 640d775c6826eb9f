import { describe, expect, it } from 'vitest';
import { rejectedParameters } from '../../src/lab/template-parameters.ts';
import { lineOfResource, resourceChanges, withParameterDefault } from '../../src/lab/template-text.ts';

const TEMPLATE = `Parameters:
  LabName:
    Type: String
    # the workshop's name
    Default: lab
  Zones:
    Type: Number
    MinValue: 1
    MaxValue: 3
Resources:
  Key:
    Type: AWS::KMS::Key
    Properties:
      Description: !Sub 'of \${LabName}'
  Bucket:
    Type: AWS::S3::Bucket
`;

describe('lines', () => {
  it.each([
    ['Key', 11],
    ['Bucket', 15],
    ['Nobody', undefined],
  ])('%s is declared on line %s', (logicalId, line) => {
    expect(lineOfResource(TEMPLATE, logicalId)).toBe(line);
  });
});

describe('a default', () => {
  it('is replaced, and all else stays to the letter', () => {
    expect(withParameterDefault(TEMPLATE, 'LabName')('spring')).toBe(
      TEMPLATE.replace('Default: lab', 'Default: "spring"'),
    );
  });

  it('that is not there is a mistake of ours', () => {
    expect(() => withParameterDefault(TEMPLATE, 'Zones')).toThrow('no default for the parameter Zones');
  });
});

describe('changes between two templates', () => {
  it('are told by resource', () => {
    const after = TEMPLATE.replace('of ${LabName}', 'of the lab ${LabName}').replace(
      'Bucket:\n    Type: AWS::S3::Bucket',
      'Topic:\n    Type: AWS::SNS::Topic',
    );
    expect(resourceChanges(TEMPLATE, after)).toEqual([
      { logicalId: 'Key', resourceType: 'AWS::KMS::Key', action: 'modify', properties: [] },
      { logicalId: 'Bucket', resourceType: 'AWS::S3::Bucket', action: 'remove', properties: [] },
      { logicalId: 'Topic', resourceType: 'AWS::SNS::Topic', action: 'add', properties: [] },
    ]);
  });

  it('are a replacement where a resource becomes one of another type', () => {
    const after = TEMPLATE.replace('AWS::S3::Bucket', 'AWS::SNS::Topic');
    expect(resourceChanges(TEMPLATE, after)).toEqual([
      { logicalId: 'Bucket', resourceType: 'AWS::SNS::Topic', action: 'replace', properties: [] },
    ]);
  });

  it('see a short form that changes', () => {
    const after = TEMPLATE.replace("!Sub 'of", "!Ref 'of");
    expect(resourceChanges(TEMPLATE, after).map(({ logicalId }) => logicalId)).toEqual(['Key']);
  });

  it('are none between a template and itself', () => {
    expect(resourceChanges(TEMPLATE, TEMPLATE)).toEqual([]);
  });
});

describe('values that CloudFormation would reject', () => {
  const template = (constraint: string) => `Parameters:\n  P: { Type: String, ${constraint} }\n`;

  it.each([
    ["AllowedPattern: '[a-z]+'", 'abc', undefined],
    ["AllowedPattern: '[a-z]+'", 'abc1', 'must match [a-z]+'],
    ["AllowedPattern: '[a-z]+', ConstraintDescription: letters only.", 'ABC', 'letters only.'],
    ['AllowedValues: [1, 2]', '2', undefined],
    ['AllowedValues: [1, 2]', '3', 'must be one of 1, 2'],
    ['MinLength: 2, MaxLength: 3', 'a', 'must have 2 to 3 characters'],
    ['MinLength: 2, MaxLength: 3', 'abc', undefined],
  ])('%s, "%s" → %s', (constraint, value, reason) => {
    expect(rejectedParameters(template(constraint), { P: value }).map((each) => each.reason)).toEqual(
      reason === undefined ? [] : [reason],
    );
  });

  it.each([
    ['1', true],
    ['3', true],
    ['4', false],
    ['many', false],
    ['', false],
  ])('a number from 1 to 3: "%s" → %s', (value, accepted) => {
    expect(rejectedParameters(TEMPLATE, { Zones: value }).length === 0).toBe(accepted);
  });

  it('include those that the template does not know', () => {
    expect(rejectedParameters(TEMPLATE, { Nobody: 'x' })).toEqual([
      { parameter: 'Nobody', value: 'x', reason: 'the template has no such parameter' },
    ]);
  });
});
