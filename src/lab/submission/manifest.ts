import { z } from 'zod';
import type { Course } from '../course/types.ts';
import { suggestion } from '../nearest.ts';
import { hyperparametersSchema } from './hyperparameters.ts';
import { jsonProblem } from './json-problem.ts';
import { Refusal } from './refusal.ts';
import { shown } from './shown.ts';
import { textOf } from './text.ts';

const NAME = 'manifest.json';
const LONGEST_DESCRIPTION = 500;

const KEYS = ['version', 'course', 'name', 'kind', 'description', 'hyperparameters'];

const newSchema = (course: Course) =>
  z
    .strictObject(
      {
        version: z.literal(1, { error: ({ input }) => `is ${shown(input)}; it must be the number 1` }),
        course: z
          .literal(course.name, {
            error: ({ input }) =>
              `is ${shown(input)}, and this lab teaches ${shown(course.name)}; submit it where its course is taught`,
          })
          .optional(),
        name: z.string({ error: text }).regex(/^[A-Za-z0-9][\w.-]{0,62}$/, {
          error: ({ input }) =>
            `is ${shown(input)}; use 1 to 63 letters, digits, dots, hyphens and underscores, a letter or digit first`,
        }),
        kind: z.enum(['data', 'model'], { error: ({ input }) => `is ${shown(input)}; it must be "data" or "model"` }),
        description: z
          .string({ error: text })
          .max(LONGEST_DESCRIPTION, { error: `has more than ${String(LONGEST_DESCRIPTION)} characters` })
          .optional(),
        hyperparameters: hyperparametersSchema(course).optional(),
      },
      {
        error: (issue) =>
          issue.code === 'unrecognized_keys'
            ? issue.keys.slice(0, 3).map(unknownKey).join('; ')
            : 'is not a JSON object',
      },
    )
    .refine(({ kind, hyperparameters }) => kind === 'data' || hyperparameters === undefined, {
      path: ['hyperparameters'],
      error: 'have no effect on a model that is trained already; remove them',
    });

/** Making a schema costs far more than using it. */
const schemas = new WeakMap<Course, ReturnType<typeof newSchema>>();

function schemaOf(course: Course): ReturnType<typeof newSchema> {
  const schema = schemas.get(course) ?? newSchema(course);
  schemas.set(course, schema);
  return schema;
}

/** The description that a submission contains. */
export type Manifest = Readonly<z.output<ReturnType<typeof newSchema>>>;

export type ParsedManifest =
  | { readonly ok: true; readonly manifest: Manifest }
  | { readonly ok: false; readonly problems: readonly string[] };

export function parseManifest(bytes: Uint8Array, course: Course): ParsedManifest {
  try {
    return checkManifest(readManifest(bytes), course);
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, problems: [error.message] };
    throw error;
  }
}

/** Reads a manifest; throws a `Refusal` if it cannot be read. */
export function readManifest(bytes: Uint8Array): unknown {
  const json = textOf(bytes, NAME);
  try {
    return JSON.parse(json);
  } catch {
    throw new Refusal(`${NAME} is not JSON: ${jsonProblem(json)}`);
  }
}

export function checkManifest(value: unknown, course: Course): ParsedManifest {
  const parsed = schemaOf(course).safeParse(value);
  if (parsed.success) return { ok: true, manifest: parsed.data };
  return { ok: false, problems: parsed.error.issues.map(problemOf) };
}

function problemOf({ path, message }: z.core.$ZodIssue): string {
  return path.length > 0 ? `${NAME}: ${path.join('.')} ${message}` : `${NAME} ${message}`;
}

function unknownKey(key: string): string {
  return `has the unknown key ${shown(key)}; ${suggestion(key, KEYS, `there are ${KEYS.join(', ')}`)}`;
}

function text({ input }: { readonly input?: unknown }): string {
  return `is ${shown(input)}; it must be text`;
}
