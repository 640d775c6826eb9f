import { stringify } from 'yaml';
import type { Measure } from '../../measures/measure.ts';
import { metricText } from '../amounts.ts';
import { unitOf } from '../course.ts';
import type { Metric } from '../metrics.ts';
import type { Column, Course } from '../types.ts';
import type { Draft, DraftColumn } from './draft.ts';
import { sharesOf } from './notes.ts';
import { isMeasured, numbersIn, valueCounts } from './values.ts';

/** What the comments of a proposed course tell. */
export interface Reasons {
  readonly draft: Draft;
  readonly measures: readonly Measure[];
  /** The file that the course was made of. */
  readonly from: string;
}

/** `course.yaml`, whose comments say why each choice was made, for whoever changes it. */
export function yamlText(course: Course, reasons: Reasons): string {
  return [
    `# Proposed from ${oneLine(reasons.from)}: read it and change what you know better. Every key: docs/courses.md`,
    ...['name', 'title', 'question'].map((key) => entry(key, course[key as 'name' | 'title' | 'question'])),
    '# What a row is, as one and several: such as bird and birds.',
    entry('rows', course.rows),
    entry('task', course.task),
    ...labelLines(course, reasons),
    ...columnLines(course, reasons),
    ...metricLines(course, reasons),
    ...holdOutLines(course),
    '# Who made the data, and what may be done with them. NOASSERTION says that nobody has stated a licence.',
    entry('source', course.source),
    '',
  ].join('\n');
}

function entry(key: string, value: unknown): string {
  return `${key}: ${flow(value)}`;
}

/** On one line, whatever it is. */
function flow(value: unknown): string {
  return stringify(value, { collectionStyle: 'flow', lineWidth: 0, minContentWidth: 0 }).trim();
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}

function labelLines(course: Course, { draft: { label } }: Reasons): string[] {
  const looked = course.task === 'binary' ? ' The second of the two is what models look for.' : '';
  const about = course.task === 'regression' ? '' : `# Of all rows: ${oneLine(sharesOf(label))}.${looked}`;
  return [...(about ? [about] : []), entry('label', course.label)];
}

function columnLines({ columns }: Course, { draft }: Reasons): string[] {
  const drafts = [draft.label, ...draft.features];
  return [
    'columns:',
    '  # A level stands for its place in the list: put levels that have an order in it.',
    ...columns.map((column, at) => columnLine(column, drafts[at])),
  ];
}

function columnLine(column: Column, draft: DraftColumn | undefined): string {
  const { missing, ...others } = column;
  const told = draft ? oneLine(observed(draft)) : '';
  return `  - ${flow({ ...others, ...(missing && { missing }) })}${told && ` # ${told}`}`;
}

/** What the table has of a column, where its entry does not say so. */
function observed(column: DraftColumn): string {
  const empty = valueCounts(column).get('') ?? 0;
  const missing = empty > 0 ? [`missing in ${empty.toLocaleString('en')}`] : [];
  return [...range(column), ...yes(column), ...missing].join('; ');
}

function range(column: DraftColumn): string[] {
  if (!isMeasured(column)) return [];
  const numbers = numbersIn(column);
  return [`${String(numbers[0] ?? '')} to ${String(numbers.at(-1) ?? '')}`];
}

function yes({ yes: word }: DraftColumn): string[] {
  return word === undefined || word === '1' ? [] : [`1 is ${word}`];
}

function metricLines(course: Course, { measures }: Reasons): string[] {
  const metrics = Object.entries(course.metrics) as [Metric, object][];
  return [
    '# The first one decides. A threshold is half of the way from guessing to a first model, where that is better.',
    'metrics:',
    ...metrics.map(([metric, value]) => {
      const found = measures.find((each) => each.metric === metric);
      return `  ${metric}: ${flow(value)}${found ? ` # ${reached(found, unitOf(course).sign)}` : ''}`;
    }),
  ];
}

function reached({ metric, value, baseline }: Measure, sign: string): string {
  return `guessing reaches ${metricText(metric, baseline, sign)}, a first model ${metricText(metric, value, sign)}`;
}

function holdOutLines({ holdOut, task }: Course): string[] {
  const share = task === 'regression' ? 'A share of the rows' : 'The same share of every class';
  return [
    `# ${share} that nobody trains with. Another seed, such as seed: autumn, holds out others.`,
    entry('holdOut', holdOut),
  ];
}
