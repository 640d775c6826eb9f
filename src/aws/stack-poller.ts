import { DescribeStacksCommand, type CloudFormationClient, type StackEvent } from '@aws-sdk/client-cloudformation';
import { EXIT, LabError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { Following, StackOperationReference } from '../ports/stacks.ts';
import { errorName, isAbsent } from './errors.ts';
import { isOfStack, readOperation, type OperationEvents } from './stack-events.ts';
import { Looks } from './looks.ts';
import { isUnderWay } from './stack-requests.ts';

/** Pauses before and between reads of one stack, in milliseconds. No operation of a lab's stack ends sooner. */
const AT_FIRST = 4000;
const SHORTEST = 3000;
/** The longest, once nothing was heard for twice as long: what has taken a minute seldom ends in the next second. */
const QUIET = 6000;
/** When only the stack itself is still in progress, its end is near. */
const NEARLY_DONE = 1000;
const LONGEST = 30_000;
/** Reads per second in one account and region, however many stacks are followed. */
const LOOKS_PER_SECOND = 3;
/** How long a new stack may be unknown, since reads can lag. */
const STALENESS = 15_000;
/** How long to wait without any event of an operation before reading the stack itself. */
const SILENCE = 60_000;
/** How long all reads may fail before following ends with the error. */
const PATIENCE = 15 * 60_000;

/** How many minutes may pass without new events. No resource of a lab's stacks takes as long. */
const LONGEST_SILENCE = 90;

/** A followed operation. */
interface FollowedOperation extends StackOperationReference, Following {
  readonly client: CloudFormationClient;
  readonly onEvent: (event: StackEvent) => void;
  readonly finish: (how: { readonly ended?: string | undefined } | Error) => void;
  readonly since: number;
  readonly seen: Set<string>;
  /** The last status of each resource, by logical id. */
  readonly resources: Map<string, string>;
  /** Time of its last new event, or of its beginning. */
  heardAt: number;
  nextLook: number;
  slowness: number;
  failingSince: number | undefined;
}

/**
 * Follows the stack operations of one account and region by their events, one read at a time for all of them, whatever
 * labs they are of, so that following many stacks does not use up the account's rate limit.
 */
export class StackPoller {
  readonly #clock: Clock;
  readonly #looks: Looks;
  readonly #followed = new Set<FollowedOperation>();
  #running = false;

  constructor(clock: Clock, looks = new Looks()) {
    this.#clock = clock;
    this.#looks = looks;
  }

  /** Resolves to the operation's final status; undefined if there was no operation, or the stack no longer exists. */
  follow(
    client: CloudFormationClient,
    operation: StackOperationReference,
    onEvent: (event: StackEvent) => void,
    how: Following = {},
  ): Promise<string | undefined> {
    return new Promise((resolve, reject) => {
      const now = this.#clock.now();
      const followed: FollowedOperation = {
        ...operation,
        ...how,
        client,
        onEvent,
        finish: (how) => {
          if (this.#followed.delete(followed)) this.#looks.end();
          if (how instanceof Error) reject(how);
          else resolve(how.ended);
        },
        since: now,
        seen: new Set(),
        resources: new Map(),
        heardAt: now,
        nextLook: now + Math.max(AT_FIRST, how.awaited ? 0 : this.#fairPause),
        slowness: 1,
        failingSince: undefined,
      };
      this.#followed.add(followed);
      this.#looks.begin();
      if (!this.#running) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#followed.size > 0) {
      const next = this.#next();
      await this.#clock.sleep(Math.max(next.nextLook - this.#clock.now(), 0));
      await this.#look(next);
    }
    this.#running = false;
  }

  /** What others wait for comes before all else that is due. */
  #next(): FollowedOperation {
    const first = earliest([...this.#followed]);
    const awaited = [...this.#followed].filter((each) => each.awaited && each.nextLook <= this.#clock.now());
    return awaited.length > 0 ? earliest(awaited) : first;
  }

  async #look(followed: FollowedOperation): Promise<void> {
    try {
      const operation = await this.#operationOf(followed);
      followed.failingSince = undefined;
      followed.slowness = Math.max(1, followed.slowness / 2);
      if (tell(followed, operation.events)) followed.heardAt = this.#clock.now();
      if (operation.end) followed.finish({ ended: operation.end.ResourceStatus });
      else if (await this.#cameToNothing(followed, operation.tokenless)) followed.finish({});
      else if (this.#clock.now() - followed.heardAt > LONGEST_SILENCE * 60_000) followed.finish(silent(followed));
      else this.#schedule(followed);
    } catch (error) {
      this.#endure(followed, error);
    }
  }

  /**
   * Not every request begins an operation: deleting a stack that is gone or already being deleted writes no event.
   * Executing a change set always does; until the stack names it, its data are from before. If no event has a token the
   * stack is read at once, and trusted unless it may describe an earlier operation.
   */
  async #cameToNothing(
    { client, stackId, seen, since, ...followed }: FollowedOperation,
    tokenless: boolean,
  ): Promise<boolean> {
    const isLate = this.#clock.now() - since >= SILENCE;
    if (seen.size > 0 || !(isLate || tokenless)) return false;
    const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName: stackId }));
    if (stack === undefined) return true;
    if (isUnderWay(stack.StackStatus ?? '')) return false;
    if (followed.changeSet !== undefined) return stack.ChangeSetId === followed.changeSet;
    return isLate || followed.isFirst === true || stack.StackStatus === 'DELETE_COMPLETE';
  }

  /** Reads back only to what was read before. */
  #operationOf({ client, stackId, token, seen }: FollowedOperation): Promise<OperationEvents> {
    return readOperation(client, stackId, token, ({ EventId = '' }) => seen.has(EventId));
  }

  #schedule(followed: FollowedOperation): void {
    const quiet = this.#clock.now() - followed.heardAt;
    const usual = Math.min(Math.max(quiet / 2, SHORTEST), QUIET);
    const pause = followed.awaited ? NEARLY_DONE : Math.max(isIdle(followed) ? NEARLY_DONE : usual, this.#fairPause);
    followed.nextLook = this.#clock.now() + Math.min(pause * followed.slowness, Math.max(LONGEST, this.#fairPause));
  }

  /** Milliseconds between two looks at one stack, if all get their turn. */
  get #fairPause(): number {
    return Math.max((this.#followed.size * 1000) / LOOKS_PER_SECOND, this.#looks.fairPause);
  }

  /** A failed read is retried, more slowly after throttling; the operation continues regardless. */
  #endure(followed: FollowedOperation, error: unknown): void {
    const now = this.#clock.now();
    if (isAbsent(error) && (followed.seen.size > 0 || now - followed.since > STALENESS)) return followed.finish({});
    followed.failingSince ??= now;
    if (isHopeless(error) || now - followed.failingSince > PATIENCE) return followed.finish(asError(error));
    followed.slowness = Math.min(followed.slowness * 2, LONGEST / SHORTEST);
    this.#schedule(followed);
  }
}

function earliest(followed: readonly FollowedOperation[]): FollowedOperation {
  return followed.reduce((first, other) => (other.nextLook < first.nextLook ? other : first));
}

/** Whether there was anything new. An error in the listener is no failed read, and would not go away. */
function tell(followed: FollowedOperation, events: readonly StackEvent[]): boolean {
  const before = followed.seen.size;
  try {
    for (const event of events) if (isNew(followed, event)) followed.onEvent(event);
  } catch (error) {
    followed.finish(asError(error));
  }
  return followed.seen.size > before;
}

function silent({ stackId, seen }: FollowedOperation): LabError {
  const what = seen.size === 0 ? 'has not begun what it was told to' : 'has said nothing new';
  return new LabError({
    code: 'stack-silent',
    message: `stack ${stackId} ${what} for ${String(LONGEST_SILENCE)} minutes`,
    hint: { say: 'look at its events in the console of CloudFormation, and go on waiting for it', command: 'again' },
  });
}

function isNew({ stackId, seen, resources }: FollowedOperation, event: StackEvent): boolean {
  const { EventId = '', LogicalResourceId = '', ResourceStatus = '' } = event;
  if (seen.has(EventId)) return false;
  seen.add(EventId);
  if (!isOfStack(event, stackId)) resources.set(LogicalResourceId, ResourceStatus);
  return true;
}

/** Whether no resource is in progress, and any was. */
function isIdle({ resources }: FollowedOperation): boolean {
  return resources.size > 0 && ![...resources.values()].some((status) => status.endsWith('_IN_PROGRESS'));
}

/** Without credentials no later read can succeed, whether the read or the renewal failed. */
function isHopeless(error: unknown): boolean {
  if (error instanceof LabError) return error.exitCode !== EXIT.failed;
  return /Expired|InvalidClientTokenId|AccessDenied|CredentialsProvider|Unrecognized/.test(errorName(error));
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
