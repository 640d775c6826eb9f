import { ACCOUNT, REGION, type Aws } from '../aws.ts';
import type { ConformanceCase } from '../conformance-case.ts';
import { create, STACK } from '../stacks.ts';
import { bucket, parameter } from '../things.ts';

/** What the values come to, as outputs of a stack that needs one resource to exist at all. */
function outputs(values: Record<string, unknown>, rest: object = {}) {
  const Outputs = Object.fromEntries(Object.entries(values).map(([key, Value]) => [key, { Value }]));
  return { Resources: { Thing: parameter('thing', 'thing') }, Outputs, ...rest };
}

interface Evaluation {
  readonly title: string;
  readonly page: string;
  readonly values: Record<string, unknown>;
  readonly rest?: object;
  readonly expected: Record<string, string>;
  readonly moto?: ConformanceCase['moto'];
}

/** Functions whose whole effect is a value. */
const EVALUATIONS: readonly Evaluation[] = [
  {
    title: 'Ref of a resource, a parameter and pseudo parameters',
    page: 'TemplateReference/pseudo-parameter-reference.html',
    values: {
      Resource: { Ref: 'Thing' },
      Parameter: { Ref: 'P' },
      AccountId: { Ref: 'AWS::AccountId' },
      Region: { Ref: 'AWS::Region' },
      Partition: { Ref: 'AWS::Partition' },
      Suffix: { Ref: 'AWS::URLSuffix' },
      StackName: { Ref: 'AWS::StackName' },
    },
    rest: { Parameters: { P: { Type: 'String', Default: 'given' } } },
    expected: {
      Resource: 'thing',
      Parameter: 'given',
      AccountId: ACCOUNT,
      Region: REGION,
      Partition: 'aws',
      Suffix: 'amazonaws.com',
      StackName: STACK,
    },
  },
  {
    title: 'Fn::GetAtt',
    page: 'TemplateReference/intrinsic-function-reference-getatt.html',
    values: {
      Arn: { 'Fn::GetAtt': ['Box', 'Arn'] },
      Domain: { 'Fn::GetAtt': ['Box', 'DomainName'] },
    },
    rest: { Resources: { Box: bucket('conformance-box') } },
    expected: {
      Arn: 'arn:aws:s3:::conformance-box',
      Domain: 'conformance-box.s3.amazonaws.com',
    },
  },
  {
    title: 'Fn::Sub of a text: references, attributes, and ${!…} left alone',
    page: 'TemplateReference/intrinsic-function-reference-sub.html',
    values: {
      Reference: { 'Fn::Sub': '${Box} in ${AWS::Region}' },
      Attribute: { 'Fn::Sub': '${Box.Arn}/*' },
      Literal: { 'Fn::Sub': '${!Box} of ${Box}' },
    },
    rest: { Resources: { Box: bucket('conformance-box') } },
    expected: {
      Reference: 'conformance-box in us-east-1',
      Attribute: 'arn:aws:s3:::conformance-box/*',
      Literal: '${Box} of conformance-box',
    },
  },
  {
    title: 'Fn::Sub with a map, whose names go before the template’s',
    page: 'TemplateReference/intrinsic-function-reference-sub.html',
    values: {
      Mapped: { 'Fn::Sub': ['www.${Domain}', { Domain: { Ref: 'P' } }] },
      Both: { 'Fn::Sub': ['${Name}/${AWS::AccountId}', { Name: { 'Fn::Join': ['-', ['a', 'b']] } }] },
      Hidden: { 'Fn::Sub': ['${Thing}', { Thing: 'mine' }] },
    },
    rest: { Parameters: { P: { Type: 'String', Default: 'example.com' } } },
    expected: { Mapped: 'www.example.com', Both: `a-b/${ACCOUNT}`, Hidden: 'mine' },
  },
  {
    title: 'Fn::Join, Fn::Select and Fn::Split within one another',
    page: 'TemplateReference/intrinsic-function-reference-split.html',
    values: {
      Joined: { 'Fn::Join': [':', ['arn', { Ref: 'AWS::Partition' }, 's3', '', '']] },
      Selected: { 'Fn::Select': ['1', ['a', 'b', 'c']] },
      Split: { 'Fn::Select': [2, { 'Fn::Split': ['|', 'a||c|'] }] },
      Again: { 'Fn::Join': ['+', { 'Fn::Split': ['-', 'x-y-z'] }] },
    },
    expected: { Joined: 'arn:aws:s3::', Selected: 'b', Split: 'c', Again: 'x+y+z' },
  },
  {
    title: 'Fn::FindInMap with keys that are computed',
    page: 'TemplateReference/intrinsic-function-reference-findinmap.html',
    values: {
      Text: { 'Fn::FindInMap': ['Sizes', { Ref: 'AWS::Region' }, 'Disk'] },
      Computed: { 'Fn::FindInMap': ['Sizes', { Ref: 'AWS::Region' }, { Ref: 'P' }] },
      List: { 'Fn::Join': [',', { 'Fn::FindInMap': ['Sizes', 'us-east-1', 'Zones'] }] },
    },
    rest: {
      Parameters: { P: { Type: 'String', Default: 'Memory' } },
      Mappings: { Sizes: { 'us-east-1': { Disk: '10', Memory: '2', Zones: ['a', 'b'] }, 'eu-west-1': { Disk: '20' } } },
    },
    expected: { Text: '10', Computed: '2', List: 'a,b' },
  },
  {
    title: 'Fn::If over Fn::Equals, Fn::And, Fn::Or, Fn::Not and other conditions',
    page: 'TemplateReference/intrinsic-function-reference-conditions.html',
    values: {
      Equal: { 'Fn::If': ['IsProd', 'yes', 'no'] },
      And: { 'Fn::If': ['InHomeProd', 'yes', 'no'] },
      Or: { 'Fn::If': ['Either', 'yes', 'no'] },
      Not: { 'Fn::If': ['IsNotProd', 'yes', 'no'] },
      Nested: { 'Fn::If': ['IsNotProd', 'a', { 'Fn::If': ['Either', { Ref: 'Stage' }, 'c'] }] },
    },
    rest: {
      Parameters: { Stage: { Type: 'String', Default: 'prod' } },
      Conditions: {
        IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] },
        IsNotProd: { 'Fn::Not': [{ Condition: 'IsProd' }] },
        InHomeProd: { 'Fn::And': [{ Condition: 'IsProd' }, { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] }] },
        Either: { 'Fn::Or': [{ Condition: 'IsNotProd' }, { Condition: 'InHomeProd' }, { 'Fn::Equals': ['a', 'a'] }] },
      },
    },
    expected: { Equal: 'yes', And: 'no', Or: 'yes', Not: 'no', Nested: 'prod' },
  },
  {
    title: 'Fn::Base64',
    page: 'TemplateReference/intrinsic-function-reference-base64.html',
    values: { Plain: { 'Fn::Base64': 'AWS CloudFormation' }, Unicode: { 'Fn::Base64': { 'Fn::Sub': 'é${Thing}' } } },
    expected: { Plain: 'QVdTIENsb3VkRm9ybWF0aW9u', Unicode: 'w6l0aGluZw==' },
  },
  {
    title: 'Fn::Cidr',
    page: 'TemplateReference/intrinsic-function-reference-cidr.html',
    values: {
      Six: { 'Fn::Join': [' ', { 'Fn::Cidr': ['192.168.0.0/24', 6, 5] }] },
      Third: { 'Fn::Select': [2, { 'Fn::Cidr': [{ Ref: 'Block' }, 3, 8] }] },
    },
    rest: { Parameters: { Block: { Type: 'String', Default: '10.0.0.0/16' } } },
    expected: {
      Six: '192.168.0.0/27 192.168.0.32/27 192.168.0.64/27 192.168.0.96/27 192.168.0.128/27 192.168.0.160/27',
      Third: '10.0.2.0/24',
    },
    moto: {
      differs: { status: 'HTTP 500', Six: undefined, Third: undefined },
      because: 'Fn::Cidr gives a list of address blocks; moto does not know the function and breaks.',
    },
  },
  {
    title: 'Fn::GetAZs of this region, of none and of another',
    page: 'TemplateReference/intrinsic-function-reference-getavailabilityzones.html',
    values: {
      First: { 'Fn::Select': [0, { 'Fn::GetAZs': { Ref: 'AWS::Region' } }] },
      Here: { 'Fn::Select': [1, { 'Fn::GetAZs': '' }] },
      There: { 'Fn::Select': [0, { 'Fn::GetAZs': 'eu-west-1' }] },
    },
    expected: { First: 'us-east-1a', Here: 'us-east-1b', There: 'eu-west-1a' },
    moto: {
      differs: { First: "{'Ref': 'AWS::Region'}a" },
      because: 'Fn::GetAZs takes the Ref function; moto takes the name of the region as it stands.',
    },
  },
];

export const EVALUATION_CASES: readonly ConformanceCase[] = EVALUATIONS.map(
  ({ title, page, values, rest, expected, moto }) => ({
    title,
    page,
    run: async (aws: Aws) => {
      const { status, outputs: found } = await create(aws, outputs(values, rest));
      return { status, ...found };
    },
    expected: { status: 'CREATE_COMPLETE', ...expected },
    ...(moto && { moto }),
  }),
);
