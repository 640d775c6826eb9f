import { stackName } from '../../lab/names.ts';
import type { ObservedStack } from '../../lab/stack-status.ts';
import { STACK_IDS, STACKS } from '../../lab/stacks.ts';
import { left, type Candidate, type SoughtLab } from './candidate.ts';

export function leftStacks(stacks: readonly ObservedStack[], lab: SoughtLab): Candidate[] {
  const names = STACK_IDS.map((id) => stackName(STACKS[id], lab));
  return stacks.map(({ name, status, statusReason, tags }) => ({
    ...left('stack', name, statusReason ?? status),
    tags: () => Promise.resolve(tags),
    given: names.includes(name) || isLaunched(lab, name),
    alike: false,
  }));
}

/** Service Catalog calls the stack of what it launches `SC-<account>-<provisioned product>`. */
function isLaunched({ accounts, role }: SoughtLab, name: string): boolean {
  return role === 'datascience' && name.startsWith(`SC-${accounts.datascience.id}-pp-`);
}
