import { z } from 'zod';
import { suggestion } from '../nearest.ts';
import { shown } from '../submission/shown.ts';
import { checkAcross } from './cross-checks.ts';
import { holdOutOf } from './hold-out.ts';
import { RANGES, type Hyperparameter } from './ranges.ts';
import { METRICS } from './metrics.ts';
import { TASKS } from './tasks.ts';
import type { Course } from './types.ts';

/** Without what separates values in CSV. */
const PLAIN = /^[^,"]+$/;
/** No other folder, nothing hidden, and a name that every file system takes. */
const PLAIN_FILE = /^\w[\w.-]*\.csv$/;
/** Not the table to train with, also where the file system is blind to case. */
const OTHER_FILE = /^(?!data\.csv$)/i;
const MOST_COLUMNS = 500;
const MOST_LEVELS = 1000;

/** A group of keys, which says of an unknown one what was meant. */
function group<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.strictObject(shape, ofKeys(Object.keys(shape)));
}

function ofKeys(known: readonly string[]) {
  return {
    error: (issue: { readonly code?: string; readonly keys?: readonly string[]; readonly input?: unknown }) =>
      issue.keys
        ? issue.keys
            .slice(0, 3)
            .map((key) => unknownKey(key, known))
            .join('; ')
        : `is ${shown(issue.input)}; write its keys: ${known.join(', ')}`,
  };
}

function unknownKey(key: string, known: readonly string[]): string {
  return `has the unknown key ${shown(key)}; ${suggestion(key, known, `there are ${known.join(', ')}`)}`;
}

function wanted(remedy: string) {
  return { error: ({ input }: { readonly input?: unknown }) => `is ${shown(input)}; ${remedy}` };
}

const line = (most: number) =>
  z
    .string(wanted('write a line of text'))
    .regex(/^(?!\s)[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]+(?<!\s)$/u, wanted('write a line of text, without blanks at its ends'))
    .max(most, wanted(`use up to ${String(most)} characters`));
const number = () => z.number(wanted('write a number'));
const yesOrNo = () => z.boolean(wanted('write true or false'));

const columnName = line(64).regex(PLAIN, wanted('leave out commas and quotes'));

const described = {
  name: columnName.meta({ description: 'Name of the column in the first line of the table.' }),
  title: line(80).optional().meta({ description: 'What people call it; its name if absent.' }),
  missing: yesOrNo()
    .default(false)
    .meta({ description: 'Whether values may be missing: an empty field, which XGBoost takes for unknown.' }),
};

const measured = {
  ...described,
  unit: group({
    sign: line(16).meta({ description: 'As it stands behind a number.', examples: ['g'] }),
    name: line(40).meta({ description: 'As it stands in a sentence.', examples: ['grams'] }),
  })
    .optional()
    .meta({ description: 'Unit of the values.' }),
  above: number().optional().meta({ description: 'What every value is above.' }),
  least: number().optional().meta({ description: 'The least possible value.' }),
  most: number().optional().meta({ description: 'The greatest possible value.' }),
};

const levels = z
  .array(line(80).regex(PLAIN, wanted('leave out commas and quotes')), wanted('write a list'))
  .min(2, wanted('write two levels or more'))
  .max(MOST_LEVELS, wanted(`write ${String(MOST_LEVELS)} levels at the most`));

const column = z.discriminatedUnion(
  'type',
  [
    group({ ...measured, type: z.literal('number') }),
    group({ ...measured, type: z.literal('whole') }),
    group({ ...described, type: z.literal('flag') }),
    group({
      ...described,
      type: z.literal('level'),
      levels: levels.meta({ description: 'The possible values; each stands for its place in the list, from 0.' }),
    }),
  ],
  {
    error: ({ input }) =>
      typeof input === 'object' && input !== null
        ? `is ${shown((input as { readonly type?: unknown }).type)}; write number, whole, flag or level`
        : `is ${shown(input)}; write name, type and what else is known of it`,
  },
);

const metric = group({
  threshold: number()
    .optional()
    .meta({
      description:
        'What the metric has to be for a model to be released: at the most where less is better, at the least where ' +
        'more is.',
    }),
});

const range = group({
  least: number().optional(),
  most: number().optional(),
  usual: number().optional().meta({ description: 'What is taken where a submission says nothing.' }),
});

const hyperparameters = Object.fromEntries(Object.keys(RANGES).map((name) => [name, range.optional()])) as Record<
  Hyperparameter,
  z.ZodOptional<typeof range>
>;

const holdOut = group({
  fraction: number()
    .min(0.05, wanted('write a number from 0.05 to 0.5'))
    .max(0.5, wanted('write a number from 0.05 to 0.5'))
    .optional()
    .meta({ description: 'Share of the table that the Tools account keeps, to judge models by.' }),
  seed: line(80).optional().meta({ description: 'Another text holds out other rows.' }),
  file: line(80)
    .regex(PLAIN_FILE, wanted('write the plain name of a CSV file beside course.yaml, such as holdout.csv'))
    .regex(OTHER_FILE, wanted('that is the table to train with; name another file'))
    .optional()
    .meta({
      description:
        'A table of its own in the folder, which the Tools account keeps, instead of a fraction of data.csv.',
    }),
})
  .meta({ oneOf: [{ required: ['fraction'] }, { required: ['file'], not: { required: ['seed'] } }] })
  .transform((said, context) => holdOutOf(said, context))
  .meta({ description: 'The rows that nobody trains with: those whose content decides so, or a file of their own.' });

/** The schema of `course.yaml`, and of the JSON that the pipeline and the notebooks read instead. */
export const courseSchema = group({
  name: z
    .string(wanted('write its name'))
    .regex(/^(?=.{2,32}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/, wanted('use 2 to 32 lower-case letters, digits and hyphens'))
    .meta({
      description: 'Name of the course: 2 to 32 lower-case letters and digits, with single hyphens between them.',
    }),
  title: line(80).meta({ description: 'Its title.' }),
  question: line(200).meta({ description: 'The question that its models answer.' }),
  rows: group({
    one: line(40).meta({ description: 'What a row of the table is.', examples: ['bird'] }),
    several: line(40).meta({ description: 'The same of several rows.', examples: ['birds'] }),
  }).default({ one: 'row', several: 'rows' }),
  task: z
    .enum(TASKS, wanted(`write one of ${TASKS.join(', ')}`))
    .meta({ description: 'What kind of answer the models give: a number, one of two classes, or one of several.' }),
  label: columnName.meta({ description: 'The column that is predicted.' }),
  columns: z
    .array(column, wanted('write a list of columns'))
    .min(2, 'has fewer than two columns; a label and a feature are the least')
    .max(MOST_COLUMNS, `has more than ${String(MOST_COLUMNS)} columns; leave out what does not help to predict`)
    .meta({ description: 'The columns of the table. Models take the features in this order.' }),
  metrics: z.partialRecord(z.enum(METRICS), metric, ofKeys(METRICS)).meta({
    description: 'What models are judged by. The first one decides, unless the settings of the lab name another.',
  }),
  plausibility: number()
    .min(1, wanted('write a number from 1 to 1000'))
    .max(1000, wanted('write a number from 1 to 1000'))
    .optional()
    .meta({
      description:
        'How many times smaller or larger than what the hold-out data hold a prediction may be, in a regression; 3 if absent.',
    }),
  holdOut,
  hyperparameters: group(hyperparameters)
    .default({})
    .meta({ description: 'Narrower ranges and other defaults of hyperparameters than the usual ones.' }),
  source: group({
    by: line(200).meta({ description: 'Who made the data.' }),
    licence: line(80).meta({ description: 'Licence of the data, best as an SPDX identifier.', examples: ['CC0-1.0'] }),
    url: z
      .url({ protocol: /^https?$/, ...wanted('write the address of a page, with https://') })
      .optional()
      .meta({ description: 'Where the data are from.' }),
  }).meta({ description: 'Where the data come from, and what may be done with them.' }),
}).superRefine(checkAcross) satisfies z.ZodType<Course>;
