import { LabError } from '../../errors.ts';
import { UNLISTED, type Leftover } from '../../events.ts';
import { ACCOUNT_ROLES, ACCOUNT_TITLES, type AccountRole } from '../../lab/accounts.ts';
import { STACKS } from '../../lab/stacks.ts';
import { aws, mlopsLab, type Step } from '../../steps.ts';
import type { ActionContext } from '../context.ts';
import type { DoomedNotebook } from '../notebook/everybody/read.ts';
import { isEmpty, type Doomed, type DoomedStack } from './read.ts';
import type { Blocker, Reason } from './reason.ts';
import { stayingStacks } from './staying.ts';
import type { Unreadable } from './unreadable.ts';

/**
 * What stands in the way, before anything is deleted. Stack policies do not: they only restrict updates. `leftovers` are
 * all that there is of the lab.
 */
export function blockersOf(
  context: ActionContext,
  doomed: Doomed,
  leftovers: readonly Leftover[],
  tenants: readonly Blocker[],
): Blocker[] {
  if (isEmpty(doomed)) return [];
  return [...doomed.stacks.flatMap((stack) => protection(context, stack)), ...tenants, ...unread(leftovers, doomed)];
}

/** Tells each with what stays for it. */
export function tellBlockers({ ui, showSteps }: ActionContext, doomed: Doomed, blockers: readonly Blocker[]): void {
  for (const blocker of blockers) {
    const ids = [...stayingStacks(doomed, [blocker], ACCOUNT_ROLES).keys()];
    const names = doomed.stacks.filter(({ id }) => ids.includes(id)).map(({ stack }) => stack.name);
    const stays = names.length === 0 ? '' : `; ${names.join(', ')} ${names.length === 1 ? 'stays' : 'stay'}`;
    const message = `${blocker.what}${stays}`;
    ui.emit({ type: 'notice', level: 'warning', message, next: showSteps(blocker.remedy) });
  }
}

/** With `--keep-notebooks` nothing is deleted of a lab that somebody works in; a dry run says so. */
export function refuseWhereLaunched(context: ActionContext, doomed: Doomed, dryRun: boolean): void {
  if (doomed.notebooks.length === 0) return;
  const { what, remedy } = launched(context, doomed.notebooks);
  if (dryRun) return tellBlockers(context, doomed, [{ what, remedy }]);
  const message = `${what}; nothing was deleted`;
  throw new LabError({ code: 'teardown-blocked', message, hint: [...remedy, AGAIN] });
}

const AGAIN: Step = { say: 'then run the same command again', command: 'again' };

function inAccount({ lab }: ActionContext, role: AccountRole): string {
  return `in the ${ACCOUNT_TITLES[role]} account ${lab.accounts[role].id}`;
}

function protection(context: ActionContext, { id, stack }: DoomedStack): Blocker[] {
  if (stack.terminationProtection !== true) return [];
  return [
    {
      keeps: id,
      what: `stack ${stack.name} ${inAccount(context, STACKS[id].account)} has termination protection`,
      remedy: [
        {
          say: `if stack ${stack.name} is to go all the same, take its protection away`,
          command: aws(
            'cloudformation',
            'update-termination-protection',
            '--no-enable-termination-protection',
            '--stack-name',
            stack.name,
            '--region',
            context.lab.region,
          ),
        },
      ],
    },
  ];
}

function launched(context: ActionContext, notebooks: readonly DoomedNotebook[]): Reason {
  const names = notebooks.map(({ launched: { name } }) => name);
  const owners = [...new Set(notebooks.map(({ owner }) => owner))];
  return {
    what: `still launched ${inAccount(context, 'datascience')}: ${names.join(', ')}`,
    remedy: [
      ...owners.map((owner) => ({
        say: `end the notebooks of ${owner}`,
        command: mlopsLab('notebook', 'terminate', '--owner', owner),
      })),
      { say: 'or those of everybody', command: mlopsLab('notebook', 'terminate', '--all') },
    ],
  };
}

/** What is in the lab's network and portfolio and not the lab's. */
export async function readTenants(context: ActionContext, doomed: readonly DoomedStack[]): Promise<Blocker[]> {
  const { cloud, lab } = context;
  const own = new Set(doomed.flatMap(({ resourceIds }) => resourceIds));
  const lists = await Promise.all(
    ACCOUNT_ROLES.map(async (role) => {
      const stacks = doomed.filter(({ id }) => STACKS[id].account === role);
      if (stacks.length === 0) return [];
      const held = new Set(stacks.flatMap(({ resourceIds }) => resourceIds));
      const tenants = await cloud[role].tenants(lab);
      const found = await tenants.find({ stacks: stacks.map(({ stack }) => stack), held, own });
      return found.map(({ kind, name, host }) => ({
        keeps: stacks.find(({ resourceIds }) => resourceIds.includes(host.split(' ')[1] ?? ''))?.id,
        what: `${kind} ${name}, which is not the lab's, is in ${host} ${inAccount(context, role)}`,
        remedy: [{ say: `delete ${name}, or take it out of the ${host.split(' ')[0] ?? host}` }],
      }));
    }),
  );
  return lists.flat();
}

/** What cannot be listed cannot be proven gone in the end. */
function unread(left: readonly Leftover[], { unreadable }: Doomed): Blocker[] {
  const listed = left
    .filter(({ kind }) => kind === UNLISTED)
    .map(({ name, accountId, reason }): Unreadable => ({ what: `${name} of account ${accountId}`, reason }));
  return [...listed, ...unreadable].map(({ what, reason, keeps }) => ({
    keeps,
    what: `${what}: ${reason}`,
    remedy: [mayRead(what)],
  }));
}

export function mayRead(what: string): Step {
  return { say: `allow the caller to read ${what}; docs/permissions.md lists the permissions` };
}
