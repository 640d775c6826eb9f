import type { Stack, StackResourceSummary } from '@aws-sdk/client-cloudformation';
import type { ObservedStack } from '../lab/stack-status.ts';
import type { StackPast } from './stack-past.ts';
import { isUnderWay, observed } from './stack-requests.ts';
import { standing } from './stack-resources.ts';

type Resources = readonly StackResourceSummary[];

/** What was read of a stack in one of its states. */
interface Known {
  readonly state: string;
  stack: ObservedStack;
  /** All that it is known to have made in whatever state. */
  readonly made: Set<string>;
  resources?: Promise<Resources> | undefined;
  past?: Promise<StackPast> | undefined;
}

/**
 * What was read of an account's stacks. Only an operation changes what a stack has and what its events tell, so that it
 * holds until the stack is seen in another state; of a stack under way nothing is kept.
 */
export class KnownStacks {
  readonly #known = new Map<string, Known>();

  /** Takes note of how a stack stands. */
  see(seen: Stack): ObservedStack {
    const [stack, state] = [observed(seen), stateOf(seen)];
    const known = this.#known.get(stack.id);
    if (known?.state === state) known.stack = stack;
    else this.#known.set(stack.id, { state, stack, made: known?.made ?? new Set<string>() });
    return stack;
  }

  /** As they were seen last, those included that have gone since. */
  get all(): ObservedStack[] {
    return [...this.#known.values()].map(({ stack }) => stack);
  }

  /** Whether it was created and nothing happened to it since. */
  isAsCreated(stackId: string): boolean {
    return this.#known.get(stackId)?.stack.status === 'CREATE_COMPLETE';
  }

  hasMade(stackId: string, physicalId: string): boolean {
    return this.#known.get(stackId)?.made.has(physicalId) ?? false;
  }

  async resources(stackId: string, read: () => Promise<Resources>): Promise<Resources> {
    const known = this.#atRest(stackId);
    if (!known) return read();
    known.resources ??= orElse(read(), () => (known.resources = undefined));
    const resources = await known.resources;
    for (const { physicalId } of standing(resources)) known.made.add(physicalId);
    return resources;
  }

  async past(stackId: string, read: () => Promise<StackPast>): Promise<StackPast> {
    const known = this.#atRest(stackId);
    if (!known) return read();
    known.past ??= orElse(read(), () => (known.past = undefined));
    const past = await known.past;
    for (const id of past.created) known.made.add(id);
    return past;
  }

  #atRest(stackId: string): Known | undefined {
    const known = this.#known.get(stackId);
    return known && !isUnderWay(known.stack.status) ? known : undefined;
  }
}

/** What failed is to be read again. */
function orElse<T>(reading: Promise<T>, failed: () => void): Promise<T> {
  reading.catch(failed);
  return reading;
}

/** Each operation makes it another one. */
function stateOf({ StackStatus, LastUpdatedTime, DeletionTime, LastOperations = [] }: Stack): string {
  const operations = LastOperations.map(({ OperationId = '' }) => OperationId);
  return [StackStatus, LastUpdatedTime?.getTime(), DeletionTime?.getTime(), ...operations].join(' ');
}
