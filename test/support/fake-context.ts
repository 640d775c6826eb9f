import type { ActionContext } from '../../src/actions/context.ts';
import type { LabEvent } from '../../src/events.ts';
import { ACCOUNT_ROLES, type AccountRole } from '../../src/lab/accounts.ts';
import { ownerTags } from '../../src/lab/owner.ts';
import type { ObservedStack } from '../../src/lab/stack-status.ts';
import type { Account } from '../../src/ports/cloud.ts';
import { LAB } from './lab.ts';
import { MACHINE } from './machine.ts';
import { inWords, shown } from './steps.ts';

/** What a test says of an account: a few operations of a few ports. */
export type Faked = {
  readonly [Port in keyof Account]?: Account[Port] extends (...input: infer Input) => Promise<infer Output>
    ? (...input: Input) => Promise<Partial<Output>>
    : Partial<Account[Port]>;
};

export type FakedAccounts = Readonly<Partial<Record<AccountRole, Faked>>>;

interface FakeContext {
  readonly context: ActionContext;
  readonly events: LabEvent[];
  /** Notices with their level and their steps, in words. */
  notices(): string[];
}

/** A context over ports that do what a test says and nothing else: other calls throw. Its clock moves while it sleeps. */
export function fakeContext(accounts: FakedAccounts = {}, more: Partial<ActionContext> = {}): FakeContext {
  const events: LabEvent[] = [];
  let now = Date.UTC(2026, 0, 5);
  const clock = { now: () => now, sleep: (milliseconds: number) => Promise.resolve(void (now += milliseconds)) };
  const cloud = Object.fromEntries(ACCOUNT_ROLES.map((role) => [role, accounts[role] ?? {}]));
  const context = {
    command: 'init',
    lab: LAB,
    people: [],
    cloud,
    ui: { emit: (event: LabEvent) => void events.push(event) },
    showSteps: shown,
    inTurn: (_: string, work: (pass: () => void) => unknown) => work(() => undefined),
    labsIn: { tools: 1, datascience: 1, staging: 1 },
    clock,
    machine: MACHINE,
    settings: [],
    alone: true,
    ...more,
  } as unknown as ActionContext;
  const notices = () =>
    events.flatMap((event) => {
      if (event.type !== 'notice') return [];
      const next = event.next ? ` | ${inWords(event.next)}` : '';
      return [`${event.level}: ${event.message}${next}`];
    });
  return { context, events, notices };
}

/** A stack of the lab, sound unless a test says otherwise. */
export function stackOf(more: Partial<ObservedStack> = {}): ObservedStack {
  return {
    id: 'arn:aws:cloudformation:us-east-1:111111111111:stack/pre-reqs/1',
    name: 'pre-reqs',
    status: 'CREATE_COMPLETE',
    parameters: {},
    outputs: {},
    tags: ownerTags(LAB),
    ...more,
  };
}
