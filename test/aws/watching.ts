import {
  CloudFormationClient,
  DescribeStackEventsCommand,
  type DescribeStacksCommand,
  type DescribeStackEventsInput,
  type Stack,
  type StackEvent,
} from '@aws-sdk/client-cloudformation';
import { Looks } from '../../src/aws/looks.ts';
import { StackPoller } from '../../src/aws/stack-poller.ts';
import type { Following, StackOperationReference } from '../../src/ports/stacks.ts';
import { event, ID, type Line } from './event-lines.ts';

/** What happens to the stacks that are watched. Times are seconds since watching began. */
export interface Story {
  /** Oldest first, each with the time from which it shows. */
  readonly events?: readonly (readonly [from: number, line: Line])[];
  /** What the stack is then; there is none where nothing is given. */
  readonly stack?: (at: number) => Partial<Stack> | undefined;
  /** What reading the events fails with then. */
  readonly failure?: (at: number) => unknown;
  /** How long one read takes. */
  readonly reading?: number;
  /** Whether each event is on a page of its own. */
  readonly paged?: boolean;
  /** How many stacks the same run follows besides, in other accounts. */
  readonly others?: number;
}

/** One look at the events of a stack. */
interface Look {
  readonly id: string;
  readonly at: number;
}

/** No story needs so many pauses: what takes more goes on although it is over. */
const TOO_MANY = 3000;

/** A poller over stacks of which all tell the same story, on a clock that runs only while it sleeps or reads. */
export function watching(story: Story) {
  const clock = new StoryClock();
  const looks: Look[] = [];
  const client = clientOf(story, clock, looks);
  const poller = new StackPoller(clock, looksOf(story.others ?? 0));
  const told: Line[] = [];
  /** Gives how it ended, and when. */
  const follow = async (
    operation: Partial<StackOperationReference> = {},
    how?: Following,
    tell: (event: StackEvent) => void = ({ EventId = '' }) => void told.push(EventId),
  ) => {
    const following = poller.follow(client, { stackId: ID, token: 'ours', ...operation }, tell, how);
    const ended = await Promise.race([following, halted()]);
    return { ended, at: clock.seconds };
  };
  return { follow, looks, told, times: () => looks.map(({ at }) => at) };
}

const BEGIN = Date.UTC(2026, 0, 5);

class StoryClock {
  #now = BEGIN;
  #pauses = 0;

  get seconds(): number {
    return (this.#now - BEGIN) / 1000;
  }

  now(): number {
    return this.#now;
  }

  pass(milliseconds: number): void {
    this.#now += Math.ceil(milliseconds);
  }

  async sleep(milliseconds: number): Promise<void> {
    // What begins at the same time begins before it passes.
    await Promise.resolve();
    this.pass(milliseconds);
    if (++this.#pauses > TOO_MANY) await new Promise<never>(() => undefined);
  }
}

/** Nothing here takes real time, so that what has not ended by then never will. */
function halted(): Promise<never> {
  return new Promise((_, reject) => setImmediate(() => reject(new Error('the following never ends'))));
}

function looksOf(others: number): Looks {
  const looks = new Looks();
  for (let other = 0; other < others; other += 1) looks.begin();
  return looks;
}

/** CloudFormation in the story, which writes down the looks at events. */
function clientOf(story: Story, clock: StoryClock, looks: Look[]) {
  const { events = [], stack, failure, reading = 0, paged = false } = story;
  let open = 0;
  const read = async ({ StackName: id = '', NextToken }: DescribeStackEventsInput) => {
    looks.push({ id, at: clock.seconds });
    if (++open > 1) throw new Error('two reads at once');
    clock.pass(reading * 1000);
    await Promise.resolve();
    open -= 1;
    const error = failure?.(clock.seconds);
    if (error !== undefined) throw error as Error;
    const shown = events.filter(([from]) => from <= clock.seconds).map(([, line]) => event(line, id));
    return pageOf(shown.reverse(), Number(NextToken ?? 0), paged ? 1 : Infinity);
  };
  return Object.assign(new CloudFormationClient({ region: 'us-east-1' }), {
    send(command: DescribeStackEventsCommand | DescribeStacksCommand) {
      if (command instanceof DescribeStackEventsCommand) return read(command.input);
      const seen = command.input.StackName === ID ? stack?.(clock.seconds) : ANOTHER;
      return Promise.resolve({ Stacks: seen && [seen] });
    },
  });
}

const ANOTHER: Partial<Stack> = { StackName: 'another', StackStatus: 'UPDATE_IN_PROGRESS' };

function pageOf(newestFirst: readonly StackEvent[], at: number, size: number) {
  const next = at + size;
  return { StackEvents: newestFirst.slice(at, next), ...(next < newestFirst.length && { NextToken: String(next) }) };
}
