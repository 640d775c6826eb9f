import { LabError } from '../errors.ts';
import { withoutResources } from '../lab/interim-template.ts';
import type { ResourceChange } from '../lab/plan.ts';
import type { StackId } from '../lab/stacks.ts';
import type { OperationMode, StackEvent, StackRequest } from '../ports/stacks.ts';
import type { ActionContext } from './context.ts';

/*
 * Service Catalog takes one share operation of an account at a time, for whatever portfolio, and refuses every other
 * (API reference, CreatePortfolioShare). The portfolios of several labs may be in one account.
 */

const SHARE = 'AWS::ServiceCatalog::PortfolioShare';

/** The stack that shares a portfolio. */
const SHARING: StackId = 'catalog';

/** Whether an operation on the stack may share its portfolio or take it back. */
export function mayShare(id: StackId, changes?: readonly ResourceChange[]): boolean {
  return id === SHARING && (!changes || changes.some(({ resourceType }) => resourceType === SHARE));
}

/** In express mode a share counts as done while Service Catalog still works on it and refuses the next one. */
export function modeOf<Mode extends OperationMode>({ labsIn }: ActionContext, id: StackId, mode: Mode): Mode {
  return labsIn.tools > 1 && id === SHARING ? { ...mode, express: false } : mode;
}

/** Whether the share operation of a stack is over. */
export function endsShare({ resourceType, status }: StackEvent): boolean {
  return resourceType === SHARE && !status.endsWith('_IN_PROGRESS');
}

/**
 * What the stack is created with first where the Tools account is that of other labs, too: all but the share, which an
 * update adds. So labs take turns for the seconds of a share, not for those of a stack.
 */
export function withoutShare({ labsIn }: ActionContext, id: StackId, request: StackRequest): StackRequest {
  if (labsIn.tools === 1 || id !== SHARING) return request;
  const share = { logicalId: 'PortfolioShare', resourceType: SHARE, physicalId: '' };
  const rest = withoutResources(request.template, [share], [], NOWHERE);
  return 'template' in rest ? { ...request, template: rest.template } : request;
}

/** Nothing refers to the share. */
const NOWHERE = { partition: '', region: '', accountId: '' };

/** How Service Catalog refuses a share operation while another one of the account is under way. */
const REFUSED = /more than one portfolio share action at the same time/;

/** How often a lab waits for the shares of others, and how long at most each time, in milliseconds. */
const WAITS = 20;
const LONGEST_WAIT = 60_000;

/**
 * Waits where a stack failed because a lab of another run shares its portfolio just then. Each wait has another length,
 * so that two that met do not meet again.
 */
export class OthersShares {
  readonly #context: ActionContext;
  #waits = 0;

  constructor(context: ActionContext) {
    this.#context = context;
  }

  /** How many steps the waiting cost: those that failed, and those that cleared away what they left. */
  get steps(): number {
    return 2 * this.#waits;
  }

  /** Whether the error comes of somebody's share, which has been waited for, so that it is worth trying again. */
  async outlasted(error: unknown): Promise<boolean> {
    if (!(error instanceof LabError) || !REFUSED.test(error.message) || this.#waits === WAITS) return false;
    this.#waits += 1;
    await this.#wait();
    return true;
  }

  async #wait(): Promise<void> {
    const { ui, clock, lab } = this.#context;
    const message = `another portfolio of account ${lab.accounts.tools.id} is being shared; this lab waits for it`;
    ui.emit({ type: 'notice', level: 'info', message });
    await clock.sleep(Math.random() * LONGEST_WAIT);
  }
}
