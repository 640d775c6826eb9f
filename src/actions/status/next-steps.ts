import type { StackReport } from '../../events.ts';
import { beyondRepair, deletedIn, placeOf } from '../../lab/drift.ts';
import { STACKS, type StackId } from '../../lab/stacks.ts';
import { mlopsLab, stepsOf, type Step } from '../../steps.ts';
import type { Observed } from '../deploy/read.ts';

const ORPHANS: Step = {
  say: 'delete by hand what updates left behind, or with the whole lab',
  command: mlopsLab('teardown'),
};

const OPEN_GROUP: Step = {
  say: "remove the rules that somebody added to the default security group of the data scientists' network",
  command: mlopsLab('init'),
};

/** The next steps towards the desired state. */
export function nextSteps(stacks: readonly StackReport[], orphans: boolean, observed: Observed): Step[] {
  return [
    ...(orphans ? [ORPHANS] : []),
    ...(observed.isDefaultGroupOpen ? [OPEN_GROUP] : []),
    ...onlyByHand(observed),
    ...repairs(observed),
    ...(stacks.some(isUnread) ? [UNREAD] : []),
    ...(stacks.every(isCurrent) ? [] : [BRING]),
  ];
}

const BRING: Step = {
  say: 'bring the lab up to date (with --dry-run it only shows the plan)',
  command: mlopsLab('init'),
};

const UNREAD: Step = {
  say: 'what could not be read may be missing: allow the caller to read it; docs/permissions.md lists the permissions',
};

/** Missing stacks have a step of their own. */
function isCurrent({ status, template, parameters }: StackReport): boolean {
  return status.endsWith('_COMPLETE') && template === 'current' && parameters === 'current';
}

function isUnread({ drift = [] }: StackReport): boolean {
  return drift.some((resource) => resource.drift === 'unread');
}

/** Keys, which no command of the lab brings back. */
function onlyByHand({ stacks }: Observed): Step[] {
  return Object.values(stacks).flatMap(({ name, id, drift }) => {
    const refusal = beyondRepair(drift, placeOf(id));
    return refusal ? [{ say: `stack ${name}: ${refusal.because}` }, ...stepsOf(refusal.hint)] : [];
  });
}

/** People who work in a single account get the command for that account. */
function repairs({ stacks }: Observed): Step[] {
  const repairable = Object.entries(stacks).filter(
    ([, { id, drift }]) => deletedIn(drift).length > 0 && !beyondRepair(drift, placeOf(id)),
  );
  const [command, ...others] = new Set(repairable.map(([id]) => STACKS[id as StackId].command));
  if (command === undefined) return [];
  return [
    {
      say: 'create again what was deleted outside the lab (with --dry-run it only shows the plan)',
      command: mlopsLab(others.length > 0 ? 'init' : command),
    },
  ];
}
