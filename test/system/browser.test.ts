import { describe, expect, it } from 'vitest';
import { opener } from '../../src/system/browser.ts';

describe('the browser of the desktop', () => {
  it.each([
    ['darwin', ['open']],
    ['win32', ['rundll32', 'url.dll,FileProtocolHandler']],
    ['linux', ['xdg-open']],
  ] as const)('on %s is given a link as one argument, by no shell', (platform, program) => {
    const url = 'https://signin.aws.amazon.com/federation?Action=login&SigninToken=a;b$(c)';
    expect(opener(url, platform)).toEqual([...program, url]);
  });
});
