import { LabError } from '../../errors.ts';
import type { AccountRole } from '../../lab/accounts.ts';
import type { StackId } from '../../lab/stacks.ts';
import type { Step } from '../../steps.ts';
import type { ActionContext, RunOptions } from '../context.ts';
import { endNotebooks, type KeptNotebook } from '../notebook/everybody/end-all.ts';
import type { DoomedNotebook } from '../notebook/everybody/read.ts';
import { sweepReleases } from './releases.ts';

/** What becomes of the notebooks of people. */
interface NotebookChoice {
  /** Refuses while there are any. */
  readonly keepNotebooks?: boolean;
}

/** What to delete of a lab. */
export interface TeardownChoice extends NotebookChoice {
  /** The accounts to clear; all of them if there is none. */
  readonly only?: readonly AccountRole[];
  /** Leaves the buckets with the work of people, and what it takes to read them. */
  readonly keepData?: boolean;
}

export type TeardownOptions = RunOptions & TeardownChoice;

/** They need the launch role, and their network. */
const NEEDED_BY_NOTEBOOKS: readonly StackId[] = ['selfService', 'network'];

/** Ends the notebooks of everybody while their endpoints can still be deleted. */
export function endForTeardown(context: ActionContext, doomed: readonly DoomedNotebook[]): Promise<KeptNotebook[]> {
  return endNotebooks(context, doomed, () => sweepReleases(context, 'datascience'));
}

/** What keeps the stack of a notebook keeps the stacks that it needs; the others go. */
export function refuseWhereKept(id: StackId, kept: readonly KeptNotebook[]): void {
  if (!NEEDED_BY_NOTEBOOKS.includes(id) || kept.length === 0) return;
  const lines = kept.map(({ doomed, error }) => `- ${doomed.launched.name} of ${doomed.owner}: ${error.message}`);
  throw new LabError({
    code: 'leftovers',
    message: `these notebooks could not be ended, and need the stacks of their account:\n${lines.join('\n')}`,
    hint: [...kept.flatMap(({ error }) => error.hints), AGAIN],
  });
}

const AGAIN: Step = { say: 'then run the same command again: it goes on with what is left', command: 'again' };
