import type { Parameter } from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from 'vitest';

import type { ParameterDeclaration } from '../../../../src/sandbox/cloudformation/template/model.ts';
import {
  parameterValues,
  type ParameterValues,
  referableValue,
  shownParameters,
} from '../../../../src/sandbox/cloudformation/template/parameters.ts';

function values(
  declared: Record<string, ParameterDeclaration>,
  given: Record<string, string> = {},
  more: Parameter[] = [],
  previous?: ParameterValues,
): ParameterValues {
  const list = Object.entries(given).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue }));
  return parameterValues(declared, {
    given: [...list, ...more],
    ...(previous && { previous }),
    ssmParameter: (name) => `stored under ${name}`,
  });
}

describe('parameters', () => {
  it('come from the request, else from the declaration', () => {
    const declared = { A: { Type: 'String' }, B: { Type: 'Number', Default: 3 } };
    expect(values(declared, { A: 'x' })).toEqual({ A: { value: 'x' }, B: { value: '3' } });
  });

  it('must all have values and all be declared', () => {
    const declared = { A: { Type: 'String' }, B: { Type: 'String' } };
    expect(() => values(declared)).toThrow('Parameters: [A, B] must have values');
    expect(() => values(declared, { A: '', B: '', C: '', D: '' })).toThrow(
      'Parameters: [C, D] do not exist in the template',
    );
  });

  it('keep the previous value where the request says so', () => {
    const declared = { A: { Type: 'String', Default: 'default' } };
    const previously = [{ ParameterKey: 'A', UsePreviousValue: true }];
    expect(values(declared, {}, previously, { A: { value: 'kept' } })).toEqual({ A: { value: 'kept' } });
    expect(() => values(declared, {}, previously)).toThrow('Cannot specify usePreviousValue as true');
  });

  it.each([
    [{ Type: 'Number' }, 'many', "Parameter 'P' must be a number"],
    [{ Type: 'Number', MinValue: 2 }, '1', "Parameter 'P' must be a number not less than 2"],
    [{ Type: 'Number', MaxValue: 2 }, '3', "Parameter 'P' must be a number not greater than 2"],
    [{ Type: 'String', MinLength: 2 }, 'x', "Parameter 'P' must contain at least 2 characters"],
    [{ Type: 'String', MaxLength: 2 }, 'xyz', "Parameter 'P' must contain at most 2 characters"],
    [{ Type: 'String', AllowedPattern: '[a-z]+' }, 'aB', "Parameter 'P' must match pattern [a-z]+"],
    [{ Type: 'String', AllowedValues: ['a', 1] }, '2', "Parameter 'P' must be one of AllowedValues"],
    [{ Type: 'CommaDelimitedList', AllowedValues: ['a', 'b'] }, 'a,c', "Parameter 'P' must be one of AllowedValues"],
    [
      { Type: 'String', AllowedPattern: '[0-9]{12}', ConstraintDescription: 'twelve digits' },
      '1',
      "Parameter 'P' failed to satisfy constraint: twelve digits",
    ],
    [{ Type: 'String' }, 'x'.repeat(4097), 'length is greater than maximum allowed length, 4096 bytes'],
  ])('of %j are not %s', (declaration, value, complaint) => {
    expect(() => values({ P: declaration }, { P: value })).toThrow(complaint);
  });

  it.each([
    ['String', 'a,b', 'a,b'],
    ['CommaDelimitedList', 'a, b', ['a', 'b']],
    ['List<Number>', '1,2', ['1', '2']],
    ['List<AWS::EC2::Subnet::Id>', 'subnet-1', ['subnet-1']],
    ['AWS::SSM::Parameter::Value<String>', '/lab/x', 'stored under /lab/x'],
  ])('of type %s are given as they are meant', (Type, value, expected) => {
    const { P } = values({ P: { Type } }, { P: value });
    expect(P && referableValue({ Type }, P)).toEqual(expected);
  });

  it('with NoEcho are never shown', () => {
    const declared = { P: { Type: 'String', NoEcho: true } };
    expect(shownParameters(values(declared, { P: 'secret' }))).toEqual([{ ParameterKey: 'P', ParameterValue: '****' }]);
  });
});
