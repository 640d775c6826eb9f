import { LabError } from '../../errors.ts';
import { UNLISTED, type Leftover } from '../../events.ts';
import { ACCOUNT_ROLES, ACCOUNT_TITLES, type AccountRole } from '../../lab/accounts.ts';
import { STACKS } from '../../lab/stacks.ts';
import { aws, mlopsLab, type Step } from '../../steps.ts';
import type { ActionContext } from '../context.ts';
import type { DoomedNotebook } from '../notebook/everybody/read.ts';
import { listLeftovers } from './leftovers.ts';
import type { NotebookChoice } from './notebooks.ts';
import type { Doomed, DoomedStack } from './read.ts';

/** Something that would stop a teardown halfway, and how to clear it. */
export interface Blocker {
  readonly what: string;
  readonly remedy: readonly Step[];
}

/**
 * Finds everything that would prevent the teardown, before anything is deleted. Stack policies do not: they only
 * restrict updates.
 */
export async function readBlockers(
  context: ActionContext,
  doomed: Doomed,
  { keepNotebooks = false }: NotebookChoice,
): Promise<Blocker[]> {
  const [{ leftovers: left }, tenants] = await Promise.all([
    listLeftovers(context),
    readTenants(context, doomed.stacks),
  ]);
  return [
    ...doomed.stacks.flatMap((stack) => protection(context, stack)),
    ...(keepNotebooks ? launched(context, doomed.notebooks) : []),
    ...tenants,
    ...unread(left, doomed),
  ];
}

/** Refuses with the full list of blockers, so that they can be cleared in one go. */
export function refuseWhereBlocked(context: ActionContext, blockers: readonly Blocker[], dryRun: boolean): void {
  const { ui, showSteps } = context;
  if (blockers.length === 0) return;
  if (!dryRun) throw blocked(blockers);
  for (const { what, remedy } of blockers) {
    ui.emit({ type: 'notice', level: 'warning', message: what, next: showSteps(remedy) });
  }
}

const AGAIN: Step = { say: 'then run the same command again', command: 'again' };

function blocked(blockers: readonly Blocker[]): LabError {
  const [only, ...others] = blockers;
  const lines = blockers.map(({ what }) => `- ${what}`);
  return new LabError({
    code: 'teardown-blocked',
    message:
      only && others.length === 0
        ? `${only.what}; nothing was deleted`
        : `nothing was deleted, since this stands in the way:\n${lines.join('\n')}`,
    hint: [...blockers.flatMap(({ remedy }) => remedy), AGAIN],
  });
}

function inAccount({ lab }: ActionContext, role: AccountRole): string {
  return `in the ${ACCOUNT_TITLES[role]} account ${lab.accounts[role].id}`;
}

function protection(context: ActionContext, { id, stack }: DoomedStack): Blocker[] {
  if (stack.terminationProtection !== true) return [];
  return [
    {
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

function launched(context: ActionContext, notebooks: readonly DoomedNotebook[]): Blocker[] {
  if (notebooks.length === 0) return [];
  const names = notebooks.map(({ launched: { name } }) => name);
  const owners = [...new Set(notebooks.map(({ owner }) => owner))];
  return [
    {
      what: `still launched ${inAccount(context, 'datascience')}: ${names.join(', ')}`,
      remedy: [
        ...owners.map((owner) => ({
          say: `end the notebooks of ${owner}`,
          command: mlopsLab('notebook', 'terminate', '--owner', owner),
        })),
        { say: 'or those of everybody', command: mlopsLab('notebook', 'terminate', '--all') },
      ],
    },
  ];
}

async function readTenants(context: ActionContext, doomed: readonly DoomedStack[]): Promise<Blocker[]> {
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
    .map(({ name, accountId, reason }) => ({ what: `${name} of account ${accountId}`, reason }));
  return [...listed, ...unreadable].map(({ what, reason }) => ({
    what: `${what}: ${reason}`,
    remedy: [{ say: `allow the caller to read ${what}; docs/permissions.md lists the permissions` }],
  }));
}
