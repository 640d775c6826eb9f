import type { LabEvent, StackReference } from '../../events.ts';
import type { AccountRole } from '../../lab/accounts.ts';
import type { StackId } from '../../lab/stacks.ts';

/** Facts from earlier events that the result does not repeat. */
export interface RunFacts {
  readonly accounts: ReadonlyMap<AccountRole, string>;
  readonly stackNames: ReadonlyMap<StackId, string>;
  learn(event: LabEvent): void;
}

export function createRunFacts(): RunFacts {
  const accounts = new Map<AccountRole, string>();
  const stackNames = new Map<StackId, string>();
  const learnStack = ({ stack, stackName }: Pick<StackReference, 'stack' | 'stackName'>) =>
    stackNames.set(stack, stackName);
  return {
    accounts,
    stackNames,
    learn: (event) => {
      if (event.type === 'account') accounts.set(event.account, event.accountId);
      if (event.type === 'plan') event.plan.stacks.forEach(learnStack);
      if (event.type === 'result') event.stacks?.forEach(learnStack);
    },
  };
}
