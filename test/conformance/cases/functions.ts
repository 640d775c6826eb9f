import type { ConformanceCase } from '../conformance-case.ts';
import { create, outputsOf, settled } from '../stacks.ts';
import { parameter, parameters } from '../things.ts';
import { EVALUATION_CASES } from './evaluations.ts';

const YAML_SHORT_FORMS = `
Parameters:
  Names: { Type: CommaDelimitedList, Default: 'a,b' }
Mappings:
  M: { us-east-1: { Key: mapped } }
Conditions:
  Differ: !Not [!Equals [x, y]]
Resources:
  Thing:
    Type: AWS::SSM::Parameter
    Properties:
      Name: thing
      Type: String
      Value: !Join ['-', [!Ref AWS::Region, !Select [1, !Ref Names], !FindInMap [M, !Ref AWS::Region, Key]]]
Outputs:
  Sub: { Value: !Sub '\${Thing}/\${Thing.Type}' }
  If: { Value: !If [Differ, !GetAtt Thing.Value, same] }
  Base64: { Value: !Base64 { 'Fn::Select': [0, !Split [',', 'x,y']] } }
`;

const exporting = (value: string) => ({
  Resources: { Thing: parameter('exported', value) },
  Outputs: { Shared: { Value: { Ref: 'Thing' }, Export: { Name: { 'Fn::Sub': '${AWS::StackName}-thing' } } } },
});
const importing = {
  Resources: { Copy: parameter('copy', { 'Fn::ImportValue': { 'Fn::Sub': 'exporter-${Suffix}' } }) },
};

const WITH_SUFFIX = { ...importing, Parameters: { Suffix: { Type: 'String', Default: 'thing' } } };

export const FUNCTION_CASES: readonly ConformanceCase[] = [
  ...EVALUATION_CASES,
  {
    title: 'the short forms of YAML',
    page: 'TemplateReference/intrinsic-function-reference.html',
    run: async (aws) => ({
      ...(await create(aws, YAML_SHORT_FORMS)).outputs,
      ...(await parameters(aws, 'thing')),
    }),
    expected: { Sub: 'thing/String', If: 'us-east-1-b-mapped', Base64: 'eA==', thing: 'us-east-1-b-mapped' },
    moto: {
      differs: { Sub: undefined, If: undefined, Base64: undefined, thing: 'us-east-1-,-mapped' },
      because:
        'A short form is its function, and Ref of a list parameter is a list; moto selects a character of its text and drops the outputs.',
    },
  },
  {
    title: 'AWS::NoValue takes a property away',
    page: 'TemplateReference/pseudo-parameter-reference.html',
    run: async (aws) => {
      const description = { 'Fn::If': ['Never', 'x', { Ref: 'AWS::NoValue' }] };
      const Thing = {
        Type: 'AWS::SSM::Parameter',
        Properties: { Name: 'thing', Type: 'String', Value: 'v', Description: description },
      };
      const Conditions = { Never: { 'Fn::Equals': ['a', 'b'] } };
      const Outputs = { Absent: { Condition: 'Never', Value: 'x' }, Present: { Value: { Ref: 'Thing' } } };
      const { status, outputs: found } = await create(aws, { Conditions, Resources: { Thing }, Outputs });
      return { status, outputs: found };
    },
    expected: { status: 'CREATE_COMPLETE', outputs: { Present: 'thing' } },
  },
  {
    title: 'conditions on resources, and on what refers to them',
    page: 'UserGuide/conditions-section-structure.html',
    run: async (aws) => {
      const Conditions = {
        Wanted: { 'Fn::Equals': [{ Ref: 'Want' }, 'yes'] },
        Unwanted: { 'Fn::Not': [{ Condition: 'Wanted' }] },
      };
      const template = {
        Parameters: { Want: { Type: 'String', Default: 'yes' } },
        Conditions,
        Resources: {
          In: parameter('in', 'i', { Condition: 'Wanted' }),
          Out: parameter('out', 'o', { Condition: 'Unwanted' }),
          After: parameter('after', { 'Fn::If': ['Wanted', { Ref: 'In' }, { Ref: 'Out' }] }),
        },
      };
      await create(aws, template);
      return parameters(aws, 'in', 'out', 'after');
    },
    expected: { in: 'i', after: 'in' },
  },
  {
    title: 'Fn::ImportValue of what another stack exports',
    page: 'TemplateReference/intrinsic-function-reference-importvalue.html',
    run: async (aws) => {
      await create(aws, exporting('v'), { StackName: 'exporter' });
      const { status } = await create(aws, WITH_SUFFIX);
      const exporter = await settled(aws, 'exporter');
      return {
        status,
        ...(await parameters(aws, 'copy')),
        ...outputsOf(exporter),
        name: exporter?.Outputs?.[0]?.ExportName,
      };
    },
    expected: { status: 'CREATE_COMPLETE', copy: 'exported', Shared: 'exported', name: 'exporter-thing' },
  },
  {
    title: 'Fn::ImportValue of what nobody exports',
    page: 'TemplateReference/intrinsic-function-reference-importvalue.html',
    run: async (aws) => {
      const { status } = await create(aws, WITH_SUFFIX);
      return { status, parameters: await parameters(aws, 'copy') };
    },
    expected: { status: 'ROLLBACK_COMPLETE', parameters: {} },
    moto: {
      differs: { status: 'ValidationError' },
      because:
        'The import is resolved when the resource is created, which fails and is rolled back; moto refuses the request.',
    },
  },
  {
    title: 'an export whose name another stack has',
    page: 'UserGuide/using-cfn-stack-exports.html',
    run: async (aws) => {
      await create(aws, exporting('v'), { StackName: 'exporter' });
      const template = exporting('w');
      const Shared = { ...template.Outputs.Shared, Export: { Name: 'exporter-thing' } };
      const { status } = await create(aws, { Resources: { Thing: parameter('other', 'w') }, Outputs: { Shared } });
      return { status, parameters: await parameters(aws, 'other') };
    },
    expected: { status: 'ROLLBACK_COMPLETE', parameters: {} },
    moto: {
      differs: { status: 'ValidationError', parameters: { other: 'w' } },
      because:
        'Export names are unique in a region, and a failed creation is rolled back; moto answers an error and leaves the resource.',
    },
  },
];
