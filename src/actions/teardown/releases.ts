import { ACCOUNT_ROLES, ACCOUNT_TITLES, type AccountRole } from '../../lab/accounts.ts';
import { RUNTIME_KINDS, type RuntimeResource } from '../../lab/runtime-resources.ts';
import type { StackId } from '../../lab/stacks.ts';
import type { ActionContext } from '../context.ts';
import { unreadable } from './unreadable.ts';

/** What the pipeline or notebooks created at run time in one account. */
export interface DoomedReleases {
  readonly account: AccountRole;
  readonly released: readonly RuntimeResource[];
}

export async function readReleases({ cloud, lab }: ActionContext) {
  const read: DoomedReleases[] = [];
  const failures = await Promise.all(
    ACCOUNT_ROLES.map((account) =>
      unreadable(
        `what was released in account ${lab.accounts[account].id}`,
        NEEDED_BY_RELEASES[account][0],
        async () => {
          const releases = await cloud[account].releases(lab);
          read.push({ account, released: await releases.find() });
        },
      ),
    ),
  );
  const inOrder = ACCOUNT_ROLES.flatMap((role) => read.filter(({ account }) => account === role));
  return { read: inOrder, unreadable: failures.flatMap((failure) => failure ?? []) };
}

/**
 * Otherwise a submission in the pipeline would create again what is deleted here. A stack that failed because of
 * somebody else's pipeline has none of its own, and leaves that one alone.
 */
export async function haltPipeline({ cloud, lab, ui }: ActionContext, stackId: string): Promise<void> {
  const own = await cloud.tools.stacks.resourcesOfType(stackId, 'AWS::CodePipeline::Pipeline');
  if (own.length === 0) return;
  const releases = await cloud.tools.releases(lab);
  const abandoned = await releases.halt();
  if (abandoned === 0) return;
  const message = `${abandoned} ${abandoned === 1 ? 'execution' : 'executions'} of the pipeline abandoned`;
  ui.emit({ type: 'notice', level: 'info', message });
}

/** What was released can be deleted only while these stacks stand: they have its roles, its key and its network. */
export const NEEDED_BY_RELEASES: Readonly<Record<AccountRole, readonly [StackId, ...StackId[]]>> = {
  tools: ['pipeline'],
  datascience: ['selfService', 'network'],
  staging: ['staging'],
};

/** Deletes what exists: endpoints before what they serve, and logs last, since everything else writes to them. */
export async function sweepReleases(
  { cloud, lab, ui }: ActionContext,
  account: AccountRole,
  which: (released: RuntimeResource) => boolean = () => true,
): Promise<void> {
  const releases = await cloud[account].releases(lab);
  const where = `in the ${ACCOUNT_TITLES[account]} account ${lab.accounts[account].id}`;
  const remove = async (released: RuntimeResource): Promise<void> => {
    await releases.delete(released);
    ui.emit({ type: 'notice', level: 'info', message: `deleted ${released.kind} ${released.name} ${where}` });
  };
  const found = (await releases.find()).filter(which);
  for (const kind of RUNTIME_KINDS) await settled(found.filter((each) => each.kind === kind).map(remove));
}

export async function settled(work: readonly Promise<void>[]): Promise<void> {
  const outcomes = await Promise.allSettled(work);
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason as Error;
}
