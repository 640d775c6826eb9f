import { PutParameterCommand } from '@aws-sdk/client-ssm';
import type { Parameter } from '@aws-sdk/client-cloudformation';
import type { Aws } from '../aws.ts';
import type { ConformanceCase, MotoDifference } from '../conformance-case.ts';
import { create, outputsOf, settled, update } from '../stacks.ts';
import { parameter, parameters } from '../things.ts';

const PAGE = 'UserGuide/parameters-section-structure.html';
const SSM_PAGE = 'UserGuide/dynamic-references-ssm.html';

function given(values: Record<string, string>): { Parameters: Parameter[] } {
  const entries = Object.entries(values);
  return { Parameters: entries.map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue })) };
}

/** A template with one parameter that is declared so. */
function declaring(declaration: object) {
  return {
    Parameters: { P: declaration },
    Resources: { Thing: parameter('thing', { Ref: 'P' }) },
  };
}

const UNCHECKED: MotoDifference = {
  differs: { status: 'CREATE_COMPLETE', stack: 'CREATE_COMPLETE' },
  because: 'A value must keep to what its parameter declares, or CreateStack is refused; moto does not look.',
};

/** Refused at once: the stack never comes into being. */
function refused(
  title: string,
  declaration: object,
  values: Record<string, string>,
  moto?: MotoDifference,
): ConformanceCase {
  return {
    title,
    page: PAGE,
    run: async (aws) => {
      const { status } = await create(aws, declaring(declaration), given(values));
      return { status, stack: (await settled(aws))?.StackStatus ?? 'none' };
    },
    expected: { status: 'ValidationError', stack: 'none' },
    ...(moto && { moto }),
  };
}

async function putParameter(aws: Aws, Name: string, Value: string): Promise<void> {
  await aws.ssm.send(new PutParameterCommand({ Name, Value, Type: 'String', Overwrite: true }));
}

export const PARAMETER_CASES: readonly ConformanceCase[] = [
  {
    title: 'a default, and a value in its place',
    page: PAGE,
    run: async (aws) => {
      const declaration = declaring({ Type: 'String', Default: 'default' });
      await create(aws, declaration);
      const before = await parameters(aws, 'thing');
      const { status } = await update(aws, declaration, given({ P: 'given' }));
      return { before: before.thing, after: (await parameters(aws, 'thing')).thing, status };
    },
    expected: { before: 'default', after: 'given', status: 'UPDATE_COMPLETE' },
  },
  refused(
    'a value that is not among AllowedValues',
    { Type: 'String', AllowedValues: ['a', 'b'] },
    { P: 'c' },
    UNCHECKED,
  ),
  refused(
    'a value that does not match AllowedPattern',
    { Type: 'String', AllowedPattern: '[a-z]+' },
    { P: 'A1' },
    UNCHECKED,
  ),
  refused('a value longer than MaxLength', { Type: 'String', MaxLength: 3 }, { P: 'four' }, UNCHECKED),
  refused('a number below MinValue', { Type: 'Number', MinValue: 10 }, { P: '9' }, UNCHECKED),
  refused(
    'a text where a number is declared',
    { Type: 'Number' },
    { P: 'many' },
    {
      differs: { status: 'HTTP 500' },
      because: 'A Number is an integer or a float, or CreateStack is refused; moto breaks on the text.',
    },
  ),
  refused('a parameter without a default that is not given', { Type: 'String' }, {}),
  refused(
    'a parameter that the template does not declare',
    { Type: 'String', Default: 'p' },
    { Q: 'q' },
    {
      differs: { status: 'CREATE_COMPLETE', stack: 'CREATE_COMPLETE' },
      because: 'Values are for parameters that the template declares, or CreateStack is refused; moto ignores them.',
    },
  ),
  {
    title: 'list types',
    page: PAGE,
    run: async (aws) => {
      const template = {
        Parameters: {
          Names: { Type: 'CommaDelimitedList', Default: 'x, y,z' },
          Ports: { Type: 'List<Number>' },
        },
        Resources: { Thing: parameter('thing', { 'Fn::Join': ['|', { Ref: 'Names' }] }) },
        Outputs: { Second: { Value: { 'Fn::Select': [1, { Ref: 'Ports' }] } } },
      };
      const { status, outputs } = await create(aws, template, given({ Ports: '80,443' }));
      return { status, ...outputs, ...(await parameters(aws, 'thing')) };
    },
    expected: { status: 'CREATE_COMPLETE', Second: '443', thing: 'x|y|z' },
    moto: {
      differs: { thing: 'x|,| |y|,|z' },
      because:
        'A CommaDelimitedList is a list whose members lose the space around them; moto joins the characters of the text.',
    },
  },
  {
    title: 'NoEcho is masked, and arrives all the same',
    page: PAGE,
    run: async (aws) => {
      await create(aws, declaring({ Type: 'String', NoEcho: true }), given({ P: 'hidden' }));
      return {
        shown: (await settled(aws))?.Parameters?.[0]?.ParameterValue,
        ...(await parameters(aws, 'thing')),
      };
    },
    expected: { shown: '****', thing: 'hidden' },
    moto: {
      differs: { shown: 'hidden' },
      because: 'Whoever describes the stack gets asterisks; moto shows the value.',
    },
  },
  {
    title: 'a previous value and the previous template',
    page: 'APIReference/API_UpdateStack.html',
    run: async (aws) => {
      const template = {
        Parameters: { P: { Type: 'String', Default: 'default' }, Q: { Type: 'String' } },
        Resources: { Thing: parameter('thing', { 'Fn::Sub': '${P} ${Q}' }) },
      };
      await create(aws, template, given({ P: 'kept', Q: 'old' }));
      const Parameters = [
        { ParameterKey: 'P', UsePreviousValue: true },
        { ParameterKey: 'Q', ParameterValue: 'new' },
      ];
      const { status } = await update(aws, '', { UsePreviousTemplate: true, Parameters });
      return { status, ...(await parameters(aws, 'thing')) };
    },
    expected: { status: 'UPDATE_COMPLETE', thing: 'kept new' },
    moto: {
      differs: { thing: 'kept old' },
      because: 'An update applies the parameters it is given; moto keeps the old ones with the previous template.',
    },
  },
  {
    title: 'a parameter whose value stands in Parameter Store',
    page: 'UserGuide/cloudformation-supplied-parameter-types.html',
    run: async (aws) => {
      await putParameter(aws, '/image', 'ami-1');
      await create(aws, declaring({ Type: 'AWS::SSM::Parameter::Value<String>', Default: '/image' }));
      const [shown] = (await settled(aws))?.Parameters ?? [];
      return { value: shown?.ParameterValue, resolved: shown?.ResolvedValue, ...(await parameters(aws, 'thing')) };
    },
    expected: { value: '/image', resolved: 'ami-1', thing: 'ami-1' },
    moto: {
      differs: { value: 'ami-1', resolved: undefined },
      because:
        'ParameterValue is the key in Parameter Store and ResolvedValue what it holds (API_Parameter); moto shows the latter as the former.',
    },
  },
  {
    title: 'a dynamic reference to Parameter Store, within a text and with a version',
    page: SSM_PAGE,
    run: async (aws) => {
      await putParameter(aws, '/size', 'small');
      await putParameter(aws, '/size', 'large');
      const template = {
        Resources: {
          First: parameter('first', 'size={{resolve:ssm:/size:1}}'),
          Latest: parameter('latest', '{{resolve:ssm:/size}}'),
        },
      };
      const { status } = await create(aws, template);
      return { status, ...(await parameters(aws, 'first', 'latest')) };
    },
    expected: { status: 'CREATE_COMPLETE', first: 'size=small', latest: 'large' },
    moto: {
      differs: { first: 'size={{resolve:ssm:/size:1}}', latest: '{{resolve:ssm:/size}}' },
      because: 'The reference is replaced by the value when the stack is created; moto leaves it as text.',
    },
  },
  {
    title: 'a dynamic reference to a parameter that does not exist',
    page: SSM_PAGE,
    run: async (aws) => {
      const { status } = await create(aws, { Resources: { Thing: parameter('thing', '{{resolve:ssm:/none:1}}') } });
      return { created: status === 'CREATE_COMPLETE', ...(await parameters(aws, 'thing')) };
    },
    expected: { created: false },
    moto: {
      differs: { created: true, thing: '{{resolve:ssm:/none:1}}' },
      because:
        'CloudFormation gets the value from Parameter Store, and fails where there is none; moto leaves the reference as text.',
    },
  },
  {
    title: 'outputs that hold what parameters hold',
    page: 'UserGuide/outputs-section-structure.html',
    run: async (aws) => {
      const template = {
        ...declaring({ Type: 'Number', Default: 7 }),
        Outputs: { N: { Description: 'a number', Value: { Ref: 'P' } } },
      };
      await create(aws, template);
      const stack = await settled(aws);
      return { ...outputsOf(stack), description: stack?.Outputs?.[0]?.Description };
    },
    expected: { N: '7', description: 'a number' },
  },
];
