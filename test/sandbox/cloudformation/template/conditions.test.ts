import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { conditionsOf } from '../../../../src/sandbox/cloudformation/template/conditions.ts';

const conditions = (declared: Record<string, unknown>, parameters: Record<string, string> = {}) =>
  conditionsOf(declared, { parameters, mappings: {}, region: 'us-east-1' });

describe('conditions', () => {
  it('combine as they say', () => {
    const declared = {
      Prod: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] },
      Other: { 'Fn::Not': [{ Condition: 'Prod' }] },
      Both: { 'Fn::And': [{ Condition: 'Prod' }, { Condition: 'Other' }] },
      Either: { 'Fn::Or': [{ Condition: 'Prod' }, { Condition: 'Other' }] },
    };
    expect(conditions(declared, { Stage: 'prod' })).toEqual({ Prod: true, Other: false, Both: false, Either: true });
  });

  it('take literals for texts', () => {
    expect(conditions({ C: { 'Fn::Equals': [true, 'true'] }, D: { 'Fn::Equals': ['1', 1] } })).toEqual({
      C: true,
      D: true,
    });
  });

  it.each([
    [{ A: { Condition: 'B' }, B: { Condition: 'A' } }, 'Circular dependencies for condition'],
    [
      { A: { 'Fn::Equals': [{ Ref: 'Resource' }, 'x'] } },
      'Unresolved dependencies [Resource]. Cannot reference resources in the Conditions block',
    ],
    [{ A: { 'Fn::And': [{ Condition: 'A' }] } }, 'every Fn::And object requires a list of 2 to 10 parameters'],
    [{ A: { 'Fn::Join': ['', []] } }, 'Conditions can only be boolean operations'],
    [{ A: { Condition: 'Nowhere' } }, 'Unresolved condition dependency Nowhere'],
  ])('%# are refused', (declared, complaint) => {
    expect(() => conditions(declared)).toThrow(complaint);
  });

  it('agree with logic', () => {
    const { expression } = fc.letrec<{ expression: [unknown, boolean] }>((tie) => ({
      expression: fc.oneof(
        { maxDepth: 4 },
        fc.boolean().map((value): [unknown, boolean] => [{ 'Fn::Equals': [value ? 'a' : 'b', 'a'] }, value]),
        tie('expression').map(([inner, value]): [unknown, boolean] => [{ 'Fn::Not': [inner] }, !value]),
        fc
          .array(tie('expression'), { minLength: 2, maxLength: 4 })
          .map((all): [unknown, boolean] => [
            { 'Fn::And': all.map(([inner]) => inner) },
            all.every(([, value]) => value),
          ]),
        fc
          .array(tie('expression'), { minLength: 2, maxLength: 4 })
          .map((all): [unknown, boolean] => [
            { 'Fn::Or': all.map(([inner]) => inner) },
            all.some(([, value]) => value),
          ]),
      ),
    }));
    fc.assert(
      fc.property(expression, ([declared, value]) => {
        expect(conditions({ C: declared })).toEqual({ C: value });
      }),
    );
  });
});
