import { fileURLToPath } from 'node:url';
import { createGenerator } from 'ts-json-schema-generator';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

/**
 * The JSON Schema of a line that `--output json` writes, from the types in src/events.ts. Lines may have more than it names:
 * what reads them by this schema also reads those of later versions.
 * @returns {import('ts-json-schema-generator').Schema}
 */
export function eventSchema() {
  const { $schema, ...schema } = createGenerator({
    path: `${ROOT}src/events.ts`,
    tsconfig: `${ROOT}tsconfig.json`,
    type: 'EventLine',
    skipTypeCheck: true,
    additionalProperties: true,
  }).createSchema('EventLine');
  return { ...($schema !== undefined && { $schema }), title: 'A line of mlops-lab --output json', ...schema };
}

/** docs/events.schema.json. */
export function eventSchemaText() {
  return `${JSON.stringify(eventSchema(), null, 2)}\n`;
}
