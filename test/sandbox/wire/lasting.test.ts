import { expect, it } from 'vitest';
import { lasting } from '../../../src/sandbox/kernel/lasting.ts';
import { elementsOf } from '../../../src/sandbox/wire/lasting.ts';
import { serviceSchema } from '../../../src/sandbox/wire/schemas.ts';
import { encodeXml, innerXml } from '../../../src/sandbox/wire/xml.ts';

const SCHEMA = serviceSchema('cloudformation')?.operations.get('DescribeStackEvents')?.output;
const event = (id: string) => ({
  EventId: id,
  Timestamp: new Date(Date.UTC(2026, 0, 5)),
  ResourceProperties: '{"Name":"a < b & c"}',
});

it('what lasts is written as anything else, the first time and again, whatever stands beside it', () => {
  if (!SCHEMA) throw new Error('there is no schema');
  const xml = (...StackEvents: object[]) => innerXml(encodeXml(SCHEMA, { StackEvents }));
  const [one, other] = [lasting(event('1')), lasting(event('2'))];
  expect(elementsOf(SCHEMA, { StackEvents: [one, other] })).toBe(xml(event('1'), event('2')));
  expect(elementsOf(SCHEMA, { StackEvents: [other, one] })).toBe(xml(event('2'), event('1')));
  expect(elementsOf(SCHEMA, { StackEvents: [one], NextToken: 'next' })).toBe(
    `<NextToken>next</NextToken>${xml(event('1'))}`,
  );
  const mixed = [one, event('3')];
  expect(elementsOf(SCHEMA, { StackEvents: mixed })).toBe(xml(...mixed));
  expect(elementsOf(SCHEMA, { StackEvents: [] })).toBe(xml());
});
