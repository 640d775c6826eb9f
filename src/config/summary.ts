import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { usageError } from '../errors.ts';
import type { LabSummary } from '../events.ts';
import { readText } from './settings-source.ts';

/** What `--summary` writes, as far as it is read again. */
const summarySchema = z.object({
  command: z.string(),
  ended: z.iso.datetime(),
  shard: z.object({ index: z.int().min(1), of: z.int().min(1) }).optional(),
  labs: z.array(
    z.looseObject({
      lab: z.string(),
      status: z.enum(['succeeded', 'unchanged', 'failed', 'declined', 'interrupted']),
      exitCode: z.int(),
    }),
  ),
});

/** How the labs of one run ended. */
export interface Summary extends Omit<z.output<typeof summarySchema>, 'labs'> {
  readonly labs: readonly LabSummary[];
}

const REMEDY = 'name a file that a run with --summary FILE wrote';
const REMEDY_IN_FOLDER = 'take it out of the folder; where it was to be the summary of a shard, run that shard again';

/** The labs in which a run did not end well. */
export async function failedLabs(file: string, cwd: string): Promise<string[]> {
  const { labs } = await readSummary(file, cwd);
  return labs.filter(({ exitCode }) => exitCode !== 0).map(({ lab }) => lab);
}

/** The summaries in a folder. */
export async function readSummaries(folder: string, cwd: string): Promise<Summary[]> {
  const names = await readdir(resolve(cwd, folder)).catch(() => undefined);
  if (!names)
    throw usageError('summary-unreadable', `there is no folder ${folder}`, 'name the folder of the summaries');
  const files = names.filter((name) => name.endsWith('.json')).sort();
  if (files.length === 0) {
    throw usageError(
      'summary-unreadable',
      `there is no .json file in ${folder}`,
      'collect the summaries of all runs there',
    );
  }
  return Promise.all(files.map((name) => readSummary(join(folder, name), cwd, REMEDY_IN_FOLDER)));
}

async function readSummary(file: string, cwd: string, remedy = REMEDY): Promise<Summary> {
  const text = await readText(resolve(cwd, file), file, remedy);
  if (text === undefined) throw usageError('summary-unreadable', `there is no file ${file}`, remedy);
  const summary = summarySchema.safeParse(parsed(text));
  if (summary.success) return summary.data;
  throw usageError('summary-unreadable', `${file} is no summary of labs`, remedy);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
