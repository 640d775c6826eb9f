import { courseText } from '../lab/course/course.ts';
import { parseTable } from '../lab/submission/table.ts';
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
    course: assetOf('course', 'courses', 'course.json', courseText(course)),
    holdOut: assetOf('hold-out data', 'data', 'holdout.csv', holdOut),
    training: Buffer.from(training),
  };
}

/** Both parts have to be what the pipeline takes: the one to train with, the other to judge by. */
async function readData(folder: CourseFolder): Promise<Split> {
  const { course } = folder;
  const csv = await readTableOf(folder);
  expectSound(csv, DATA, folder);
  const parts = split(csv, course);
  expectSound(parts.training, `what is left of ${DATA} to train with`, folder);
  expectSound(parts.holdOut, `what is held out of ${DATA}`, folder);
  return parts;
}

function expectSound(csv: string, name: string, folder: CourseFolder): void {
  const parsed = parseTable(csv, folder.course);
  if (parsed.ok) return;
  const [only, ...others] = parsed.problems.map((problem) => problem.replace(/^train\.csv/, name));
  const found = others.length > 0 ? `\n  ${[only, ...others].join('\n  ')}` : (only ?? '');
  throw broken(folder, found, `mend ${DATA}, or what course.yaml says of it`);
}

function assetOf(name: string, prefix: string, file: string, text: string): Asset {
  const content = Buffer.from(text);
  return { name, key: `${prefix}/${sha256(content)}/${file}`, content, contentType: contentType(file) };
}
