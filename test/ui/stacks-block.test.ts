import { describe, expect, it } from 'vitest';
import type { LabEvent, StackReference, TeardownItem } from '../../src/events.ts';
import { ACCOUNT_ROLES } from '../../src/lab/accounts.ts';
import type { PlannedStack } from '../../src/lab/plan.ts';
import { STACK_IDS, STACKS, type StackId } from '../../src/lab/stacks.ts';
import { afterEvent, drawRunning, isIdle, NOTHING_RUNNING, type Running } from '../../src/ui/progress/running.ts';
import { hyperlink, knowsLinks } from '../../src/ui/text/hyperlinks.ts';
import { paintFor } from '../../src/ui/text/paint.ts';
import { resource } from './events.ts';

const STYLE = { paint: paintFor(false), linked: (text: string) => text };

function reference(stack: StackId): StackReference {
  const { account, workshopName } = STACKS[stack];
  const accountId = String(ACCOUNT_ROLES.indexOf(account) + 1).repeat(12);
  return { account, accountId, stack, stackName: workshopName };
}

function plan(kinds: Partial<Record<StackId, 'unchanged'>> = {}): LabEvent {
  const stacks = STACK_IDS.map((stack): PlannedStack => ({
    ...reference(stack),
    decision: { kind: kinds[stack] === undefined ? 'create' : 'unchanged' },
    resources: 9,
  }));
  const about = { region: 'us-east-1', express: false, assets: [], closesDefaultGroup: false };
  return { type: 'plan', command: 'init', plan: { ...about, stacks } };
}

function started(stack: StackId, operation: 'create' | 'delete' = 'create'): LabEvent {
  return { type: 'stack-started', operation, ...reference(stack) };
}

function finished(
  stack: StackId,
  outcome: 'succeeded' | 'failed',
  operation: 'create' | 'delete' = 'create',
): LabEvent {
  return { type: 'stack-finished', operation, outcome, seconds: 39, ...reference(stack) };
}

function after(...course: readonly (readonly [seconds: number, event: LabEvent])[]): Running {
  return course.reduce((running, [at, event]) => afterEvent(running, event, at * 1000), NOTHING_RUNNING);
}

const BEGUN = [
  [0, plan()],
  [100, started('prerequisites')],
  [100, started('staging')],
  [101, started('network')],
  [105, resource(reference('prerequisites'), 'Assets', 'CREATE_COMPLETE')],
  [106, resource(reference('prerequisites'), 'Key', 'CREATE_IN_PROGRESS')],
] as const;

describe('the live view of a deployment', () => {
  it('has all stacks from the beginning, those that wait with what for', () => {
    expect(drawRunning(after(...BEGUN), 112_000, 79, STYLE)).toMatchInlineSnapshot(`
      "0 of 6 stacks done, 12s, usually about 1m 58s
        pre-reqs                12s of ~39s     1/9  Key CREATE_IN_PROGRESS
        LabStagingAccountSetup  12s of ~39s     0/9  create
        LabDSAccountNetwork     11s of ~1m 53s  0/9  create
        LabSCToolsAccountSetup  waits                for pre-reqs
        LabDSAccountSCSetup     waits                for pre-reqs, LabSCToolsAccount…
        LabMLOpsPipeline        waits                for pre-reqs, LabStagingAccount…"
    `);
  });

  it('names the accounts where there is room', () => {
    const [, first] = drawRunning(after(...BEGUN), 112_000, 120, STYLE).split('\n');
    expect(first).toMatch(/^ {2}Tools +pre-reqs +12s of ~39s +1\/9 +Key CREATE_IN_PROGRESS$/);
  });

  it('keeps what matters on a narrow terminal, and every line within it', () => {
    const drawn = drawRunning(after(...BEGUN), 112_000, 39, STYLE);
    expect(drawn).toMatchInlineSnapshot(`
      "0 of 6 stacks done, 12s
        pre-reqs                12s    1/9
        LabStagingAccountSetup  12s    0/9
        LabDSAccountNetwork     11s    0/9
        LabSCToolsAccountSetup  waits
        LabDSAccountSCSetup     waits
        LabMLOpsPipeline        waits"
    `);
    for (const line of drawn.split('\n')) expect(line.length).toBeLessThanOrEqual(39);
  });

  it('has a heading whose time only grows, from stack to stack and between them', () => {
    const between = after(
      ...BEGUN,
      [139, finished('prerequisites', 'succeeded')],
      [140, finished('staging', 'succeeded')],
    );
    const [heading = '', ...rows] = drawRunning(between, 141_000, 79, STYLE).split('\n');
    expect(heading).toBe('2 of 6 stacks done, 41s, usually about 1m 58s');
    expect(rows.map((row) => row.trim().replace(/ {2,}/g, ' '))).toEqual(
      [
        'LabDSAccountNetwork 40s of ~1m 53s',
        'LabSCToolsAccountSetup waits is next',
        'LabDSAccountSCSetup waits for LabSCToolsAccountSetup',
        'LabMLOpsPipeline waits is next',
      ].map((row) => expect.stringContaining(row) as string),
    );
  });

  it('counts what is done of a total that never grows', () => {
    const counts = Array.from({ length: 12 }, (_, at) => {
      const ready = Array.from(
        { length: at + 1 },
        (_, n) => [110, resource(reference('prerequisites'), `R${String(n)}`, 'CREATE_COMPLETE')] as const,
      );
      return / (\d+\/\d+) /.exec(drawRunning(after(...BEGUN.slice(0, 2), ...ready), 112_000, 79, STYLE))?.[1];
    });
    expect(counts).toEqual(['1/9', '2/9', '3/9', '4/9', '5/9', '6/9', '7/9', '8/9', '9/9', '9/9', '9/9', '9/9']);
  });

  it('says what a failure keeps from beginning', () => {
    const failed = after(...BEGUN, [139, finished('prerequisites', 'failed')]);
    expect(drawRunning(failed, 141_000, 79, STYLE)).toMatch(/LabSCToolsAccountSetup +not begun +pre-reqs failed/);
  });

  it('is about the stacks that differ, and waits for none of the others', () => {
    const rest = after(
      [0, plan({ prerequisites: 'unchanged', staging: 'unchanged', network: 'unchanged' })],
      [1, started('catalog')],
    );
    const drawn = drawRunning(rest, 2000, 79, STYLE);
    expect(drawn).toMatch(/^0 of 3 stacks done/);
    expect(drawn).toMatch(/LabMLOpsPipeline +waits +is next/);
  });

  it('stays until the result, and is not there before the plan is carried out', () => {
    expect(isIdle(after([0, plan()]))).toBe(true);
    const all = STACK_IDS.flatMap(
      (id) =>
        [
          [1, started(id)],
          [2, finished(id, 'succeeded')],
        ] as const,
    );
    expect(isIdle(after([0, plan()], ...all))).toBe(false);
    expect(isIdle(after([0, plan()], ...all, [3, { type: 'result', command: 'init', status: 'succeeded' }]))).toBe(
      true,
    );
  });

  it('leads to the events of a stack in the console, where the terminal knows links', () => {
    const { stackName } = reference('prerequisites');
    const physicalId = `arn:aws:cloudformation:eu-west-1:111111111111:stack/${stackName}/1`;
    const own = { ...(resource(reference('prerequisites'), stackName, 'CREATE_IN_PROGRESS') as object), physicalId };
    const drawn = drawRunning(after(...BEGUN, [107, own as LabEvent]), 112_000, 79, { ...STYLE, linked: hyperlink });
    const address = `https://eu-west-1.console.aws.amazon.com/cloudformation/home?region=eu-west-1#/stacks/events?stackId=${encodeURIComponent(physicalId)}`;
    expect(drawn).toContain(`\u001B]8;;${address}\u0007pre-reqs\u001B]8;;\u0007`);
  });
});

describe('the live view of a teardown', () => {
  const items = STACK_IDS.map((stack): TeardownItem => {
    const { account, accountId, stackName: name } = reference(stack);
    return { account, accountId, kind: 'stack', name, detail: 'CREATE_COMPLETE', stack, resources: 9 };
  });
  const begun = [
    [0, { type: 'teardown-plan', command: 'teardown', items }],
    [10, started('pipeline', 'delete')],
    [10, started('selfService', 'delete')],
  ] as const;

  it('has the stacks in the order in which they can go', () => {
    expect(drawRunning(after(...begun), 20_000, 79, STYLE)).toMatchInlineSnapshot(`
      "0 of 6 stacks gone, 10s, usually about 3m 09s
        LabMLOpsPipeline        10s of ~1m 07s  0/9  delete
        LabDSAccountSCSetup     10s of ~19s     0/9  delete
        pre-reqs                waits                for LabSCToolsAccountSetup, Lab…
        LabStagingAccountSetup  waits                for LabMLOpsPipeline
        LabDSAccountNetwork     waits                is next
        LabSCToolsAccountSetup  waits                for LabDSAccountSCSetup"
    `);
  });

  it('says at last that it lists what is left', () => {
    const gone = STACK_IDS.map((id) => [30, finished(id, 'succeeded', 'delete')] as const);
    expect(drawRunning(after(...begun, ...gone), 40_000, 79, STYLE)).toMatch(
      /^6 of 6 stacks gone, 30s, listing what is left/,
    );
  });
});

describe('links', () => {
  it.each<[Record<string, string>, boolean]>([
    [{}, false],
    [{ TERM: 'xterm-256color' }, false],
    [{ TERM: 'xterm-kitty' }, true],
    [{ TERM_PROGRAM: 'vscode' }, true],
    [{ TERM_PROGRAM: 'Apple_Terminal' }, false],
    [{ VTE_VERSION: '7600' }, true],
    [{ VTE_VERSION: '4800' }, false],
    [{ WT_SESSION: 'x' }, true],
    [{ WT_SESSION: 'x', TMUX: '/tmp/tmux' }, false],
    [{ TMUX: '/tmp/tmux', FORCE_HYPERLINK: '1' }, true],
    [{ TERM_PROGRAM: 'vscode', FORCE_HYPERLINK: '0' }, false],
  ])('%j: %j', (env, expected) => expect(knowsLinks(env)).toBe(expected));
});
