import { deploy } from '../../src/actions/deploy/index.ts';
import { launchNotebook } from '../../src/actions/notebook/launch.ts';
import { terminateNotebook } from '../../src/actions/notebook/terminate.ts';
import { submit } from '../../src/actions/submit/index.ts';
import { teardown } from '../../src/actions/teardown/index.ts';
import type { Outcome } from '../../src/actions/outcome.ts';
import { STACK_IDS } from '../../src/lab/stacks.ts';
import type { Fault } from '../../src/sandbox/kernel/faults.ts';
import { UNATTENDED, type Rehearsal } from '../support/rehearsal.ts';

export const WITHOUT_SERVERLESS = 'eu-central-2';

export function quota(name: string, value: number): Fault {
  return { kind: 'quota', quota: name, value };
}

const NOTEBOOK = { name: 'mine', parameters: { TeamName: 'birds', NotebookSize: 'small' } };
const WATCHED = { hyperparameters: [], watch: true };

/** How each command of a lab's life ended, and what is left that should not be. */
export async function wholeLife({ context }: Rehearsal): Promise<Record<string, string>> {
  const endings = {
    init: ending(await deploy(context, STACK_IDS, UNATTENDED)),
    submit: ending(await submit(context, UNATTENDED, WATCHED)),
    again: ending(await submit(context, UNATTENDED, { ...WATCHED, hyperparameters: ['num_round=30'] })),
    launch: ending(await launchNotebook(context, UNATTENDED, NOTEBOOK)),
    unchanged: ending(await deploy(context, STACK_IDS, UNATTENDED)),
    terminate: ending(await terminateNotebook(context, UNATTENDED, NOTEBOOK.name)),
  };
  const end = await teardown(context, UNATTENDED);
  const left = end.leftovers?.filter(({ expected }) => !expected).map(({ kind, name }) => `${kind} ${name}`);
  return { ...endings, teardown: ending(end), left: left?.join() ?? '' };
}

export const WENT_WELL = {
  init: 'succeeded',
  submit: 'succeeded: released',
  again: 'succeeded: released',
  launch: 'succeeded',
  unchanged: 'unchanged',
  terminate: 'succeeded',
  teardown: 'succeeded',
  left: '',
};

function ending({ status, release }: Outcome): string {
  return release ? `${status}: ${release.outcome}` : status;
}
