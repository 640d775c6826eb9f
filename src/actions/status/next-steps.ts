import type { StackReport } from '../../events.ts';
import { beyondRepair, deletedIn, placeOf } from '../../lab/drift.ts';
import { STACKS, type StackId } from '../../lab/stacks.ts';
import type { Observed } from '../deploy/read.ts';

const OPEN_GROUP =
  'somebody gave rules to the default security group of the data scientists\' network; "mlops-lab init" takes them away';

/** The next steps towards the desired state: sentences with their command. */
export function nextSteps(stacks: readonly StackReport[], orphans: boolean, observed: Observed): string[] {
  return [
    ...(orphans ? ['what updates left behind goes with "mlops-lab teardown", or by your own hand'] : []),
    ...(observed.isDefaultGroupOpen ? [OPEN_GROUP] : []),
    ...onlyByHand(observed),
    ...repairs(observed),
    ...(stacks.some(isUnread) ? [UNREAD] : []),
    ...(stacks.every(isCurrent) ? [] : [BRING]),
  ];
}

const BRING = 'bring the lab to where it should be with "mlops-lab init"; "--dry-run" shows what that would do';

const UNREAD =
  'what could not be looked at may be missing: let whoever runs this look at it; docs/permissions.md has what is needed';

/** Missing stacks have a step of their own. */
function isCurrent({ status, template, parameters }: StackReport): boolean {
  return status.endsWith('_COMPLETE') && template === 'current' && parameters === 'current';
}

function isUnread({ drift = [] }: StackReport): boolean {
  return drift.some((resource) => resource.drift === 'unread');
}

/** Keys, which no command of the lab brings back. */
function onlyByHand({ stacks }: Observed): string[] {
  return Object.values(stacks).flatMap(({ name, id, drift }) => {
    const refusal = beyondRepair(drift, placeOf(id));
    return refusal ? [`stack ${name}: ${refusal.because}; ${refusal.hint}`] : [];
  });
}

/** People who work in a single account get the command for that account. */
function repairs({ stacks }: Observed): string[] {
  const repairable = Object.entries(stacks).filter(
    ([, { id, drift }]) => deletedIn(drift).length > 0 && !beyondRepair(drift, placeOf(id)),
  );
  if (repairable.length === 0) return [];
  const commands = [...new Set(repairable.map(([id]) => STACKS[id as StackId].command))];
  const command = commands.length === 1 ? commands[0] : 'init';
  return [
    `make again what was deleted outside the lab with "mlops-lab ${command}"; "--dry-run" shows what that would do`,
  ];
}
