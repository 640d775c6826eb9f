import type { Leftover } from '../events.ts';
import { STACK_IDS, STACKS, type StackId } from '../lab/stacks.ts';
import type { ObservedStack } from '../lab/stack-status.ts';
import type { Orphan } from '../ports/orphans.ts';
import type { ActionContext } from './context.ts';

/** Resources that updates of the existing stacks could not delete and left behind. */
export async function listOrphans(
  { cloud, lab }: ActionContext,
  stacks: Readonly<Partial<Record<StackId, ObservedStack>>>,
): Promise<Leftover[]> {
  const lists = await Promise.all(
    STACK_IDS.map(async (id) => {
      const stack = stacks[id];
      const { account } = STACKS[id];
      if (!stack) return [];
      const found = await (await cloud[account].orphans()).of(stack);
      const accountId = lab.accounts[account].id;
      return found.map((orphan) => {
        const { name, detail: reason } = describeOrphan(orphan);
        return { account, accountId, kind: orphan.resourceType, name, reason, expected: false };
      });
    }),
  );
  return lists.flat();
}

export function describeOrphan({ id, resourceType, stackName, reason }: Orphan) {
  return { name: id, detail: `${resourceType}, left behind by an update of stack ${stackName}: ${firstLine(reason)}` };
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? text;
}
