import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { STACK_IDS, STACKS } from '../../src/lab/stacks.ts';
import { load } from '../templates/template.ts';
import { wholeProgram } from '../support/whole-program.ts';
import { readPage } from './shell-blocks.ts';
import { PROVEN_ELSEWHERE } from './trouble-rows.ts';

const GUIDE = readPage('docs/lab-guide.md');

describe('the troubleshooting tables of the guide', () => {
  it.each(PROVEN_ELSEWHERE)('$error is what $provenIn expects', ({ error, provenIn }) => {
    const source = readPage(provenIn).replaceAll('\\', '');
    for (const part of error.split('…')) expect(source).toContain(part.trim());
  });
});

describe('the guide', () => {
  it('gives commands that exist, with flags that they know', async () => {
    const wrong: string[] = [];
    for (const [words = ''] of GUIDE.matchAll(/(?<=(?:npx |`)mlops-lab )[a-z][^`"#|>;\n]*/g)) {
      const [name = '', ...rest] = words.trim().split(/\s+/);
      const command = await commandOf(name, rest);
      const flags = rest.filter((word) => word.startsWith('--')).map((flag) => flag.replace(/=.*/, ''));
      const known = ['--help', ...(command?.options.map(({ long }) => long) ?? [])];
      if (!command || flags.some((flag) => !known.includes(flag))) wrong.push(words);
    }
    expect(wrong).toEqual([]);
  });

  it.each(STACK_IDS)('says by hand what each parameter of the stack %s is', (id) => {
    const { template, workshopName } = STACKS[id];
    const [step = ''] =
      new RegExp(`stack \`${workshopName}\` from \`templates/${template}\`.*?(?=\\n\\d\\. |\\n\\n[^ ])`, 's').exec(
        GUIDE,
      ) ?? [];
    const needed = Object.entries(load(template).Parameters).filter(([, { Default }]) => Default === undefined);
    for (const [name] of needed) expect(step).toContain(`\`${name}\``);
  });

  it('refers to headings and files that are there', () => {
    const headings = [...GUIDE.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) => anchorOf(title));
    for (const [, target = ''] of GUIDE.matchAll(/\]\(([^)\s]+)\)/g)) {
      const [path = '', anchor] = target.split('#');
      if (path) expect(existsSync(new URL(path, new URL('../../docs/', import.meta.url))), target).toBe(true);
      else expect(headings).toContain(anchor);
    }
  });
});

async function commandOf(name: string, rest: readonly string[]): Promise<Command | undefined> {
  if (name === 'help') return commandOf(rest[0] ?? '', rest.slice(1));
  const program = await wholeProgram();
  const command = program.commands.find((each) => each.name() === name);
  return command?.commands.find((each) => each.name() === rest[0]) ?? command;
}

/** As GitHub makes anchors of headings. */
function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^\w\s-]/g, '')
    .replaceAll(' ', '-');
}
