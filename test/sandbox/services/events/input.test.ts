import { describe, expect, it } from 'vitest';

import { expectInput } from '../../../../src/sandbox/services/events/input/check.ts';
import { payloadOf } from '../../../../src/sandbox/services/events/input/payload.ts';
import type { BusEvent } from '../../../../src/sandbox/services/events/state.ts';

const EVENT: BusEvent = {
  version: '0',
  id: '7bf73129',
  'detail-type': 'Object Created',
  source: 'aws.s3',
  account: '111111111111',
  time: '2026-01-05T00:00:00Z',
  region: 'eu-west-1',
  resources: ['arn:aws:s3:::one', 'arn:aws:s3:::two'],
  detail: {
    'bucket-name': 'submissions',
    object: { 'version-id': 'v1', size: 5 },
    reason: 'the "first" one',
    parts: [{ name: 'a' }],
  },
};

const RULE = { name: 'start', arn: 'arn:aws:events:eu-west-1:111111111111:rule/start' };
const OCCASION = { event: EVENT, rule: RULE, receivedAt: Date.UTC(2026, 0, 5, 0, 0, 1) };
const PATHS = {
  bucket: '$.detail.bucket-name',
  version: '$.detail.object.version-id',
  size: '$.detail.object.size',
  object: '$.detail.object',
  second: '$.resources[1]',
  all: '$.resources[*]',
  part: '$.detail.parts[0].name',
  missing: '$.detail.absent[3].x',
};

function told(InputTemplate: string, InputPathsMap: Record<string, string> = PATHS): string {
  const target = { Id: 'one', Arn: 'x', InputTransformer: { InputPathsMap, InputTemplate } };
  expectInput('one', target);
  return payloadOf(target, OCCASION);
}

describe('a target is told', () => {
  const target = { Id: 'one', Arn: 'x' };

  it('the event itself, a constant, or a part of the event', () => {
    expect(JSON.parse(payloadOf(target, OCCASION))).toEqual(EVENT);
    expect(payloadOf({ ...target, Input: '{"fixed":1}' }, OCCASION)).toBe('{"fixed":1}');
    expect(payloadOf({ ...target, InputPath: '$.detail.object' }, OCCASION)).toBe('{"version-id":"v1","size":5}');
    expect(payloadOf({ ...target, InputPath: '$.detail.absent' }, OCCASION)).toBe('null');
  });

  it.each<[string, string, string]>([
    ['a text', '"<bucket> has <version>"', '"submissions has v1"'],
    ['lines of texts', '"<bucket>"\n"<size>"', '"submissions"\n"5"'],
    ['JSON without blanks', '{ "a": <bucket>, "n": [1, <size>] }', '{"a":"submissions","n":[1,5]}'],
    ['a value within a text of JSON', '{"a": "x <version> \\"<size>\\""}', '{"a":"x v1 \\"5\\""}'],
    [
      'an object and lists',
      '{"o": <object>, "l": <all>}',
      `{"o":{"version-id":"v1","size":5},"l":${JSON.stringify(EVENT.resources)}}`,
    ],
    ['an object within a text', '"<object>"', '"{version-id:v1,size:5}"'],
    ['elements of lists', '{"s": <second>, "p": <part>}', '{"s":"arn:aws:s3:::two","p":"a"}'],
    ['nothing where a path leads nowhere', '{"m": <missing>, "t": "<missing>."}', '{"m":"","t":"."}'],
    [
      'predefined texts',
      '"<aws.events.rule-name> at <aws.events.event.ingestion-time>"',
      '"start at 2026-01-05T00:00:01.000Z"',
    ],
    ['the rule', '{"r": <aws.events.rule-arn>}', `{"r":"${RULE.arn}"}`],
    ['the whole event', '{"e": <aws.events.event.json>}', JSON.stringify({ e: EVENT })],
  ])('%s by a template', (_, template, expected) => {
    expect(told(template)).toBe(expected);
  });

  it('the event without its detail where that is asked for', () => {
    const { detail: _detail, ...envelope } = EVENT;
    expect(JSON.parse(told('{"e": <aws.events.event>}'))).toEqual({ e: envelope });
  });

  it('values as they are, even where that is no JSON any more', () => {
    expect(told('"because of <reason>"', { reason: '$.detail.reason' })).toBe('"because of the "first" one"');
    expect(told('{"a": "<reason>"}', { reason: '$.detail.reason' })).toBe('{"a": "the "first" one"}');
  });
});

describe('input is refused', () => {
  it.each<[string, object, string]>([
    ['in two ways at once', { Input: '{}', InputPath: '$' }, 'Only one of Input, InputPath, or InputTransformer'],
    ['that is no JSON', { Input: 'x' }, 'JSON syntax error in input for target one'],
    ['with a path of another kind', { InputPath: 'detail' }, 'Invalid InputPath for target one.'],
    ['with a path of another kind in a map', transformer('"<a>"', { a: '$..b' }), 'the invalid entry a'],
    ['with a reserved name', transformer('"<aws.x>"', { 'aws.x': '$.id' }), 'the invalid entry aws.x'],
    ['with an unknown placeholder', transformer('"<b>"', { a: '$.id' }), 'contains invalid placeholder b'],
    ['with text that is not quoted', transformer('<a> is', { a: '$.id' }), 'Invalid InputTemplate for target one'],
  ])('%s', (_, input, message) => {
    const refused = { code: 'ValidationException', message: expect.stringContaining(message) as string };
    expect(() => expectInput('one', { Id: 'one', Arn: 'x', ...input })).toThrow(expect.objectContaining(refused));
  });
});

function transformer(InputTemplate: string, InputPathsMap: Record<string, string>): object {
  return { InputTransformer: { InputTemplate, InputPathsMap } };
}
