import type { LabEvent, StackReference } from '../../events.ts';
import type { AccountRole } from '../../lab/accounts.ts';
import type { StackId } from '../../lab/stacks.ts';

/** Facts from earlier events that the result does not repeat. */
export interface RunFacts {
  readonly accounts: ReadonlyMap<AccountRole, string>;
  readonly stackNames: ReadonlyMap<StackId, string>;
  /** Whether a plan was not carried out, as in a dry run. */
  readonly onlyPlanned: boolean;
  learn(event: LabEvent): void;
}

type Stage = 'reading' | 'planned' | 'acting';

const STAGES: Readonly<Partial<Record<LabEvent['type'], Stage>>> = {
  plan: 'planned',
  'teardown-plan': 'planned',
  asset: 'acting',
  'bucket-emptied': 'acting',
  'stack-started': 'acting',
};

export function createRunFacts(): RunFacts {
  const accounts = new Map<AccountRole, string>();
  const stackNames = new Map<StackId, string>();
  let stage: Stage = 'reading';
  const learnStack = ({ stack, stackName }: Pick<StackReference, 'stack' | 'stackName'>) =>
    stackNames.set(stack, stackName);
  return {
    accounts,
    stackNames,
    get onlyPlanned() {
      return stage === 'planned';
    },
    learn: (event) => {
      stage = STAGES[event.type] ?? stage;
      if (event.type === 'account') accounts.set(event.account, event.accountId);
      if (event.type === 'plan') event.plan.stacks.forEach(learnStack);
      if (event.type === 'result') event.stacks?.forEach(learnStack);
    },
  };
}
