import fc from 'fast-check';
import { stringify } from 'yaml';
import { describe, expect, it } from 'vitest';

import { readTemplateText } from '../../../../src/sandbox/cloudformation/template/text.ts';

describe('the text of a template', () => {
  it('writes out the short forms, nested ones too', () => {
    const text = `
A: !Ref X
B: !GetAtt X.Endpoint.Address
C: !GetAtt [X, Arn]
D: !Sub 'x-\${Y}'
E: !Sub
  - 'x-\${Z}'
  - Z: !Join ['', [a, !Ref Y]]
F: !If [Big, !Ref A, !Ref 'AWS::NoValue']
G: !Equals [!Ref A, '1']
H: !Condition Big
I: !Select [0, !GetAZs '']
J: !Base64 {'Fn::Sub': x}`;
    expect(readTemplateText(text)).toEqual({
      A: { Ref: 'X' },
      B: { 'Fn::GetAtt': ['X', 'Endpoint.Address'] },
      C: { 'Fn::GetAtt': ['X', 'Arn'] },
      D: { 'Fn::Sub': 'x-${Y}' },
      E: { 'Fn::Sub': ['x-${Z}', { Z: { 'Fn::Join': ['', ['a', { Ref: 'Y' }]] } }] },
      F: { 'Fn::If': ['Big', { Ref: 'A' }, { Ref: 'AWS::NoValue' }] },
      G: { 'Fn::Equals': [{ Ref: 'A' }, '1'] },
      H: { Condition: 'Big' },
      I: { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] },
      J: { 'Fn::Base64': { 'Fn::Sub': 'x' } },
    });
  });

  it('keeps dates as texts, as policies need them', () => {
    expect(readTemplateText('Version: 2012-10-17')).toEqual({ Version: '2012-10-17' });
  });

  it.each([
    ['a key twice', 'A: 1\nA: 2', 'YAML not well-formed. (line 2, column 1)'],
    ['an indentation that does not fit', 'A:\n  B: 1\n C: 2', 'YAML not well-formed. (line 3, column 1)'],
    ['a tag that is not known', 'A: !Reff X', 'YAML not well-formed. (line 1, column 10)'],
    ['JSON that is not closed', '{\n "A": [1,\n "B": }', 'JSON not well-formed. (line 3, column 7)'],
  ])('refuses %s', (_what, text, complaint) => {
    expect(() => readTemplateText(text)).toThrow(`Template format error: ${complaint}`);
  });

  it('refuses aliases', () => {
    expect(() => readTemplateText('A: &a 1\nB: *a')).toThrow(
      'YAML aliases are not allowed in CloudFormation templates',
    );
  });

  it('says the same in YAML and in JSON', () => {
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 3 },
        fc.string(),
        fc.integer(),
        fc.boolean(),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(fc.stringMatching(/^[A-Za-z]{1,8}$/), tie('tree'), { maxKeys: 3 }),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[A-Za-z]{1,8}$/), tree, { minKeys: 1 }), (value) => {
        expect(readTemplateText(stringify(value, { version: '1.1' }))).toEqual(readTemplateText(JSON.stringify(value)));
      }),
    );
  });
});
