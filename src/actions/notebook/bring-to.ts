import { LabError } from '../../errors.ts';
import type { KeptNotebooks, NotebookState } from '../../ports/notebooks.ts';
import { mlopsLab } from '../../steps.ts';
import type { ActionContext } from '../context.ts';
import { look, PAUSE } from '../follow/look.ts';

export type Goal = 'InService' | 'Stopped';

/**
 * The statuses from which a notebook can be started or stopped; all others lead to one of them, or to the goal, by
 * themselves.
 */
const BEGINNINGS: Readonly<Record<Goal, readonly NotebookState['status'][]>> = {
  InService: ['Stopped'],
  Stopped: ['InService'],
};

/** Notebooks start and stop within minutes; one that hung did so for 20 hours. */
const PATIENCE_MINUTES = 30;

/** Brings a notebook to a state, whatever its present one, and waits for it. A deleted one counts as stopped. */
export async function bringTo(
  { clock }: ActionContext,
  notebooks: Pick<KeptNotebooks, 'state' | 'start' | 'stop'>,
  { name, notebook }: { readonly name: string; readonly notebook: string },
  goal: Goal,
): Promise<void> {
  const until = clock.now() + PATIENCE_MINUTES * 60_000;
  let asked = false;
  for (;;) {
    const state = await look(clock, () => notebooks.state(notebook));
    if (isThere(state, goal)) return;
    if (state === undefined || state.status === 'Deleting') throw beingDeleted(notebook, name);
    const failed = state.status === 'Failed';
    if (failed && asked) throw startFailed(notebook, state);
    if (!asked && (failed || BEGINNINGS[goal].includes(state.status))) {
      await (goal === 'InService' ? notebooks.start(notebook) : notebooks.stop(notebook));
      asked = true;
    }
    if (clock.now() >= until) throw stuck(notebook, state);
    await clock.sleep(PAUSE);
  }
}

/** A failed notebook runs no more than a stopped one. */
function isThere(state: NotebookState | undefined, goal: Goal): boolean {
  if (goal === 'InService') return state?.status === 'InService';
  return state === undefined || ['Stopped', 'Failed', 'Deleting'].includes(state.status);
}

function startFailed(notebook: string, { failure = 'SageMaker gives no reason' }: NotebookState): LabError {
  return new LabError({
    code: 'start-failed',
    message: `notebook ${notebook} did not start: ${failure}`,
    hint: `what its scripts said is in the log group /aws/sagemaker/NotebookInstances, streams ${notebook}/...`,
  });
}

function stuck(notebook: string, { status }: NotebookState): LabError {
  return new LabError({
    code: 'notebook-stuck',
    message: `notebook ${notebook} is ${status} after ${PATIENCE_MINUTES} minutes, where a few would do`,
    hint: {
      say: 'most come out of it by themselves within hours, and until then nobody can start, stop or delete it: ask AWS Support, or run the same command again later',
      command: 'again',
    },
  });
}

function beingDeleted(notebook: string, name: string): LabError {
  return new LabError({
    code: 'notebook-gone',
    message: `notebook ${notebook} is being deleted, or was deleted outside of Service Catalog`,
    hint: [
      { say: 'give its product back', command: mlopsLab('notebook', 'terminate', name) },
      { say: 'and launch another one', command: mlopsLab('notebook', 'launch', name) },
    ],
  });
}
