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
    ['an indentation that does not fit', 'A:\n  B: 1\n C: 2', 'YAML not well-formed. (line 3, column 1)'],
    ['a tag that is not known', 'A: !Reff X', 'YAML not well-formed. (line 1, column 10)'],
    ['JSON that is not closed', '{\n "A": [1,\n "B": }', 'JSON not well-formed. (line 3, column 7)'],
  ])('refuses %s', (_what, text, complaint) => {
    expect(() => readTemplateText(text)).toThrow(`Template format error: ${complaint}`);
  });

  it.each([
    ['a quoted scalar as deep as its key', 'A:\n  B: "one\n  two"\n  C: 1', { A: { B: 'one two', C: 1 } }],
    ['one less deep than its key', "A:\n  B: 'one\ntwo''s\n\n  three'\n  C: 1", { A: { B: "one two's\nthree", C: 1 } }],
    ['several', 'A: "1\n2"\nB: "3\\"\n4"\nC: 5', { A: '1 2', B: '3" 4', C: 5 }],
    ['one in a list', 'A:\n  - "one\n  two"\n  - !Ref X', { A: ['one two', { Ref: 'X' }] }],
    ['one with Windows line ends', 'A: "one\r\ntwo"\r\nB: 1\r\n', { A: 'one two', B: 1 }],
    [
      'a flow collection',
      'A: [1,\n2,\n{ B: "x\ny" }\n]\nC: !Sub "z"',
      { A: [1, 2, { B: 'x y' }], C: { 'Fn::Sub': 'z' } },
    ],
    ['JSON that stands at the margin', 'A:\n  B: {\n"C": [\n1\n]\n}\nD: 2', { A: { B: { C: [1] } }, D: 2 }],
  ])('does not care how deep %s stands', (_what, text, expected) => {
    expect(readTemplateText(text)).toEqual(expected);
  });

  it.each([
    ['YAML', 'A: 1\nB:\n  C: 1\n  C: 2\nA: 3'],
    ['JSON', '{"A": 1, "B": {"C": 1, "C": 2}, "A": 3}'],
  ])('takes the last value of a key that is there twice, in %s', (_language, text) => {
    expect(readTemplateText(text)).toEqual({ A: 3, B: { C: 2 } });
  });

  it.each([
    ['a quote without end', 'A: "one\ntwo\nB: 1'],
    ['a document marker in a quoted scalar', 'A: "one\n---\ntwo"\nB: 1'],
    ['a bracket without end', 'A: [1,\nB: 2'],
    ['a plain scalar less deep than its key', 'A:\n  B: one\n two'],
  ])('still refuses %s', (_what, text) => {
    expect(() => readTemplateText(text)).toThrow('Template format error: YAML not well-formed.');
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
