import { metricText } from '../lab/course/amounts.ts';
import { courseKeyOf } from '../lab/course/course-key.ts';
import { courseText, metricsOf, thresholdOf, unitOf } from '../lab/course/course.ts';
import { limitWord, passes } from '../lab/course/metrics.ts';
import { baseline } from '../lab/measures/measure.ts';
import { parseTable, type Table } from '../lab/submission/table.ts';
import type { Asset, CourseFolder } from '../ports/assets.ts';
import { contentType, sha256 } from './content.ts';
import { broken, readTableOf } from './course-folder.ts';
import { split, type Split } from './split.ts';

const DATA = 'data.csv';

/** What a course is uploaded as. */
export interface CourseAssets {
  /** What functions and notebooks read it from. */
  readonly course: Asset;
  /**
   * The data that models are judged by: they are in the Tools account, so that whoever submits a model cannot choose
   * them.
   */
  readonly holdOut: Asset;
  /** What is left to train with. */
  readonly training: Uint8Array;
}

export async function courseAssets(folder: CourseFolder): Promise<CourseAssets> {
  const { course } = folder;
  const { training, holdOut } = await readData(folder);
  return {
    course: assetOf('course', (hash) => courseKeyOf(course.name, hash), courseText(course)),
    holdOut: assetOf('hold-out data', (hash) => `data/${hash}/holdout.csv`, holdOut),
    training: Buffer.from(training),
  };
}

/** Both parts have to be what the pipeline takes: the one to train with, the other to judge by. */
async function readData(folder: CourseFolder): Promise<Split> {
  const { course } = folder;
  const csv = await readTableOf(folder);
  soundLabels(csv, DATA, folder);
  const parts = split(csv, course);
  soundLabels(parts.training, `what is left of ${DATA} to train with`, folder);
  expectWorthLearning(soundLabels(parts.holdOut, `what is held out of ${DATA}`, folder), folder);
  return parts;
}

/** The labels of a part in which nothing is wrong. */
function soundLabels(csv: string, name: string, folder: CourseFolder): number[] {
  const parsed = parseTable(csv, folder.course);
  if (parsed.ok) return varied(parsed.table, name, folder);
  const [only, ...others] = parsed.problems.map((problem) => problem.replace(/^train\.csv/, name));
  const found = others.length > 0 ? `\n  ${[only, ...others].join('\n  ')}` : (only ?? '');
  throw broken(folder, found, `mend ${DATA}, or what course.yaml says of it`);
}

function varied({ rows }: Table, name: string, folder: CourseFolder): number[] {
  const labels = rows.map(([label = Number.NaN]) => label);
  if (labels.some((label) => label !== labels[0])) return labels;
  const { label } = folder.course;
  throw broken(folder, `${name} has the same ${label} in every row, ${String(labels[0])}`, 'choose another label');
}

/** A threshold that needs no model says nothing of one. */
function expectWorthLearning(labels: readonly number[], folder: CourseFolder): void {
  const { course } = folder;
  for (const metric of metricsOf(course)) {
    const threshold = thresholdOf(course, metric);
    const reached = baseline(metric, course, labels);
    if (threshold === undefined || !passes(metric, reached, threshold)) continue;
    const [limit, guess] = [threshold, reached].map((value) => metricText(metric, value, unitOf(course).sign));
    throw broken(
      folder,
      `${metric} has the threshold ${String(limit)}, and the same guess for every row reaches ${String(guess)}`,
      `let ${metric} be ${limitWord(metric)} what guessing does not reach`,
    );
  }
}

function assetOf(name: string, keyOf: (hash: string) => string, text: string): Asset {
  const content = Buffer.from(text);
  const key = keyOf(sha256(content));
  return { name, key, content, contentType: contentType(key) };
}
