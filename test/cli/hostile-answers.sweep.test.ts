import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { HttpResponse, type HttpRequest } from '@smithy/core/protocols';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ActionContext } from '../../src/actions/context.ts';
import { deploy } from '../../src/actions/deploy/index.ts';
import { watchPipeline } from '../../src/actions/follow/index.ts';
import { listNotebooks } from '../../src/actions/notebook/list.ts';
import { status } from '../../src/actions/status/index.ts';
import { submit } from '../../src/actions/submit/index.ts';
import { teardown } from '../../src/actions/teardown/index.ts';
import type { ResultEvent } from '../../src/events.ts';
import { STACK_IDS } from '../../src/lab/stacks.ts';
import type { InProcessHandler } from '../../src/sandbox/request-handler.ts';
import { describeError } from '../../src/ui/result/describe-error.ts';
import { createUi } from '../../src/ui/index.ts';
import { continued, deployedLab } from '../support/lab-in-place.ts';
import { UNATTENDED } from '../support/rehearsal.ts';
import { runs } from '../support/sweep.ts';
import { FakeInput, FakeOutput } from '../ui/fake-streams.ts';
import { shown } from '../support/steps.ts';
import { type Outcome } from '../../src/actions/outcome.ts';

const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
const POISON = ['\u001B]0;title\u0007', '\u009B2J', '\u202E', '\u200B', '\r', '\b', '\u2028', '\u0000'];
const DRY = { ...UNATTENDED, dryRun: true };

const COMMANDS: Readonly<Record<string, (context: ActionContext) => Promise<Outcome>>> = {
  status,
  init: (context) => deploy(context, STACK_IDS, DRY),
  teardown: (context) => teardown(context, DRY),
  notebooks: listNotebooks,
  submit: (context) => submit(context, DRY, { hyperparameters: [], watch: false }),
  pipeline: (context) => watchPipeline(context, undefined),
};

interface Attack {
  readonly command: string;
  readonly output: 'text' | 'json';
  /** Of the requests those that are answered falsely: every so many, from some number on. */
  readonly from: number;
  readonly every: number;
}

const attack: fc.Arbitrary<Attack> = fc.record({
  command: fc.constantFrom(...Object.keys(COMMANDS)),
  output: fc.constantFrom('text', 'json'),
  from: fc.nat(12),
  every: fc.constantFrom(1, 2, 7, 1000),
});

type Answer = (response: {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}) => {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
};

/** Runs a command against a lab whose answers are changed, and gives what reached the terminal. */
async function attacked({ command, output, from, every }: Attack, answer: Answer) {
  let request = 0;
  const isHit = () => {
    request += 1;
    return request > from && (request - from - 1) % every === 0;
  };
  const tamper = (handler: InProcessHandler): InProcessHandler => ({
    ...handler,
    handle: async (asked: HttpRequest) =>
      isHit() ? changed(await handler.handle(asked), answer) : handler.handle(asked),
  });
  const { context } = await continued(await deployedLab(), { tamper });
  const [stdout, stderr, stdin] = [new FakeOutput(), new FakeOutput(), new FakeInput({ isTTY: false })];
  const ui = await createUi({ output, stdin, stdout, stderr, env: {}, yes: true });
  const run = COMMANDS[command] ?? status;
  const result = await run({ ...context, ui }).then(reported, (error: unknown): ResultEvent => ({
    command,
    status: 'failed',
    error: describeError(error, {}, shown),
  }));
  ui.emit({ type: 'result', ...result });
  ui.close();
  return { result, stdout: stdout.text, stderr: stderr.text };
}

function reported({ next = [], error, ...ended }: Outcome): ResultEvent {
  return { ...ended, next: shown(next), ...(error && { error: describeError(error, {}, shown) }) };
}

async function changed(
  { response }: { readonly response: HttpResponse },
  answer: Answer,
): Promise<{ response: HttpResponse }> {
  const { statusCode: status, headers } = response;
  const body = (await buffer(response.body as Readable)).toString();
  const told = answer({ status, headers, body });
  const bytes = Buffer.from(told.body);
  return {
    response: new HttpResponse({ statusCode: told.status, headers: told.headers, body: Readable.from([bytes]) }),
  };
}

/** Puts the poison behind every text of an answer in XML or JSON; numbers and times are left readable. */
function poisoned(body: string, poison: string): string {
  const isText = (value: unknown) => typeof value === 'string' && /[a-z]/i.test(value) && !/^\d{4}-\d\d-/.test(value);
  if (!body.startsWith('{')) {
    return body.replace(/>([^<>]+)<\//g, (all, text: string) => (isText(text) ? `>${text}${poison}</` : all));
  }
  const add = (_key: string, value: unknown) => (isText(value) ? `${String(value)}${poison}` : value);
  return JSON.stringify(JSON.parse(body, add));
}

function expectFit({ result, stdout, stderr }: Awaited<ReturnType<typeof attacked>>, { output }: Attack): void {
  expect(stdout + stderr).not.toMatch(UNSEEN);
  expect(result.error?.code).not.toBe('internal-error');
  if (output === 'text') return;
  const types = stdout
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { type: string }).type);
  expect(types.filter((type) => type === 'result')).toHaveLength(1);
  expect(types.at(-1)).toBe('result');
}

describe('an answer in the name of AWS', () => {
  it('writes nothing on a terminal that it obeys, whatever its texts hold', async () => {
    await fc.assert(
      fc.asyncProperty(attack, fc.constantFrom(...POISON), async (each, poison) => {
        const answer: Answer = ({ body, ...others }) => ({ ...others, body: poisoned(body, poison) });
        expectFit(await attacked(each, answer), each);
      }),
      runs(4, 100),
    );
  });

  it('is never called a bug, whatever it is', async () => {
    const status = fc.constantFrom(200, 204, 302, 400, 403, 404, 407, 500, 503);
    const type = fc.constantFrom(
      'text/html',
      'text/xml',
      'application/json',
      'application/x-amz-json-1.1',
      'text/plain',
    );
    const part = fc.constantFrom(
      '<',
      '>',
      '</',
      '<a>',
      '<Error>',
      '<Code>',
      '{',
      '}',
      '[',
      ']',
      '"',
      ':',
      'null',
      '1',
      'x',
      '&',
      '&#27;',
    );
    const made = fc.array(fc.oneof(part, fc.constantFrom(...POISON)), { maxLength: 12 }).map((parts) => parts.join(''));
    const page = fc.constant('<html><head><title>Sign in\u001B[2J</title></head><body>\u202Eportal</body></html>');
    await fc.assert(
      fc.asyncProperty(attack, status, type, fc.oneof(made, page), async (each, code, contentType, body) => {
        const answer: Answer = () => ({ status: code, headers: { 'content-type': contentType }, body });
        expectFit(await attacked(each, answer), each);
      }),
      runs(4, 100),
    );
  });
});
