import { describe, expect, it } from 'vitest';
import { SERVICES } from '../../../src/sandbox/services/index.ts';
import { serviceSchema } from '../../../src/sandbox/wire/schemas.ts';

/** Clients whose services sign by another name. */
const CLIENTS: Readonly<Record<string, string>> = {
  logs: 'cloudwatch-logs',
  servicecatalog: 'service-catalog',
  events: 'eventbridge',
  monitoring: 'cloudwatch',
};

type Shape = readonly unknown[];

async function operationsOf(service: string): Promise<ReadonlyMap<unknown, Shape>> {
  const client = (await import(`@aws-sdk/client-${CLIENTS[service] ?? service}`)) as object;
  const operations = Object.values(client).filter((each): each is Shape => Array.isArray(each) && each[0] === 9);
  return new Map(operations.map((operation) => [operation[2], operation]));
}

const plain = (value: unknown): unknown => (typeof value === 'function' ? plain((value as () => unknown)()) : value);

/** Fails where they differ; a shape that comes again has to be the same again. */
function expectSame(written: unknown, original: unknown, met: Map<unknown, unknown>): void {
  const [one, other] = [plain(written), plain(original)];
  if (!Array.isArray(one) || !Array.isArray(other)) return expect(one).toEqual(other);
  if (met.has(one)) return expect(met.get(one) === other).toBe(true);
  met.set(one, other);
  expect(one.length).toBe(other.length);
  one.forEach((each, at) => expectSame(each, other[at], met));
}

describe('the schemas that the build writes', () => {
  it.each(SERVICES.map(({ name }) => name))('are those of the client: %s', async (service) => {
    const originals = await operationsOf(service);
    const { operations } = SERVICES.find(({ name }) => name === service) ?? { operations: {} };
    const schema = serviceSchema(service);
    const met = new Map<unknown, unknown>();
    expect([...(schema?.operations.keys() ?? [])].sort()).toEqual([...originals.keys()].sort());
    for (const operation of Object.keys(operations)) {
      const [, , , traits, input, output] = originals.get(operation) ?? [];
      const known = schema?.operations.get(operation);
      expectSame(known?.input.getSchema(), input, met);
      expectSame(known?.output.getSchema(), output, met);
      const http = (traits as { readonly http?: readonly unknown[] } | undefined)?.http;
      expect(known?.http && [known.http.method, known.http.path, known.http.status]).toEqual(http);
    }
  });
});
