import { describe, expect, it } from 'vitest';
import { bypassOf } from '../../../src/aws/network/no-proxy.ts';

describe('NO_PROXY', () => {
  it.each([
    ['', 'sts.amazonaws.com', 443, false],
    ['*', 'sts.amazonaws.com', 443, true],
    ['sts.amazonaws.com', 'sts.amazonaws.com', 443, true],
    ['amazonaws.com', 'sts.us-east-1.amazonaws.com', 443, true],
    ['amazonaws.com', 'notamazonaws.com', 443, false],
    ['.amazonaws.com', 'sts.amazonaws.com', 443, true],
    ['.amazonaws.com', 'amazonaws.com', 443, true],
    ['*.amazonaws.com', 'sts.amazonaws.com', 443, true],
    ['*.amazonaws.com', 'amazonaws.com.evil.example', 443, false],
    ['localhost, STS.amazonaws.com', 'sts.AMAZONAWS.com.', 443, true],
    ['a.example b.example', 'b.example', 443, true],
    ['sts.amazonaws.com:443', 'sts.amazonaws.com', 443, true],
    ['sts.amazonaws.com:8443', 'sts.amazonaws.com', 443, false],
    ['127.0.0.1', '127.0.0.1', 4566, true],
    ['127.0.0.1:4566', '127.0.0.1', 4566, true],
    ['127.0.0.1:4567', '127.0.0.1', 4566, false],
    ['10.0.0.0/8', '10.1.2.3', 443, true],
    ['10.0.0.0/8', '11.1.2.3', 443, false],
    ['10.0.0.0/33', '10.1.2.3', 443, false],
    ['10.0.0.0/8', 'sts.amazonaws.com', 443, false],
    ['::1', '[::1]', 4566, true],
    ['[::1]:4566', '[::1]', 4566, true],
    ['[::1]:4567', '[::1]', 4566, false],
    ['fd00::/8', 'fd12::1', 443, true],
    ['.', 'sts.amazonaws.com', 443, false],
  ])('%j exempts %s:%i: %s', (noProxy, host, port, exempt) => {
    expect(bypassOf(noProxy)(host, port)).toBe(exempt);
  });
});
