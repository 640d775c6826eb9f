import { describe, expect, it } from 'vitest';

import { stage } from '../stage.ts';

function template(assert: object, condition?: object): string {
  return JSON.stringify({
    Parameters: { Stage: { Type: 'String' }, Zones: { Type: 'CommaDelimitedList', Default: 'a,b' } },
    Rules: {
      Sound: {
        ...(condition && { RuleCondition: condition }),
        Assertions: [{ Assert: assert, AssertDescription: 'take another stage' }],
      },
    },
    Resources: { A: { Type: 'Test::Shelf::Thing', Properties: { Name: 'a' } } },
  });
}

function creating(body: string, stageValue: string): () => unknown {
  const Parameters = [{ ParameterKey: 'Stage', ParameterValue: stageValue }];
  return () => stage().call('CreateStack', { StackName: 'shop', TemplateBody: body, Parameters });
}

const STAGE = { Ref: 'Stage' };
const OLD = { 'Fn::Not': [{ 'Fn::Contains': [['1', '2'], STAGE] }] };

describe("a template's rules", () => {
  it.each([
    ['a list that lacks it', OLD, '3', '2'],
    ['equality', { 'Fn::Equals': [STAGE, 'prod'] }, 'prod', 'test'],
    ['one of several', { 'Fn::Or': [{ 'Fn::Equals': [STAGE, 'a'] }, { 'Fn::Equals': [STAGE, 'b'] }] }, 'b', 'c'],
    ['several at once', { 'Fn::And': [OLD, { 'Fn::Equals': [STAGE, '3'] }] }, '3', '4'],
    ['members of a list', { 'Fn::EachMemberIn': [{ Ref: 'Zones' }, ['a', 'b', STAGE]] }, 'c', undefined],
    ['all members of a list', { 'Fn::EachMemberEquals': [[STAGE, 'x'], 'x'] }, 'x', 'y'],
  ])('hold parameters to %s', (_what, assert, good, bad) => {
    expect(creating(template(assert), good)).not.toThrow();
    if (bad === undefined) return;
    expect(creating(template(assert), bad)).toThrow('rule Sound failed: take another stage');
  });

  it('say nothing where their condition does not hold', () => {
    const body = template(OLD, { 'Fn::Equals': [STAGE, '2'] });
    expect(creating(body, '1')).not.toThrow();
    expect(creating(body, '2')).toThrow('rule Sound failed');
  });

  it.each([
    ['a function that rules do not have', { 'Fn::Join': ['', []] }, /boolean operations/],
    ['a parameter that is not there', { 'Fn::Equals': [{ Ref: 'None' }, ''] }, /Unresolved dependencies \[None\]/],
    [
      'a look at the values of a type',
      { 'Fn::Contains': [{ 'Fn::RefAll': 'x' }, ''] },
      /Fn::RefAll is not supported in rules by the sandbox/,
    ],
  ])('are refused with %s', (_what, assert, message) => {
    expect(creating(template(assert), 'x')).toThrow(message);
  });

  it('are refused without an assertion', () => {
    const body = template(OLD).replace('"Assertions"', '"Assertion"');
    expect(creating(body, 'x')).toThrow('[/Rules/Sound] rule definition is malformed');
  });
});
