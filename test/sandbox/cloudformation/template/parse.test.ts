import { describe, expect, it } from 'vitest';

import { parseTemplate } from '../../../../src/sandbox/cloudformation/template/parse.ts';

const ok = { Type: 'Test::Shelf::Thing' };
const parse = (template: unknown) => parseTemplate(JSON.stringify(template));

describe('the structure of a template', () => {
  it.each([
    [[], 'Template format error: unsupported structure.'],
    [{}, 'Template format error: At least one Resources member must be defined.'],
    [{ Resources: { A: ok }, Sources: {}, Other: {} }, 'Invalid template property or properties [Sources, Other]'],
    [
      { Resources: { A: ok }, AWSTemplateFormatVersion: '2010' },
      '2010 is not a supported value for AWSTemplateFormatVersion.',
    ],
    [{ Resources: { 'A-B': ok } }, 'Template format error: Resource name A-B is non alphanumeric.'],
    [
      { Resources: { A: {} } },
      'Template format error: [/Resources/A] Every Resources object must contain a Type member.',
    ],
    [{ Resources: { A: { ...ok, Propertys: {} } } }, "Invalid template resource property 'Propertys'"],
    [
      { Resources: { A: { ...ok, Properties: { B: null } } } },
      "[/Resources/A/Properties/B] 'null' values are not allowed in templates",
    ],
    [{ Resources: { A: { ...ok, DeletionPolicy: 'Keep' } } }, 'Unrecognized DeletionPolicy Keep for resource A'],
    [
      { Resources: { A: { ...ok, Properties: { X: { Ref: 'Missing' } } } } },
      'Unresolved resource dependencies [Missing] in the Resources block of the template',
    ],
    [
      { Resources: { A: { ...ok, DependsOn: ['Gone'] } } },
      'Unresolved resource dependencies [Gone] in the Resources block of the template',
    ],
    [
      { Resources: { A: { ...ok, Properties: { X: { 'Fn::GetAtt': ['No', 'Arn'] } } } } },
      'instance of Fn::GetAtt references undefined resource No',
    ],
    [
      { Resources: { A: ok }, Outputs: { O: { Value: { 'Fn::Sub': '${Nope}' } } } },
      'Unresolved resource dependencies [Nope] in the Outputs block of the template',
    ],
    [{ Resources: { A: ok }, Outputs: { O: {} } }, 'Every Outputs member must contain a Value object'],
    [
      { Resources: { A: { ...ok, Condition: 'C' } } },
      'Unresolved condition dependency C in the Resources block of the template',
    ],
    [{ Resources: { A: ok }, Parameters: { P: {} } }, 'Every Parameters object must contain a Type member.'],
    [{ Resources: { A: ok }, Parameters: { P: { Type: 'Text' } } }, 'Unrecognized parameter type: Text'],
    [
      { Resources: { A: ok }, Parameters: { P: { Type: 'String', Default: { Ref: 'A' } } } },
      'Every Default member must be a string.',
    ],
    [
      { Resources: { A: ok }, Parameters: { P: { Type: 'String', Min: 1 } } },
      "Invalid template parameter property 'Min'",
    ],
    [
      { Resources: { A: ok }, Transform: 'AWS::Serverless-2016-10-31' },
      'does not implement template section [Transform]',
    ],
  ])('%# is refused', (template, complaint) => {
    expect(() => parse(template)).toThrow(complaint);
  });

  it('counts resources, parameters and outputs', () => {
    const many = (number: number, value: unknown) =>
      Object.fromEntries(Array.from({ length: number }, (_, index) => [`N${index}`, value]));
    expect(() => parse({ Resources: many(501, ok) })).toThrow(
      'Number of resources, 501, is greater than maximum allowed, 500',
    );
    expect(() => parse({ Resources: { A: ok }, Parameters: many(201, { Type: 'String' }) })).toThrow(
      'Number of parameters, 201, is greater than maximum allowed, 200',
    );
    expect(Object.keys(parse({ Resources: many(500, ok) }).resources)).toHaveLength(500);
  });
});
