import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { notBuilt } from '../errors.ts';
import { metricText } from '../lab/course/amounts.ts';
import { courseKeyOf } from '../lab/course/course-key.ts';
import { courseText, metricsOf, thresholdOf, unitOf } from '../lab/course/course.ts';
import { limitWord, passes } from '../lab/course/metrics.ts';
import { baseline } from '../lab/measures/measure.ts';
import type { OwnFile, Share } from '../lab/course/types.ts';
import type { Table } from '../lab/submission/table.ts';
import type { Asset, CourseFolder } from '../ports/assets.ts';
import { contentType, sha256 } from './content.ts';
import { broken, readTableOf } from './course-folder.ts';
import { expectApart } from './overlap.ts';
import { labelsOf, soundTable } from './sound-table.ts';
import { inOrder, split, type Split } from './split.ts';

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
  const { course, compiled } = folder;
  const { training, holdOut } = compiled === undefined ? await readData(folder) : await readSplit(folder, compiled);
  return {
    course: assetOf('course', (hash) => courseKeyOf(course.name, hash), courseText(course)),
    holdOut: assetOf('hold-out data', (hash) => `data/${hash}/holdout.csv`, holdOut),
    training: Buffer.from(training),
  };
}

/** The build has checked it. */
async function readSplit({ label }: CourseFolder, compiled: string): Promise<Split> {
  const read = (file: string) =>
    readFile(join(compiled, file), 'utf8').catch((error: unknown) => {
      throw notBuilt(join(label, file), error);
    });
  const [training, holdOut] = await Promise.all([read('train.csv'), read('holdout.csv')]);
  return { training, holdOut };
}

/** Both parts have to be what the pipeline takes: the one to train with, the other to judge by. */
async function readData(folder: CourseFolder): Promise<Split> {
  const { holdOut } = folder.course;
  const csv = await readTableOf(folder, DATA);
  const whole = soundTable({ csv, name: DATA, file: DATA }, folder);
  return 'file' in holdOut ? besideFile(csv, whole, holdOut, folder) : inShares(csv, holdOut, folder);
}

function inShares(csv: string, share: Share, folder: CourseFolder): Split {
  const parts = split(csv, folder.course, share);
  soundTable({ csv: parts.training, name: `what is left of ${DATA} to train with`, file: DATA }, folder);
  const heldOut = { csv: parts.holdOut, name: `what is held out of ${DATA}`, file: DATA };
  expectWorthLearning(soundTable(heldOut, folder), folder);
  return parts;
}

/** All of the one table is to train with, and all of the other to judge by. */
async function besideFile(csv: string, known: Table, { file }: OwnFile, folder: CourseFolder): Promise<Split> {
  const other = await readTableOf(folder, file);
  const heldOut = soundTable({ csv: other, name: file, file }, folder);
  expectApart({ csv, name: DATA, table: known }, { csv: other, name: file, table: heldOut }, folder);
  expectWorthLearning(heldOut, folder);
  return { training: inOrder(csv, folder.course), holdOut: inOrder(other, folder.course) };
}

/** A threshold that needs no model says nothing of one. */
function expectWorthLearning(table: Table, folder: CourseFolder): void {
  const { course } = folder;
  const labels = labelsOf(table);
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
