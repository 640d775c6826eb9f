import { describe, expect, it } from 'vitest';
import { refusalOf } from './wire.ts';

const FORM = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
const TARGET = { 'x-amz-target': 'DynamoDB_20120810.ListTables', 'content-type': 'application/x-amz-json-1.0' };

const IN_JSON = /^\{"__type":"(\w+)","message":"([^"]+)"/;
const IN_QUERY = /<ErrorResponse><Error><Type>\w+<\/Type><Code>(\w+)<\/Code><Message>([^<]+)<\/Message>/;
const IN_XML = /<Error><Code>(\w+)<\/Code><Message>([^<]+)<\/Message>/;

describe('a service that the sandbox does not have is refused in the protocol of the client', () => {
  it.each([
    ['JSON', { service: 'dynamodb', headers: TARGET, body: '{}' }, IN_JSON],
    ['a form', { service: 'sqs', headers: FORM, body: 'Action=ListQueues&Version=2012-11-05' }, IN_QUERY],
    ['a query', { service: 'autoscaling', method: 'GET', query: { Action: 'DescribeTags' } }, IN_QUERY],
    [
      'REST with a JSON body',
      { service: 'glacier', headers: { 'content-type': 'application/json' }, body: '{}' },
      IN_JSON,
    ],
    ['REST without a body', { service: 'apigateway', method: 'GET', path: '/restapis' }, IN_JSON],
    ['REST in XML', { service: 'route53', method: 'GET', path: '/2013-04-01/hostedzone' }, IN_XML],
  ])('%s', async (_what, request, form) => {
    const { status, text } = await refusalOf(request);
    expect(status).toBe(501);
    const [, code, message] = form.exec(text) ?? [];
    expect({ code, message }).toEqual({
      code: 'NotImplemented',
      message: `the sandbox has no service ${request.service}`,
    });
  });
});

describe('a request that is not signed is refused in the protocol of the client', () => {
  it.each([
    ['JSON', { headers: TARGET, body: '{}' }, IN_JSON, 400],
    ['a form', { headers: FORM, body: 'Action=GetCallerIdentity&Version=2011-06-15' }, IN_QUERY, 403],
    ['a query', { method: 'GET', query: { Action: 'GetCallerIdentity' } }, IN_QUERY, 403],
    ['S3', { method: 'GET', path: '/bucket/key' }, IN_XML, 403],
  ])('%s', async (_what, request, form, expected) => {
    const { status, text } = await refusalOf(request);
    expect(status).toBe(expected);
    expect(form.exec(text)?.[1]).toMatch(/^MissingAuthenticationToken/);
  });
});
