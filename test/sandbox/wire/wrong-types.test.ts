import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from '../../support/any-text.ts';
import { openSandbox } from '../../../src/sandbox/sandbox.ts';
import { SERVICES } from '../../../src/sandbox/services/index.ts';
import { memoryStorage } from '../../../src/sandbox/storage/index.ts';
import { serviceSchema } from '../../../src/sandbox/wire/schemas.ts';

const ACCOUNT = '111111111111';
const sandbox = openSandbox({ storage: memoryStorage(), accounts: [{ id: ACCOUNT }], begin: 0 });
const { accessKeyId } = sandbox.credentialsFor({ id: ACCOUNT });

interface Asked {
  readonly service: string;
  readonly method?: string;
  readonly path?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

async function answered({
  service,
  headers = {},
  body = '',
  ...line
}: Asked): Promise<{ readonly status: number; readonly text: string }> {
  const scope = `${accessKeyId}/19700101/us-east-1/${service}/aws4_request`;
  const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=x`;
  const request = { method: 'POST', hostname: '127.0.0.1', path: '/', query: {}, ...line };
  const { status, body: answer } = await sandbox.gateway.handle(
    { ...request, headers: { ...headers, authorization }, body: Buffer.from(body) },
    () => Promise.resolve(),
  );
  return { status, text: Buffer.from(answer).toString() };
}

function json(service: string, operation: string, input: unknown): Asked {
  const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `X.${operation}` };
  return { service, headers, body: JSON.stringify(input) };
}

/** Operations that the sandbox has, with the names of what they take. */
function operationsOf(...protocols: readonly string[]): readonly (readonly [string, string, readonly string[]])[] {
  return SERVICES.flatMap(({ name, operations }) => {
    const schema = serviceSchema(name);
    if (!schema || !protocols.includes(schema.protocol)) return [];
    return Object.keys(operations).flatMap((operation) => {
      const input = schema.operations.get(operation)?.input;
      if (!input || input.isUnitSchema()) return [];
      return [[name, operation, [...input.structIterator()].map(([member]) => member)] as const];
    });
  });
}

describe('a request in JSON with values of other types than the API has', () => {
  it.each([
    [{ EndpointName: true }, 'TRUE_VALUE can not be converted to a String'],
    [{ EndpointName: 5 }, 'NUMBER_VALUE can not be converted to a String'],
    [{ EndpointName: ['x'] }, 'Start of list found where not expected.'],
    [{ EndpointName: {} }, 'Start of structure or map found where not expected.'],
    [[], 'Start of list found where not expected'],
  ])('%j is refused', async (input, message) => {
    const { status, text } = await answered(json('sagemaker', 'DeleteEndpoint', input));
    expect({ status, ...(JSON.parse(text) as object) }).toMatchObject({
      status: 400,
      __type: 'SerializationException',
      message,
    });
  });

  it.each([
    ['events', 'TagResource', { ResourceARN: 'arn', Tags: [null] }],
    ['sagemaker', 'CreateTrainingJob', { HyperParameters: { rounds: null } }],
  ])('%s refuses nothing in the place of something, as %s does with %j', async (service, operation, input) => {
    const { status, text } = await answered(json(service, operation, input));
    expect({ status, text }).toMatchObject({
      status: 400,
      text: expect.stringContaining('Member must not be null') as string,
    });
  });

  it('deep within is refused too, and numbers that JSON does not have are none of them', async () => {
    const tags = json('sagemaker', 'AddTags', { ResourceArn: 'arn', Tags: [{ Key: 'a', Value: 1 }] });
    expect((await answered(tags)).text).toContain('NUMBER_VALUE can not be converted to a String');
    const data = [{ MetricName: 'm', Value: 'NaN' }];
    const metric = json('monitoring', 'PutMetricData', { Namespace: 'n', MetricData: data });
    expect((await answered(metric)).text).not.toContain('can not be converted');
  });

  it('is answered in words by every operation, never by a crash', async () => {
    const value = fc.oneof(
      fc.constantFrom<unknown>(null, true, 0, -1, 2 ** 53, '', '__proto__', 'constructor', [], {}, [null], [{}], ['x']),
      fc.jsonValue({ maxDepth: 2 }),
    );
    const request = fc
      .constantFrom(...operationsOf('json'))
      .chain(([service, operation, members]) =>
        fc
          .dictionary(fc.constantFrom(...members), value, { maxKeys: members.length, noNullPrototype: true })
          .map((input) => json(service, operation, input)),
      );
    await fc.assert(
      fc.asyncProperty(request, async (asked) => {
        const { status, text } = await answered(asked);
        expect(status === 200 || (status >= 400 && status !== 500), text).toBe(true);
        expect(() => JSON.parse(text) as unknown).not.toThrow();
      }),
      { numRuns: 400 },
    );
  });
});

describe('a text in the place of a number or a time, in a query or a header', () => {
  const bucket = { service: 's3', method: 'GET', path: '/numbers-abc' };
  const unread = ['many', '', '1.5', '0x10', ' 7', '1e999', '99999999999999999999'];

  it('is refused by S3 by its name', async () => {
    await answered({ ...bucket, method: 'PUT' });
    for (const text of [...unread, '2147483648']) {
      const { status, text: answer } = await answered({ ...bucket, query: { 'list-type': '2', 'max-keys': text } });
      expect([text, status, answer]).toEqual([text, 400, expect.stringContaining('<Code>InvalidArgument</Code>')]);
      expect(answer).toContain('Provided max-keys not an integer or within integer range');
    }
    const times = await answered({ ...bucket, path: '/numbers-abc/key', headers: { 'if-modified-since': 'soon' } });
    expect(times.text).toContain('Provided If-Modified-Since not a timestamp');
    expect((await answered({ ...bucket, query: { 'list-type': '2', 'max-keys': '7' } })).text).toContain('<MaxKeys>7<');
  });

  it.each(['many', 'NaN', '1.5'])('is refused by S3 in a body: %s', async (days) => {
    await answered({ ...bucket, method: 'PUT' });
    const expiry = `<Filter><Prefix></Prefix></Filter><Expiration><Days>${days}</Days></Expiration>`;
    const body = `<LifecycleConfiguration><Rule><ID>a</ID><Status>Enabled</Status>${expiry}</Rule></LifecycleConfiguration>`;
    const { status, text } = await answered({ ...bucket, method: 'PUT', query: { lifecycle: '' }, body });
    expect([status, text]).toEqual([400, expect.stringContaining('<Code>MalformedXML</Code>')]);
    const sound = await answered({
      ...bucket,
      method: 'PUT',
      query: { lifecycle: '' },
      body: body.replace(days, '30'),
    });
    expect(sound.status).toBe(200);
  });

  it('is refused by Lambda', async () => {
    for (const text of unread) {
      const listing = { service: 'lambda', method: 'GET', path: '/2015-03-31/functions', query: { MaxItems: text } };
      const { status, text: answer } = await answered(listing);
      expect([text, status, answer]).toEqual([text, 400, expect.stringContaining('SerializationException')]);
    }
  });
});

describe('a request in a form with whatever text', () => {
  it.each([
    ['sts', 'GetSessionToken', 'DurationSeconds', 'MalformedInput'],
    ['iam', 'ListRoles', 'MaxItems', 'MalformedInput'],
    ['ec2', 'DescribeVpcs', 'MaxResults', 'InvalidParameterValue'],
  ])('in the place of a number is refused, as by %s:%s', async (service, operation, member, code) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    for (const value of ['many', 'NaN', 'Infinity', '\0']) {
      const body = new URLSearchParams({ Action: operation, [member]: value }).toString();
      const { status, text } = await answered({ service, headers, body });
      expect({ status, text }).toMatchObject({
        status: 400,
        text: expect.stringContaining(`<Code>${code}</Code>`) as string,
      });
    }
  });

  it.each(['', '0x10', ' 7', '1e'])('in a notation that is not a number’s is refused: %j', async (value) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const body = new URLSearchParams({ Action: 'ListRoles', MaxItems: value }).toString();
    expect((await answered({ service: 'iam', headers, body })).text).toContain('<Code>MalformedInput</Code>');
  });

  it('is answered in XML that clients can read', async () => {
    const value = fc.oneof(anyText(), fc.constantFrom('\u001B[31m', '\uFFFE', '\0', '__proto__', ']]>&<'));
    const operations = operationsOf('query', 'ec2').filter(([, , members]) => members.length > 0);
    const request = fc.constantFrom(...operations).chain(([service, operation, members]) =>
      fc
        .dictionary(fc.constantFrom(...members.flatMap((each) => [each, `${each}.member.1`, `${each}.1`])), value)
        .map((input): Asked => {
          const form = new URLSearchParams({ Action: operation, ...input });
          return { service, headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: form.toString() };
        }),
    );
    await fc.assert(
      fc.asyncProperty(request, async (asked) => {
        const { status, text } = await answered(asked);
        expect(status === 200 || (status >= 400 && status !== 500), text).toBe(true);
        expect(text).not.toMatch(/[\0-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/);
      }),
      { numRuns: 400 },
    );
  });
});
