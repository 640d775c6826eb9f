import { describe, expect, it } from 'vitest';
import { proxiesOf } from '../../../src/aws/network/proxies.ts';
import { saying } from '../../support/steps.ts';

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

describe('the proxy variables', () => {
  it('name one proxy for each scheme, in lower case first', () => {
    const env = {
      https_proxy: 'http://low:1',
      HTTPS_PROXY: 'http://up:2',
      HTTP_PROXY: 'https://plain:3',
      http_proxy: '',
    };
    expect(proxiesOf(env)).toMatchObject({ https: { url: 'http://low:1' }, http: { url: 'https://plain:3' } });
  });

  it('mean nothing where they are empty or not there', () => {
    expect(proxiesOf({ HTTPS_PROXY: '', NO_PROXY: 'a' })).toBeUndefined();
  });

  it.each([
    ['http://ada:secret@proxy:3128', 'http://proxy:3128', basic('ada:secret')],
    ['http://a%40b:p%3Aw%2Fd%25@proxy:3128/', 'http://proxy:3128', basic('a@b:p:w/d%')],
    ['proxy.corp:3128', 'http://proxy.corp:3128', undefined],
    ['ada:secret@proxy.corp:3128', 'http://proxy.corp:3128', basic('ada:secret')],
    ['https://ada@proxy', 'https://proxy', basic('ada:')],
  ])('%s: credentials are kept apart from the address', (HTTPS_PROXY, url, authorization) => {
    expect(proxiesOf({ HTTPS_PROXY })?.https).toEqual({ url, ...(authorization && { authorization }) });
  });

  it.each([
    ['socks5://ada:secret@proxy:1080'],
    ['http://ada:secret%zz@proxy'],
    ['http://'],
    ['http://ada:secret@pro xy'],
  ])('%s is refused with exit code 2, and not repeated', (HTTPS_PROXY) => {
    const secret = expect.not.stringContaining('secret') as string;
    const told = { exitCode: 2, message: secret, hints: saying('HTTPS_PROXY') };
    expect(() => proxiesOf({ HTTPS_PROXY })).toThrow(expect.objectContaining(told) as Error);
  });
});
