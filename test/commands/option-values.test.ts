import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { wholeProgram } from '../support/whole-program.ts';

async function said(args: readonly string[]): Promise<string> {
  const program = await wholeProgram();
  const texts: string[] = [];
  const silence = (command: Command): void => {
    command.exitOverride().configureOutput({ writeErr: (text) => void texts.push(text) });
    command.commands.forEach(silence);
  };
  silence(program);
  await program.parseAsync([...args], { from: 'user' }).catch((error: unknown) => {
    texts.push(String(error));
  });
  return texts.join('\n');
}

const program = await wholeProgram();
const teardown = program.commands.find((command) => command.name() === 'teardown');
const withValue = (teardown?.options ?? []).filter(({ required }) => required);

describe('an option that takes a value', () => {
  it('is one of many', () => {
    expect(withValue.length).toBeGreaterThan(40);
  });

  it.each(withValue)('takes no other option for it: $flags', async ({ flags, long }) => {
    expect(await said(['teardown', long ?? '', '--sandbox', '--yes'])).toContain(
      `error: option '${flags}' argument missing: '--sandbox' comes next`,
    );
  });

  it.each(['-y', '--misspelt', '--'])('takes no %s for it', async (next) => {
    expect(await said(['class', 'report', '--output', next])).toContain(`'${next}' comes next`);
  });

  it('takes what reads as an option where that is written as its value', async () => {
    expect(await said(['status', '--summary=--sandbox'])).toBe('');
    expect(await said(['status', '--summary', 'x', '--lab', 'ada', 'bob', '--quiet'])).toBe('');
  });

  it.each(['-', '-1', '-.5'])('looks itself at %s, which is none', async (value) => {
    expect(await said(['status', '--at-once', value])).toContain('It is a number from 1 to 9999.');
  });

  it('is not meant by what follows the end of options', async () => {
    expect(await said(['submit', '--', '--summary', '--sandbox'])).toContain('too many arguments');
  });
});
