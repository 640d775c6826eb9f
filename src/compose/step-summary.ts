import { appendFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { reasonOf } from '../errors.ts';
import type { ResultEvent, RunHeader } from '../events.ts';
import { providerOf } from '../ui/ci/provider.ts';
import type { Io } from './io.ts';

/** Adds how a run ended to the page of the workflow's run; gives the reason where it cannot. */
export async function appendStepSummary(ended: ResultEvent & RunHeader, { env, cwd }: Io): Promise<string | undefined> {
  const file = env.GITHUB_STEP_SUMMARY;
  if (!file || providerOf(env) !== 'github' || ended.text !== undefined) return undefined;
  const { stepSummary } = await import('../ui/ci/step-summary.ts');
  return appendFile(resolve(cwd, file), `${stepSummary(ended)}\n`).then(
    () => undefined,
    (error: unknown) => `the step summary could not be written: ${reasonOf(error)}`,
  );
}
