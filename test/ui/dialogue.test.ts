import { setTimeout as sleep } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { EXIT } from '../../src/errors.ts';
import type { Ui } from '../../src/ports/ui.ts';
import { createUi, type UiOptions } from '../../src/ui/index.ts';
import { FakeInput, FakeOutput } from './fake-streams.ts';
import { IN_TIME } from '../support/in-time.ts';

const REGION = { message: 'Region of the lab', help: 'one for all accounts', flag: '--region' };
const PLAN = { message: 'Carry out this plan?', default: false, flag: '--yes' };

describe('without a terminal', () => {
  it.each<[string, (ui: Ui) => Promise<unknown>, string]>([
    ['a question', (ui) => ui.ask(REGION), '--region'],
    ['a choice', (ui) => ui.choose({ ...REGION, choices: [] }), '--region'],
    ['a confirmation', (ui) => ui.confirm(PLAN), '--yes'],
  ])('%s is an error that names the flag', async (_, put, flag) => {
    for (const output of ['text', 'json'] as const) {
      const { ui, stdout, stderr } = await seat({ output }, false);
      await expect(put(ui)).rejects.toMatchObject({ exitCode: EXIT.usage, hints: [{ say: `answer with ${flag}` }] });
      expect(stdout.text + stderr.text).toBe('');
    }
  });

  it('--yes confirms', async () => {
    const { ui } = await seat({ yes: true }, false);
    expect(await ui.confirm(PLAN)).toBe(true);
  });

  it('nobody is taken to sit at the terminal of a CI system', async () => {
    expect((await seat({ env: { CI: '1' } })).ui.interactive).toBe(false);
    expect((await seat({ env: { CI: 'false' } })).ui.interactive).toBe(true);
  });
});

describe('on a terminal', () => {
  it.each(['text', 'json'] as const)('questions go to stderr with --output %s', async (output) => {
    const { ui, stdout, stderr, type } = await seat({ output });
    const answer = ui.ask({ ...REGION, validate: (text) => text.startsWith('eu-') || 'not in Europe' });
    await type('Region of the lab', 'us-east-1\r');
    await type('not in Europe', '\u0015eu-west-1\r');
    expect(await answer).toBe('eu-west-1');
    expect(stdout.text).toBe('');
    expect(stripVTControlCharacters(stderr.text)).toContain('  one for all accounts\n');
  });

  it('chooses and confirms', async () => {
    const { ui, type } = await seat();
    const choices = ['profile', 'role'].map((value) => ({ value, name: `by ${value}` }));
    const chosen = ui.choose({ message: 'How?', choices, flag: '--tools-profile' });
    await type('by role', '\u001B[B\r');
    expect(await chosen).toBe('role');
    const confirmed = ui.confirm(PLAN);
    await type('Carry out', 'y\r');
    expect(await confirmed).toBe(true);
  });

  it('chooses by number where nothing is to be redrawn', async () => {
    const { ui, stderr, type } = await seat({ env: { MLOPS_LAB_ACCESSIBLE: '1' } });
    const choices = ['profile', 'role'].map((value) => ({ value, name: `by ${value}` }));
    const chosen = ui.choose({ message: 'How?', choices, flag: '--tools-profile' });
    await type('by role', '2\r');
    expect(await chosen).toBe('role');
    expect(stripVTControlCharacters(stderr.text)).toContain('1) by profile');
    const found = ui.search({ message: 'Which?', choices, flag: '--tools-profile' });
    await type('Which?', '1\r');
    expect(await found).toBe('profile');
  });

  it('shows no answer that is secret', async () => {
    const { ui, stderr, type } = await seat();
    const answer = ui.ask({ message: 'MFA code', flag: '--mfa-code', secret: true });
    await type('MFA code', '123456\r');
    expect(await answer).toBe('123456');
    expect(stderr.text).not.toContain('123456');
  });

  it('what was typed ahead does not answer a question that must not be answered by accident', async () => {
    const { ui, stdin, type } = await seat();
    stdin.write('lab\rla');
    const answer = ui.ask({ ...REGION, fresh: true });
    await type('Region of the lab', 'b\r');
    expect(await answer).toBe('b');
  });

  it('Ctrl-C that was typed ahead interrupts all the same', async () => {
    const { ui, stdin } = await seat();
    stdin.write('\u0003');
    await expect(ui.ask({ ...REGION, fresh: true })).rejects.toMatchObject({ code: 'interrupted' });
  });

  it.each([
    ['Ctrl-C', '\u0003'],
    ['Ctrl-D', '\u0004'],
  ])('%s interrupts', async (_, key) => {
    const { ui, type } = await seat();
    const answer = ui.ask(REGION);
    const outcome = expect(answer).rejects.toMatchObject({ code: 'interrupted', exitCode: EXIT.interrupted });
    await type('Region of the lab', key);
    await outcome;
  });

  it('an open question does not outlive the run', async () => {
    const { ui, stdout, stderr } = await seat();
    const outcome = expect(ui.ask(REGION)).rejects.toMatchObject({ code: 'interrupted' });
    await vi.waitFor(() => expect(stderr.text).toContain('Region of the lab'), IN_TIME);
    ui.emit({ type: 'result', command: 'init', status: 'unchanged' });
    ui.close();
    await outcome;
    expect(stripVTControlCharacters(stdout.text)).toBe('= init: nothing to do\n');
  });

  it('asks one question at a time, and keeps what happens meanwhile for afterwards', async () => {
    const { ui, stderr, type } = await seat();
    const answers = [ui.ask({ message: 'first', flag: '-1' }), ui.ask({ message: 'second', flag: '-2' })];
    await vi.waitFor(() => expect(stderr.text).toContain('first'), IN_TIME);
    ui.emit({ type: 'notice', level: 'info', message: 'meanwhile' });
    await sleep(20);
    expect(stderr.text).not.toMatch(/second|meanwhile/);
    await type('first', 'a\r');
    await type('second', 'b\r');
    expect(await Promise.all(answers)).toEqual(['a', 'b']);
    expect(stderr.text).toContain('meanwhile');
    ui.close();
  });
});

async function seat(options: Partial<UiOptions> = {}, isTTY = true) {
  const stdin = new FakeInput({ isTTY });
  const stdout = new FakeOutput(isTTY ? { columns: 80 } : {});
  const stderr = new FakeOutput(isTTY ? { columns: 80 } : {});
  const ui = await createUi({ output: 'text', stdin, stdout, stderr, env: {}, yes: false, ...options });
  /** Types as people do: after the question has come up. */
  const type = async (question: string, keys: string) => {
    await vi.waitFor(() => expect(stderr.text).toContain(question), IN_TIME);
    await sleep(20);
    stdin.write(keys);
  };
  return { ui, stdin, stdout, stderr, type };
}
