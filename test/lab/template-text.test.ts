import { describe, expect, it } from 'vitest';
import { keptParameters, rejectedParameters } from '../../src/lab/template-parameters.ts';
import {
  isSameTemplate,
  lineOfResource,
  parametersSection,
  resourceChanges,
  withParameterDefault,
} from '../../src/lab/template-text.ts';

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

  it.each(['Zones', 'Type', 'Key'])('that is not there is a mistake of ours: %s', (parameter) => {
    const template = TEMPLATE.replace('Resources:', '  Size:\n    Type: String\n    Default: small\nResources:');
    expect(() => withParameterDefault(template, parameter)).toThrow(`no default for the parameter ${parameter}`);
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

describe('a template without much in it', () => {
  it('has no resources, and no lines of any', () => {
    for (const bare of ['', 'Outputs: {}', 'Resources: [a]', 'Resources: text']) {
      expect(lineOfResource(bare, 'a')).toBeUndefined();
      expect(resourceChanges(bare, bare)).toEqual([]);
    }
    const odd = 'Resources:\n  A: text\n  ? [b]\n  : { Type: X }\n  C: { Type: X }\n';
    expect(resourceChanges('', odd)).toEqual([{ logicalId: 'C', resourceType: 'X', action: 'add', properties: [] }]);
    expect([lineOfResource(odd, 'A'), lineOfResource(odd, 'C')]).toEqual([2, 5]);
  });

  it('has parameters where its section of them is, and nowhere else', () => {
    const text = 'Parameters:\n  A:\n    Type: String\n\n# more\n  B:\n    Type: String\n';
    const template = `Metadata: {}\n${text}Resources: {}\n`;
    expect(parametersSection(template)).toEqual({ text, start: 13 });
    expect(parametersSection('Resources: {}\n')).toEqual({ text: '', start: 0 });
    expect(rejectedParameters('Resources: {}', { A: '' })).toHaveLength(1);
    expect(rejectedParameters('Parameters: {}\n', { A: '' })).toHaveLength(1);
    expect(rejectedParameters(template, { A: 'x', B: 'y' })).toEqual([]);
  });

  it('is the same as CloudFormation gives it back', () => {
    const wanted = 'Description: gr\u00f6\u00dfe\u2026 \u{1f600}\r\nResources: {}\n\n';
    expect(isSameTemplate('Description: gr??e? ?\nResources: {}', wanted)).toBe(true);
    expect(isSameTemplate(wanted, wanted)).toBe(true);
    expect(isSameTemplate('Description: gr??e\nResources: {}', wanted)).toBe(false);
    expect(isSameTemplate('Description: a\nResources: {}', 'Description: ?\nResources: {}')).toBe(false);
  });
});

describe('parameters that somebody else may have set', () => {
  const stack = { name: 's', template: TEMPLATE, parameters: { LabName: 'lab' }, tags: {} };
  it('are those of the template that the lab does not set', () => {
    const parameters = { LabName: 'lab', Zones: '2', Gone: 'x' };
    expect(keptParameters(stack, { ...stack, id: 'i', status: 'CREATE_COMPLETE', outputs: {}, parameters })).toEqual([
      'Zones',
    ]);
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
    ['MinLength: 2, MaxLength: 3', 'ab', undefined],
    ['MinLength: 2, MaxLength: 3', 'abc', undefined],
    ['MinLength: 2, MaxLength: 3', 'abcd', 'must have 2 to 3 characters'],
    ['MaxLength: 3', '', undefined],
    ['MaxLength: 3', 'abcd', 'must have 0 to 3 characters'],
    ['MinLength: 2', 'a', 'must have 2 to Infinity characters'],
    ["AllowedPattern: 'a|b'", 'ab', 'must match a|b'],
    ["AllowedPattern: 'a|b'", 'b', undefined],
    ['Default: x', 'anything', undefined],
    ['MinValue: 1', 'many', undefined],
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
    [' ', false],
    ['0', false],
    ['0.9', false],
    ['2.5', true],
  ])('a number from 1 to 3: "%s" → %s', (value, accepted) => {
    expect(rejectedParameters(TEMPLATE, { Zones: value }).length === 0).toBe(accepted);
  });

  it('include those that the template does not know', () => {
    expect(rejectedParameters(TEMPLATE, { Nobody: 'x' })).toEqual([
      { parameter: 'Nobody', value: 'x', reason: 'the template has no such parameter' },
    ]);
  });
});
