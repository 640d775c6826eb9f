import { join } from 'node:path';
import { namePrefix } from '../../lab/names.ts';
import { indexPage, type IndexEntry } from '../../pages/handout/index-page.ts';
import type { Files } from '../../ports/files.ts';
import type { ActionContext } from '../context.ts';
import { INDEX, readMark, type Page } from './folder.ts';

type Within = Pick<ActionContext, 'files'>;

/**
 * An index of all pages that are there, whichever run wrote them: labs can be handed out one by one. A single lab needs
 * none.
 */
export async function indexOf({ files }: Within, folder: string, isClass: boolean): Promise<Page | undefined> {
  const names = await namesIn(files, folder);
  if (!isClass && !names.includes(INDEX)) return undefined;
  const entries = await Promise.all(names.map((name) => entryOf(files, folder, name)));
  const labs = entries.filter((entry) => entry !== undefined);
  return { file: join(folder, INDEX), text: indexPage(labs.sort((one, other) => byName(one.lab, other.lab))) };
}

async function entryOf(files: Files, folder: string, file: string): Promise<IndexEntry | undefined> {
  if (!file.endsWith('.html')) return undefined;
  const mark = await readMark(files, join(folder, file));
  if (mark?.page !== 'lab') return undefined;
  const { lab, region, until } = mark;
  return { lab, region, until, file, people: await peopleOf(files, folder, lab) };
}

async function peopleOf(files: Files, folder: string, lab: string): Promise<IndexEntry['people']> {
  const within = namePrefix({ name: lab });
  const found = await Promise.all(
    (await namesIn(files, join(folder, within))).map(async (name) => {
      const mark = name.endsWith('.html') ? await readMark(files, join(folder, within, name)) : undefined;
      if (mark?.page !== 'person' || mark.lab !== lab || mark.person === undefined) return [];
      return [{ name: mark.person, file: `${within}/${name}` }];
    }),
  );
  return found.flat().sort((one, other) => byName(one.name, other.name));
}

async function namesIn(files: Files, folder: string): Promise<readonly string[]> {
  const found = await files.look(folder);
  return found === undefined || found === 'file' ? [] : found;
}

/** Digits count as numbers: `course-10` comes behind `course-9`. */
function byName(one: string, other: string): number {
  return one.localeCompare(other, 'en', { numeric: true });
}
