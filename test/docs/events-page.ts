import type { EventLine } from '../../src/events.ts';

/** As much of JSON Schema as the events take. */
interface Described {
  readonly type?: string;
  readonly description?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly $ref?: string;
  readonly anyOf?: readonly Described[];
  readonly items?: Described;
  readonly properties?: Readonly<Record<string, Described>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Described | boolean;
}

type Definitions = Readonly<Record<string, Described>>;

const PREFACE = `# Events

<!-- Made by \`npm run docs\` from src/events.ts, with examples from a rehearsal. -->

With \`--output json\` a command writes events to stdout, and nothing else: each is a JSON object on a line of its own. The first
is \`start\` and says what run it is; the last is \`result\`, says how it ended, and repeats what run it was. That holds for every run:
for wrong usage, for \`--help\`, after Ctrl-C. Only if stdout cannot be written is the \`result\` on stderr.

\`\`\`sh
npx mlops-lab init --sandbox --yes --output json | jq -r 'select(.type == "result") | .status'
\`\`\`

Each type of line has an example below: of lists of things it has the first alone, and moments, durations and versions are made up.

[events.schema.json](events.schema.json) is the JSON Schema of a line. The package has both, and the TypeScript types:
\`import type { EventLine } from 'mlops-lab'\`. What errors and exit codes mean is in [errors.md](errors.md).

## What is promised

\`schemaVersion\` is a whole number. It grows by one when something changes that is promised here not to change, and with nothing else; the notes of
that release say what a program has to do.

Without that there may be more, so a program skips what it does not know:

- more fields, on every line and in whatever a line holds;
- more types of lines, between the first and the last;
- more values of \`type\`, \`code\`, \`check\`, \`kind\`, \`operation\` and \`name\`, and of what AWS says: \`status\` of stacks, resources and notebooks, \`resourceType\`.

This stays as it is:

- the first line is \`start\`, the last \`result\`, and there is one of each;
- a field keeps its name, its type and what it means, and one that is *always* there stays so;
- a value keeps its meaning, as do the codes of errors and the exit codes;
- what has started, by a line that ends in \`-started\`, ends by the \`-finished\` of the same thing, unless the run ends before;
- secrets are on lines of type \`secret\` alone, and only where they were asked for.

Nothing is promised of the wording of texts for people (\`message\`, \`say\`, \`detail\`, \`reason\`, \`found\`, \`title\`, \`summary\`, \`text\`), of the order of fields, of
how many lines there are, and that times only grow: that of \`resource\` is the service's.`;

/** docs/events.md. */
export function eventsPage(definitions: Definitions, lines: readonly EventLine[]): string {
  const types = Object.entries(definitions).flatMap(([name, { properties }]) => {
    const type = properties?.type?.const;
    return typeof type === 'string' && lines.some((line) => line.type === type) ? [{ name, type }] : [];
  });
  const events = types.map(({ name, type }) => eventSection(type, definitions[name] ?? {}, definitions, lines));
  const named = new Set(types.map(({ name }) => name));
  const parts = Object.entries(definitions)
    .filter(([name, definition]) => !named.has(name) && isSection(definition))
    .sort(([one], [other]) => one.localeCompare(other, 'en'))
    .map(([name, definition]) => partSection(name, definition, definitions));
  return [PREFACE, '## Lines', ...events, '## What lines hold', ...parts].join('\n\n') + '\n';
}

function eventSection(type: string, definition: Described, all: Definitions, lines: readonly EventLine[]): string {
  const example = JSON.stringify(exampleIn(lines.filter((line) => line.type === type)), null, 2);
  const fields = fieldTable(definition, all);
  return [`### \`${type}\``, definition.description, fields, `\`\`\`json\n${example}\n\`\`\``].join('\n\n');
}

function partSection(name: string, definition: Described, all: Definitions): string {
  const shapes = definition.anyOf ?? [definition];
  const tables = shapes.map((shape) => fieldTable(shape, all));
  return [`### ${name}`, ...(definition.description === undefined ? [] : [definition.description]), ...tables].join(
    '\n\n',
  );
}

/** Objects have a section of their own; lists of values stand where they are used. */
function isSection({ properties, anyOf = [], allOf }: Described & { readonly allOf?: unknown }): boolean {
  return !allOf && (properties !== undefined || anyOf.some((shape) => shape.properties !== undefined));
}

function fieldTable({ properties = {}, required = [] }: Described, all: Definitions): string {
  const rows = Object.entries(properties)
    .map(([name, field]) => ({ name, field, always: required.includes(name) }))
    .sort((one, other) => rank(one) - rank(other))
    .map(({ name, field, always }) => row([`\`${name}\``, kindOf(field, all), always ? 'always' : '', said(field)]));
  return [row(['field', 'is', 'there', 'says']), row(['---', '---', '---', '---']), ...rows].join('\n');
}

/** What every line has comes first, then what is always there. */
function rank({ name, always }: { readonly name: string; readonly always: boolean }): number {
  const first = ['type', 'time', 'lab'].indexOf(name);
  return first >= 0 ? first : always ? 3 : 4;
}

function kindOf(field: Described, all: Definitions): string {
  const { $ref, anyOf, items, properties, additionalProperties } = field;
  if ($ref !== undefined) return kindOfNamed($ref.replace('#/definitions/', ''), all);
  if (anyOf) return anyOf.map((each) => kindOf(each, all)).join(' or ');
  if (items) return `list of ${kindOf(items, all)}`;
  if (field.const !== undefined) return code(field.const);
  if (field.enum) return field.enum.map(code).join(', ');
  if (properties)
    return `{ ${Object.entries(properties)
      .map(([name, each]) => `\`${name}\`: ${kindOf(each, all)}`)
      .join('; ')} }`;
  if (typeof additionalProperties === 'object') return `${kindOf(additionalProperties, all)} by name`;
  return field.format === 'date-time' ? 'time, ISO 8601' : (field.type ?? 'anything');
}

function kindOfNamed(name: string, all: Definitions): string {
  if (name === 'ErrorCode') return '[code](errors.md)';
  const definition = all[name] ?? {};
  return isSection(definition) ? `[${name}](#${name.toLowerCase()})` : kindOf(definition, all);
}

function code(value: unknown): string {
  return `\`${JSON.stringify(value)}\``;
}

function said({ description = '' }: Described): string {
  return description.replaceAll(/\s*\n\s*/g, ' ');
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

/** The shortest line, the same whenever it is looked for: what goes on side by side takes turns as it comes. */
function exampleIn(lines: readonly EventLine[]): unknown {
  const candidates = lines.map((line) => JSON.stringify(abridged(line))).sort();
  const shortest = Math.min(...candidates.map(({ length }) => length));
  return JSON.parse(candidates.find(({ length }) => length === shortest) ?? 'null');
}

/** Of lists of things the first alone, of times the day, and what differs from run to run made up. */
function abridged(value: unknown): unknown {
  if (Array.isArray(value)) return (value.some(isThing) ? value.slice(0, 1) : value).map(abridged);
  if (typeof value === 'string' && TIME.test(value)) return value.replace(TIME, 'T09:30:00.000Z');
  if (typeof value === 'string' && value.length > LONGEST) return `${value.slice(0, LONGEST)}…`;
  if (!isThing(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, MADE_UP[key] ?? abridged(each)]));
}

function isThing(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

const MADE_UP: Readonly<Record<string, unknown>> = { seconds: 42, programVersion: '1.0.0' };

const LONGEST = 160;
const TIME = /T\d\d:\d\d:\d\d\.\d{3}Z$/;
