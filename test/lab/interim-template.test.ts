import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { StackResource } from '../../src/lab/drift.ts';
import { isTemplate, withoutResources } from '../../src/lab/interim-template.ts';

const PLACE = { partition: 'aws-cn', region: 'cn-north-1', accountId: '111111111111' };
const ROLE: StackResource = { logicalId: 'Role', resourceType: 'AWS::IAM::Role', physicalId: 'maker' };
const BUCKET: StackResource = { logicalId: 'Bucket', resourceType: 'AWS::S3::Bucket', physicalId: 'things' };
const PIPELINE: StackResource = {
  logicalId: 'Pipeline',
  resourceType: 'AWS::CodePipeline::Pipeline',
  physicalId: 'line',
};
const RESOURCES = [ROLE, BUCKET, PIPELINE];
const ARN = 'arn:aws-cn:iam::111111111111:role/maker';

/** A template whose one resource that stays has the given property. */
function template(property: string, beside = ''): string {
  return [
    'Parameters:',
    '  Name: { Type: String }',
    'Resources:',
    '  Role:',
    '    Type: AWS::IAM::Role',
    '  Bucket:',
    '    Type: AWS::S3::Bucket',
    '  Pipeline:',
    '    Type: AWS::CodePipeline::Pipeline',
    ...(beside ? [`    ${beside}`] : []),
    '    Properties:',
    `      Value: ${property}`,
    'Outputs:',
    '  Maker:',
    '    Value: !Ref Role',
    '',
  ].join('\n');
}

function interim(text: string, gone: readonly StackResource[], resources = RESOURCES): string {
  const made = withoutResources(text, gone, resources, PLACE);
  if ('impossible' in made) throw new Error(`impossible: ${made.impossible.reference}`);
  return made.template;
}

interface Parsed {
  readonly Resources: Record<string, { Properties?: { Value: unknown }; DependsOn?: unknown; Type: string }>;
  readonly Outputs?: Record<string, { Value: unknown }>;
}

const read = (text: string) => parse(text, { logLevel: 'silent' }) as Parsed;

describe('a template without what is gone', () => {
  it.each([
    ['!Ref Role', 'maker'],
    ['{ Ref: Role }', 'maker'],
    ['!GetAtt Role.Arn', ARN],
    ['!GetAtt [Role, Arn]', ARN],
    ['{ Fn::GetAtt: [Role, Arn] }', ARN],
    ['{ Fn::GetAtt: Role.Arn }', ARN],
    ["!Join ['', [a, !Ref Role]]", ['', ['a', 'maker']]],
    ["!Sub '${Role}/${Role.Arn}/${!Role}'", `maker/${ARN}/\${!Role}`],
    ["{ Fn::Sub: '${Role.Arn}' }", { 'Fn::Sub': ARN }],
    ["!Sub ['${Role}-${Given}', { Given: !Ref Role }]", ['maker-${Given}', { Given: 'maker' }]],
    ["!Sub ['${Role}', { Role: mine }]", ['${Role}', { Role: 'mine' }]],
    ['!If [IsOne, !Ref Role, !Ref AWS::NoValue]', ['IsOne', 'maker', 'AWS::NoValue']],
  ])('has the value in the place of %s', (property, value) => {
    const { Resources, Outputs } = read(interim(template(property), [ROLE]));
    expect(Object.keys(Resources)).toEqual(['Bucket', 'Pipeline']);
    expect(Resources['Pipeline']?.Properties?.Value).toEqual(value);
    expect(Outputs?.['Maker']?.Value).toBe('maker');
  });

  // The return values of each type in the resource type reference.
  it.each([
    ['AWS::IAM::Role', 'arn:aws-cn:iam::111111111111:role/it'],
    ['AWS::S3::Bucket', 'arn:aws-cn:s3:::it'],
    ['AWS::Lambda::Function', 'arn:aws-cn:lambda:cn-north-1:111111111111:function:it'],
    ['AWS::Logs::LogGroup', 'arn:aws-cn:logs:cn-north-1:111111111111:log-group:it:*'],
  ])('has the ARN of what was a %s', (resourceType, arn) => {
    const gone = { logicalId: 'Role', resourceType, physicalId: 'it' };
    const { Resources } = read(interim(template('!GetAtt Role.Arn'), [gone], [gone, PIPELINE]));
    expect(Resources['Pipeline']?.Properties?.Value).toBe(arn);
  });

  it.each(['!Ref Name', '!Ref Bucket', '!GetAtt Bucket.Arn', "!Sub '${Bucket} of ${Name} in ${AWS::Region}'", 'Role'])(
    'leaves %s as it is',
    (property) => {
      expect(interim(template(property), [ROLE])).toContain(`Value: ${property}`);
    },
  );

  it('writes what looks like a number as the text that it was', () => {
    const numbered = { ...ROLE, physicalId: '0123456789' };
    expect(read(interim(template('!Ref Role'), [numbered], [numbered])).Resources['Pipeline']?.Properties?.Value).toBe(
      '0123456789',
    );
  });

  it.each([
    ['DependsOn: Role', undefined],
    ['DependsOn: [Role, Bucket]', ['Bucket']],
    ['DependsOn: Bucket', 'Bucket'],
  ])('waits for nothing that it has not: %s', (beside, left) => {
    expect(read(interim(template('1', beside), [ROLE])).Resources['Pipeline']?.DependsOn).toEqual(left);
  });

  it('has one resource all the same where all are gone', () => {
    const text = 'Resources:\n  Role:\n    Type: AWS::IAM::Role\n';
    expect(Object.values(read(interim(text, [ROLE])).Resources)).toEqual([
      { Type: 'AWS::CloudFormation::WaitConditionHandle' },
    ]);
  });

  it('has the outputs whose values are known, and no others', () => {
    const text = template('1').replace('    Value: !Ref Role', '    Value: !GetAtt Role.RoleId');
    expect(read(interim(text, [ROLE, BUCKET])).Outputs).toEqual({});
  });

  it('goes without a parameter store entry that holds a value that nobody knows any more', () => {
    const text = template('!GetAtt Role.RoleId').replace('AWS::CodePipeline::Pipeline', 'AWS::SSM::Parameter');
    expect(Object.keys(read(interim(text, [ROLE])).Resources)).toEqual(['Bucket']);
  });

  it('goes without functions that hold on to the role that is gone, and without what is of those', () => {
    const text = `Resources:
  Role:
    Type: AWS::IAM::Role
  Function:
    Type: AWS::Lambda::Function
    Properties: { Role: !GetAtt Role.Arn }
  Retries:
    Type: AWS::Lambda::EventInvokeConfig
    Properties: { FunctionName: !Ref Function }
  Pipeline:
    Type: AWS::CodePipeline::Pipeline
    Properties: { Value: !Ref Function, Role: !GetAtt Role.Arn }
`;
    const made: StackResource = { logicalId: 'Function', resourceType: 'AWS::Lambda::Function', physicalId: 'make' };
    const retries: StackResource = {
      logicalId: 'Retries',
      resourceType: 'AWS::Lambda::EventInvokeConfig',
      physicalId: 'r',
    };
    const without = withoutResources(text, [ROLE], [ROLE, made, retries, PIPELINE], PLACE);
    expect(without).toMatchObject({ along: [made, retries] });
    expect(read('template' in without ? without.template : '').Resources).toEqual({
      Pipeline: { Type: 'AWS::CodePipeline::Pipeline', Properties: { Value: 'make', Role: ARN } },
    });
  });

  it('cannot be made where anything else holds such a value', () => {
    expect(withoutResources(template('!GetAtt Role.RoleId'), [ROLE], RESOURCES, PLACE)).toEqual({
      impossible: { logicalId: 'Pipeline', type: 'AWS::CodePipeline::Pipeline', reference: 'Role.RoleId' },
    });
  });
});

it.each([
  ['', false],
  ['portal', false],
  ['- Resources', false],
  ['Resources: {}', true],
  ['{"Resources": {}}', true],
  ['Resources: {}\u0000', false],
])('%j can be a template: %s', (text, can) => {
  expect(isTemplate(text)).toBe(can);
});
