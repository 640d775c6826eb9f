import { fileURLToPath } from 'node:url';
import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { eventSchemaText } from '../../scripts/event-schema.js';
import { formatted } from '../../scripts/formatted.js';
import type { EventLine } from '../../src/events.ts';
import { closed, shippedSchema, validator } from '../support/event-schema.ts';
import { eventsPage } from './events-page.ts';
import { linesOfRehearsals, type Rehearsals } from './events-stage.ts';

let rehearsals: Rehearsals;
let lines: readonly EventLine[];

beforeAll(async () => {
  rehearsals = await linesOfRehearsals();
  lines = [...rehearsals.ofLab, ...rehearsals.ofClass];
});

describe('the schema of the events', () => {
  it('is what the types say; otherwise run npm run docs', async () => {
    const file = fileURLToPath(new URL('../../docs/events.schema.json', import.meta.url));
    expect(await readFile(file, 'utf8')).toBe(await formatted(file, eventSchemaText()));
  });

  it('names all that whole rehearsals write, which write every type there is', () => {
    const check = validator(closed(shippedSchema));
    const wrong = lines.filter((line) => !check(line)).map((line) => ({ line, why: (check(line), check.errors) }));
    expect(wrong.slice(0, 3)).toEqual([]);
    expect([...new Set(lines.map(({ type }) => type))].sort()).toEqual(typesIn(shippedSchema));
  });

  it.each<[string, (line: EventLine) => object]>([
    ['of a type that there is not', (line) => ({ ...line, type: 'stack-vanished' })],
    ['of no type', ({ type: _, ...line }) => line],
    ['without a time', ({ time: _, ...line }) => line],
    ['with a time that is none', (line) => ({ ...line, time: 'yesterday' })],
    ['of another account than there are', (line) => ({ ...line, account: 'billing', accounts: {} })],
  ])('refuses a line %s', (_, broken) => {
    const check = validator(shippedSchema);
    const [start, account] = ['start', 'account'].map((type) => lines.find((line) => line.type === type));
    for (const line of [start, account]) {
      expect(check(line)).toBe(true);
      expect(check(broken(line as EventLine))).toBe(false);
    }
  });

  it('lets a later version say more', () => {
    const check = validator(shippedSchema);
    const more = lines.map((line) => ({ ...line, mood: 'good' }));
    expect(more.filter((line) => !check(line))).toEqual([]);
  });
});

it('the page about events is up to date; otherwise run npm run docs', async () => {
  const { definitions } = shippedSchema as { definitions: Parameters<typeof eventsPage>[0] };
  const types = new Set(rehearsals.ofLab.map(({ type }) => type));
  const examples = [...rehearsals.ofLab, ...rehearsals.ofClass.filter(({ type }) => !types.has(type))];
  await expect(eventsPage(definitions, examples)).toMatchFileSnapshot('../../docs/events.md');
});

function typesIn({ definitions }: Readonly<Record<string, unknown>>): string[] {
  const { EventLine: line } = definitions as { EventLine: { properties: { type: { enum: string[] } } } };
  return [...line.properties.type.enum].sort();
}
