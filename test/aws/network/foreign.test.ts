import { HttpResponse } from '@smithy/core/protocols';
import { describe, expect, it } from 'vitest';
import { foreignAnswer } from '../../../src/aws/network/foreign.ts';

const PLACE = { host: 'assets.s3.us-east-1.amazonaws.com', proxy: undefined };
const PAGE = { 'Content-Type': 'text/html; charset=utf-8' };

function judged(statusCode: number, headers: Record<string, string>, proxy?: string): string | undefined {
  return foreignAnswer(new HttpResponse({ statusCode, headers }), { ...PLACE, proxy })?.message;
}

describe('an answer', () => {
  it.each(['x-amzn-RequestId', 'x-amzn-request-id', 'x-amz-request-id', 'x-amz-id-2'])(
    'with %s is of AWS, whatever it is',
    (name) => {
      for (const status of [200, 204, 301, 403, 503]) expect(judged(status, { ...PAGE, [name]: 'a' })).toBeUndefined();
    },
  );

  it.each<[string, number, Record<string, string>, string]>([
    ['a page', 200, PAGE, '200 and an HTML page'],
    [
      'a redirection',
      302,
      { Location: 'https://login.example/?secret=1' },
      '302 and a redirection to https://login.example',
    ],
    ['a redirection to nowhere', 399, { Location: '/sign-in' }, '399 and a redirection to another page'],
    ['nothing', 204, {}, '204 and nothing in it'],
    ['an empty text', 200, { 'Content-Length': '0' }, '200 and nothing in it'],
  ])('that is %s without one is of something else', (_, status, headers, what) => {
    expect(judged(status, headers)).toBe(`not AWS but something else answers for ${PLACE.host} with status ${what}`);
    expect(judged(status, headers, 'http://proxy:1')).toContain(
      ', asked through the proxy http://proxy:1, with status',
    );
  });

  it.each([200, 299, 400, 403])('without one that is neither, with status %i, may be of AWS', (status) => {
    expect(judged(status, { 'Content-Type': 'text/xml', 'Content-Length': '9' })).toBeUndefined();
  });

  it('that asks for a password is of a proxy, whatever it bears', () => {
    const refusal = foreignAnswer(new HttpResponse({ statusCode: 407, headers: { 'x-amz-request-id': 'a' } }), PLACE);
    expect(refusal?.kind).toBe('proxy');
  });
});
