import { resolve } from 'node:path';
import { z } from 'zod';
import { usageError } from '../errors.ts';
import { readText } from './settings-source.ts';

/** What `--summary` writes, as far as it is read again. */
const summarySchema = z.object({
  command: z.string(),
  labs: z.array(
    z.looseObject({
      lab: z.string(),
      status: z.enum(['succeeded', 'unchanged', 'failed', 'declined', 'interrupted']),
      exitCode: z.int(),
    }),
  ),
});

export type Summary = z.output<typeof summarySchema>;

const REMEDY = 'name a file that a run with --summary FILE wrote';

/** The labs in which a run did not end well. */
export async function failedLabs(file: string, cwd: string): Promise<string[]> {
  const { labs } = await readSummary(file, cwd);
  return labs.filter(({ exitCode }) => exitCode !== 0).map(({ lab }) => lab);
}

export async function readSummary(file: string, cwd: string): Promise<Summary> {
  const text = await readText(resolve(cwd, file), file, REMEDY);
  if (text === undefined) throw usageError('summary-unreadable', `there is no file ${file}`, REMEDY);
  const summary = summarySchema.safeParse(parsed(text));
  if (summary.success) return summary.data;
  throw usageError('summary-unreadable', `${file} is no summary of labs`, REMEDY);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
