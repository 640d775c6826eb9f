import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { matches } from '../../../../src/sandbox/services/events/pattern/match.ts';
import { parsePattern } from '../../../../src/sandbox/services/events/pattern/parse.ts';

const UPLOAD = {
  source: 'aws.s3',
  'detail-type': 'Object Created',
  resources: ['arn:aws:s3:::one', 'arn:aws:s3:::two'],
  detail: {
    bucket: { name: 'submissions' },
    object: { key: 'submissions/Submission.zip', size: 5120, 'version-id': null },
    checked: true,
    empty: [],
    address: '10.0.0.7',
    parts: [
      { name: 'manifest', size: 1 },
      { name: 'train', size: 9 },
    ],
  },
};

function matching(pattern: object): boolean {
  return matches(parsePattern(JSON.stringify(pattern)), UPLOAD);
}

function ofKey(...tests: unknown[]): object {
  return { detail: { object: { key: tests } } };
}

function ofSize(...tests: unknown[]): object {
  return { detail: { object: { size: tests } } };
}

describe('an event matches a pattern', () => {
  it.each<[string, object]>([
    ['of values', { source: ['aws.ec2', 'aws.s3'], detail: { bucket: { name: ['submissions'] } } }],
    ['of one value of a list', { resources: ['arn:aws:s3:::two'] }],
    ['of a number, a truth and null', { detail: { object: { size: [5120], 'version-id': [null] }, checked: [true] } }],
    ['of a prefix', ofKey({ prefix: 'submissions/' })],
    ['of a prefix in any case', ofKey({ prefix: { 'equals-ignore-case': 'SUB' } })],
    ['of a suffix', ofKey({ suffix: '.zip' })],
    ['of a suffix in any case', ofKey({ suffix: { 'equals-ignore-case': '.ZIP' } })],
    ['of a text in any case', ofKey({ 'equals-ignore-case': 'SUBMISSIONS/submission.zip' })],
    ['of a wildcard', ofKey({ wildcard: 'sub*/*.zip' })],
    ['of anything but a text', ofKey({ 'anything-but': 'x' })],
    ['of anything but texts', ofKey({ 'anything-but': ['x', 'y'] })],
    ['of anything but a prefix', ofKey({ 'anything-but': { prefix: ['x', 'y'] } })],
    ['of anything but a wildcard', ofKey({ 'anything-but': { wildcard: '*.tar' } })],
    ['of anything but numbers', ofSize({ 'anything-but': [1, 2] })],
    ['of anything but one of a list', { resources: [{ 'anything-but': 'arn:aws:s3:::one' }] }],
    ['of a number', ofSize({ numeric: ['=', 5.12e3] })],
    ['of a range', ofSize({ numeric: ['>', 0, '<=', 5120] })],
    ['of a field that exists', ofSize({ exists: true })],
    ['of a field that does not exist', { detail: { absent: { deep: [{ exists: false }] } } }],
    ['of a list without elements', { detail: { empty: [{ exists: false }] } }],
    ['of a network', { detail: { address: [{ cidr: '10.0.0.0/24' }] } }],
    ['of alternatives', { $or: [{ source: ['x'] }, { detail: { checked: [true] } }] }],
    ['of one object of a list', { detail: { parts: { name: ['train'], size: [{ numeric: ['>', 5] }] } } }],
    ['of several tests of which one holds', ofKey('x', { prefix: 'y' }, { suffix: 'zip' })],
  ])('%s', (_, pattern) => {
    expect(matching(pattern)).toBe(true);
  });

  it.each<[string, object]>([
    ['another value', { source: ['aws.ec2'] }],
    ['a number as a text', ofSize('5120')],
    ['a truth as a text', { detail: { checked: ['true'] } }],
    ['another prefix', ofKey({ prefix: 'Submissions/' })],
    ['another suffix', ofKey({ suffix: '.ZIP' })],
    ['a wildcard that does not reach the end', ofKey({ wildcard: 'sub*/' })],
    ['an excepted text', ofKey({ 'anything-but': ['submissions/Submission.zip', 'y'] })],
    [
      'an excepted text in other case',
      ofKey({ 'anything-but': { 'equals-ignore-case': ['submissions/SUBMISSION.zip'] } }),
    ],
    ['an excepted suffix', ofKey({ 'anything-but': { suffix: '.zip' } })],
    ['anything but of what is not there', { detail: { absent: [{ 'anything-but': 'x' }] } }],
    ['a range that ends before', ofSize({ numeric: ['>=', 0, '<', 5120] })],
    ['a text in a numeric test', ofKey({ numeric: ['>', 0] })],
    ['a number in a test of texts', ofSize({ prefix: '5' })],
    ['a field that does not exist', { detail: { absent: [{ exists: true }] } }],
    ['an object, which has no value of its own', { detail: { object: [{ exists: true }] } }],
    ['a field that exists', ofSize({ exists: false })],
    ['a text that is no address', { source: [{ cidr: '10.0.1.0/24' }] }],
    ['another network', { detail: { address: [{ cidr: '10.0.1.0/24' }] } }],
    ['no alternative', { $or: [{ source: ['x'] }, { source: ['y'] }], detail: { checked: [true] } }],
    ['an alternative, but not the rest', { $or: [{ source: ['aws.s3'] }, { source: ['y'] }], region: ['x'] }],
    ['fields of different objects of a list', { detail: { parts: { name: ['manifest'], size: [9] } } }],
  ])('but not %s', (_, pattern) => {
    expect(matching(pattern)).toBe(false);
  });

  it('takes stars and backslashes for themselves after a backslash', () => {
    const pattern = parsePattern(JSON.stringify({ path: [{ wildcard: 'C:\\\\*\\*' }] }));
    expect(matches(pattern, { path: 'C:\\lab*' })).toBe(true);
    expect(matches(pattern, { path: 'C:\\lab' })).toBe(false);
  });
});

describe('a pattern is refused', () => {
  it.each<[string, unknown, string]>([
    ['that is no object', ['x'], 'Filter is not an object'],
    ['that is empty', {}, 'Empty patterns are not allowed'],
    ['with an empty part', { detail: {} }, 'Empty patterns are not allowed'],
    ['with an empty list', { source: [] }, 'Empty arrays are not allowed'],
    ['with a value outside of a list', { detail: { slug: 'x' } }, '"slug" must be an object or an array'],
    ['with a list in a list', { source: [['x']] }, 'Match value must be String, number, true, false, or null'],
    ['with an unknown test', { source: [{ starts: 'x' }] }, 'Unrecognized match type starts'],
    ['with two tests in one', { source: [{ prefix: 'x', suffix: 'y' }] }, 'Only one key allowed in match expression'],
    ['with one alternative', { $or: [{ source: ['x'] }] }, 'Unrecognized match type source'],
    ['exists', { source: [{ exists: 'true' }] }, 'exists match pattern must be either true or false.'],
    ['prefix', { source: [{ prefix: 5 }] }, 'prefix match pattern must be a string'],
    ['prefix of an unknown kind', { source: [{ prefix: { like: 'x' } }] }, 'Unsupported prefix match pattern: like'],
    ['wildcard', { source: [{ wildcard: 'a**' }] }, 'Consecutive wildcard characters at pos 1'],
    ['wildcard with an escape', { source: [{ wildcard: 'a\\b' }] }, 'Invalid escape character at pos 1'],
    ['numeric outside of a list', { a: [{ numeric: 5 }] }, 'Value of numeric must be an array.'],
    ['numeric without a number', { a: [{ numeric: ['>', '0'] }] }, 'Value of > must be numeric'],
    ['numeric with a strange comparison', { a: [{ numeric: ['!', 0] }] }, 'Unrecognized numeric range operator: !'],
    ['numeric upside down', { a: [{ numeric: ['>', 5, '<', 5] }] }, 'Bottom must be less than top'],
    ['numeric with the limits exchanged', { a: [{ numeric: ['<', 5, '>', 1] }] }, 'Bad numeric range operator'],
    ['numeric that goes on', { a: [{ numeric: ['>', 0, '<', 5, '<', 6] }] }, 'Too many elements'],
    ['cidr', { a: [{ cidr: '10.0.0.0' }] }, 'Malformed CIDR'],
    ['anything-but a truth', { a: [{ 'anything-but': [true] }] }, 'start|null|boolean is not supported'],
    ['anything-but of mixed values', { a: [{ 'anything-but': ['x', 1] }] }, 'mixed type is not supported'],
    [
      'anything-but numeric',
      { a: [{ 'anything-but': { numeric: ['>', 1] } }] },
      'Unsupported anything-but pattern: numeric',
    ],
  ])('%s', (_, pattern, reason) => {
    const refused = { code: 'InvalidEventPatternException', message: expect.stringContaining(reason) as string };
    expect(() => parsePattern(JSON.stringify(pattern))).toThrow(expect.objectContaining(refused));
  });

  it('that is no JSON', () => {
    expect(() => parsePattern('{')).toThrow('Event pattern is not valid. Reason: ');
  });
});

describe('whatever an event holds', () => {
  const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
  const event = fc.dictionary(fc.string({ minLength: 1 }), scalar, { minKeys: 1 });

  it('the pattern of its own values matches it', () => {
    fc.assert(
      fc.property(event, (one) => {
        const pattern = Object.fromEntries(Object.entries(one).map(([name, value]) => [name, [value]]));
        expect(matches(parsePattern(JSON.stringify(pattern)), one)).toBe(true);
      }),
    );
  });

  it('a value is either excepted or it is not', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (value, wanted) => {
        const said = (test: object) => matches(parsePattern(JSON.stringify({ a: [test] })), { a: value });
        expect(said({ 'anything-but': { prefix: wanted } })).toBe(!said({ prefix: wanted }));
        expect(said({ 'anything-but': { suffix: wanted } })).toBe(!said({ suffix: wanted }));
      }),
    );
  });
});
