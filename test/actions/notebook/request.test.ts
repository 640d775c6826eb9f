import { describe, expect, it } from 'vitest';
import { brokenRule, offered, settledParameters, settledTags } from '../../../src/actions/notebook/request.ts';
import { LabError } from '../../../src/errors.ts';
import type { Offer, OfferedParameter } from '../../../src/ports/notebooks.ts';
import { inWords } from '../../support/steps.ts';

const LAB = { name: 'lab' };
const text = (key: string, more: Partial<OfferedParameter> = {}): OfferedParameter => ({
  ...{ key, type: 'String', allowed: [] },
  ...more,
});

function offering(parameters: readonly OfferedParameter[], tagOptions: Offer['tagOptions'] = {}): Offer {
  return { productId: 'p', version: 'v3', artifactId: 'a', pathId: 'l', parameters, tagOptions };
}

/** What was refused, and what is said to mend it. */
function refusal(work: () => unknown): [string, string, string] {
  try {
    work();
  } catch (error) {
    if (error instanceof LabError) return [error.code, error.message, inWords(error.hints)];
  }
  return expect.fail('nothing was refused');
}

describe('the parameters of a launch', () => {
  const ALL = offering(['LabName', 'Owner', 'TeamName', 'NotebookSize'].map((key) => text(key)));
  const request = { owner: 'ada', parameters: {} };

  it('are what was asked for, with the lab and the owner where the product wants to know them', () => {
    const parameters = { TeamName: 'owls', NotebookSize: undefined };
    expect(settledParameters(ALL, { ...request, parameters }, LAB)).toEqual({
      TeamName: 'owls',
      LabName: 'lab',
      Owner: 'ada',
    });
    expect(settledParameters(offering([text('TeamName')]), { ...request, parameters }, LAB)).toEqual({
      TeamName: 'owls',
    });
  });

  it('are refused together, each by its flag, where the product does not know or take them', () => {
    const offer = offering([text('TeamName', { rule: 'lower-case letters.', pattern: '[a-z]+' })]);
    const parameters = { TeamName: 'OWLS', NotebookSize: 'small' };
    expect(refusal(() => settledParameters(offer, { ...request, parameters }, LAB))).toEqual([
      'not-offered',
      '--team is "OWLS", but has to be lower-case letters; --size is given, but version v3 of the product knows no NotebookSize',
      'leave out what you do not need: the product has defaults',
    ]);
  });

  it('do not name an owner whom the product refuses, which no flag would mend', () => {
    const offer = offering([text('Owner', { pattern: '[a-z]+' })]);
    expect(settledParameters(offer, request, LAB)).toEqual({ Owner: 'ada' });
    const [code, message, hint] = refusal(() => settledParameters(offer, { ...request, owner: 'a=b' }, LAB));
    expect([code, message]).toEqual([
      'not-offered',
      'a notebook cannot belong to "a=b": its owner has to be like [a-z]+',
    ]);
    expect(hint).toContain('--as');
  });

  it('are found by their key', () => {
    expect(offered(ALL, 'Owner')?.key).toBe('Owner');
    expect(offered(ALL, 'owner')).toBeUndefined();
  });
});

describe('the cost center of a launch', () => {
  const settled = (choices: readonly string[] | undefined, costCenter?: string) =>
    settledTags(offering([], choices && { 'cost-center': choices }), { parameters: {}, costCenter }, LAB);

  it('is the one that was asked for, or the first; with the name of the lab where several share the account', () => {
    expect(settled(undefined)).toEqual({});
    expect(settled([])).toEqual({});
    expect(settled(['research', 'production'])).toEqual({ 'cost-center': 'research' });
    expect(settled(['research', 'production'], 'production')).toEqual({ 'cost-center': 'production' });
    expect(settled(['research-lab', 'fun-other'], 'research')).toEqual({ 'cost-center': 'research-lab' });
  });

  it('is one that is offered', () => {
    const none = 'there is no cost center "fun"';
    expect(refusal(() => settled(['research', 'fun-other'], 'fun'))).toEqual([
      'not-offered',
      none,
      'the product offers research, fun-other',
    ]);
    expect(refusal(() => settled(undefined, 'fun'))).toEqual(['not-offered', none, 'the product has none']);
  });
});

describe('a value of a parameter', () => {
  it.each<[string, Partial<OfferedParameter>, string, string | undefined]>([
    ['one of some', { allowed: ['a', 'b'] }, 'a', undefined],
    ['none of some', { allowed: ['a', 'b'] }, 'c', 'one of a, b'],
    ['the least', { type: 'Number', min: 5, max: 7 }, '5', undefined],
    ['the most', { type: 'Number', min: 5, max: 7 }, '7', undefined],
    ['too little', { type: 'Number', min: 5, max: 7 }, '4', 'a number from 5 to 7'],
    ['too much', { type: 'Number', min: 5, max: 7 }, '8', 'a number from 5 to 7'],
    ['no number', { type: 'Number', min: 5, max: 7 }, 'six', 'a number from 5 to 7'],
    ['nothing for a number', { type: 'Number', min: 0 }, '', 'a number from 0 to Infinity'],
    ['any number', { type: 'Number', minLength: 3 }, '-1', undefined],
    ['the shortest', { minLength: 2, maxLength: 3 }, 'ab', undefined],
    ['the longest', { minLength: 2, maxLength: 3 }, 'abc', undefined],
    ['too short', { minLength: 2, maxLength: 3 }, 'a', '2 to 3 characters long'],
    ['too long', { minLength: 2, maxLength: 3 }, 'abcd', '2 to 3 characters long'],
    ['any text', {}, '', undefined],
    ['all of a pattern', { pattern: 'a|bc' }, 'bc', undefined],
    ['the end of a pattern', { pattern: 'a|bc' }, 'xbc', 'like a|bc'],
    ['the beginning of a pattern', { pattern: 'a|bc' }, 'ax', 'like a|bc'],
    ['the product’s own words', { allowed: ['a'], rule: 'A. Or so.' }, 'b', 'A. Or so'],
    ['within the product’s own words', { allowed: ['a'], rule: 'A.' }, 'a', undefined],
  ])('is taken, or the rule that it breaks is told: %s', (_, parameter, value, rule) => {
    expect(brokenRule(text('Key', parameter), value)).toBe(rule);
  });
});
