import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { LabEvent, ResultEvent } from '../../src/events.ts';
import { createUi } from '../../src/ui/index.ts';
import { PREREQUISITES, resource, started } from './events.ts';
import { FakeInput, FakeOutput } from './fake-streams.ts';
import { transcript } from './transcript.ts';
import { anyText } from '../support/any-text.ts';
import { IN_TIME } from '../support/in-time.ts';

/** What a terminal obeys, hides or reorders by, line ends apart. */
const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

const TROUBLE = ['\u001B[2J', '\u001B]0;title\u0007', '\u009B31m', '\u202E', '\u2066', '\u200B', '\uFEFF', '\u2028'];
const MORE_TROUBLE = ['\b\b', '\r', '\u0000', '\u007F', '\u0085', '\u00AD', '\uFE0F', '\u{E0041}', '\uD800', '\t'];
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...TROUBLE, ...MORE_TROUBLE, '\n'), anyText()), { maxLength: 6 })
  .map((parts) => parts.join('x'));

function eventsSaying(text: string): LabEvent[] {
  const failed = { stage: text, action: text, message: text };
  const release = { pipeline: text, executionId: text, outcome: 'failed', evaluations: [], endpoints: {}, failed };
  const action = { executionId: text, stage: text, action: text };
  const notebook = { name: text, status: 'TAINTED', message: text, parameters: { TeamName: text }, outputs: {} };
  const stack = { ...PREREQUISITES, stackName: text };
  const standing = { template: 'current', parameters: 'current', resources: 'differs' } as const;
  const drifted = { logicalId: text, resourceType: text, physicalId: text, drift: 'unread', reason: text } as const;
  const step = { say: text, command: text, argv: [text] };
  const result: ResultEvent = {
    command: 'submit',
    status: 'failed',
    error: { code: 'clock', message: text, hints: [step], details: text },
    next: [step],
    release: release as ResultEvent['release'] & object,
    notebooks: [notebook as NonNullable<ResultEvent['notebooks']>[number]],
    stacks: [{ ...stack, ...standing, status: text, drift: [drifted], outputs: { [text]: text } }],
    leftovers: [{ account: 'tools', accountId: text, kind: text, name: text, reason: text, expected: false }],
  };
  return [
    { type: 'notice', level: 'warning', message: text },
    { type: 'account', account: 'tools', accountId: text, principal: text },
    { type: 'teardown-plan', command: text, items: [{ ...PREREQUISITES, kind: 'bucket', name: text, detail: text }] },
    started(stack),
    resource(stack, text, `${text}_FAILED`, text),
    {
      type: 'action-finished',
      ...action,
      outcome: 'failed',
      seconds: 1,
      ended: text,
      message: text,
      outputs: { Summary: text },
    },
    { type: 'approval-waiting', ...action, submission: text, next: [step] },
    { type: 'result', ...result },
  ];
}

describe('whatever others wrote', () => {
  it('reaches no terminal in a form that it obeys', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        const { stdout, stderr } = await transcript(eventsSaying(text));
        expect(stdout + stderr).not.toMatch(UNSEEN);
      }),
    );
  });

  it('leaves only our own colours on a terminal', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        const { stdout, stderr } = await coloured(eventsSaying(text).filter(({ type }) => type !== 'stack-started'));
        const foreign = (stdout + stderr).replace(/\u001B\[(?:\d{1,2}(?:;\d{1,2})*m|\?25[hl]|\d*[GAK]|2K)/g, '');
        expect(foreign).not.toMatch(UNSEEN);
      }),
    );
  });

  it('is escaped in JSON, one event a line, and is still what it was', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        const { stdout } = await transcript([{ type: 'notice', level: 'info', message: text }], { output: 'json' });
        expect(stdout.slice(0, -1)).not.toMatch(/\n|\p{Cc}|\p{Cf}/u);
        expect(JSON.parse(stdout)).toMatchObject({ type: 'notice', level: 'info', message: text });
      }),
    );
  });

  it('is shown by its code where it cannot be shown itself', async () => {
    const message = 'no \u001B[2J, no \u009B2J, no \u202E, no \u{E0041}, no\ttab';
    const { stderr } = await transcript([{ type: 'notice', level: 'info', message }]);
    expect(stderr).toBe('no \\u001b[2J, no \\u009b2J, no \\u202e, no \\udb40\\udc41, no\\ttab\n');
  });

  it('begins no line that could be taken for ours', async () => {
    const forged = 'denied\n✔ init: done';
    const { stdout, stderr } = await transcript(eventsSaying(forged));
    expect((stdout + stderr).split('\n').filter((line) => line.startsWith('✔ init'))).toEqual([]);
  });

  it('is made visible in questions too, and in what is wrong with an answer', async () => {
    const [stdin, stderr] = [new FakeInput({ isTTY: true }), new FakeOutput({ columns: 100 })];
    const ui = await createUi({ output: 'text', stdin, stdout: new FakeOutput(), stderr, env: {}, yes: false });
    const validate = (answer: string) => answer === 'right' || `\u202E${answer}\u001B]0;wrong`;
    const question = {
      message: 'Role \u001B]0;message',
      help: '\u009Bhelp',
      default: 'a\u200Bb',
      flag: '--x',
      validate,
    };
    const answer = ui.ask(question);
    await vi.waitUntil(() => stderr.text.includes('message'), IN_TIME);
    stdin.write('x\r');
    await vi.waitUntil(() => stderr.text.includes('wrong'), IN_TIME);
    stdin.write('\u0015right\r');
    expect(await answer).toBe('right');
    ui.close();
    expect(stderr.text).not.toMatch(/\u001B\]|\u009B|\u202E|\u200B/);
    expect(stripVTControlCharacters(stderr.text)).toContain('Role \\u001b]0;message');
  });
});

async function coloured(events: readonly LabEvent[]): Promise<{ stdout: string; stderr: string }> {
  const [stdout, stderr] = [new FakeOutput({ columns: 100 }), new FakeOutput({ columns: 100 })];
  const stdin = new FakeInput({ isTTY: true });
  const ui = await createUi({ output: 'text', stdin, stdout, stderr, env: {}, yes: true });
  for (const event of events) ui.emit(event);
  ui.close();
  return { stdout: stdout.text, stderr: stderr.text };
}
