import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { STACK_IDS, STACKS } from '../../src/lab/stacks.ts';
import { load } from '../templates/template.ts';
import { drawn } from '../support/sweep.ts';
import { wholeProgram } from '../support/whole-program.ts';
import { DAY, PICTURES, readPage } from './guide-stage.ts';
import { REPRODUCED } from './troubles.ts';

const GUIDE = readPage('docs/lab-guide.md');
const [, TROUBLES = ''] = GUIDE.split('\n## Troubleshooting\n');

interface Row {
  readonly error: string;
  /** The test that proves it, where that is another one. */
  readonly provenIn?: string;
}

const ROWS: readonly Row[] = [...TROUBLES.matchAll(/^\| `(?<error>[^`]+)` \|(?<rest>.*)\|$/gm)].map(({ groups }) => {
  const [, provenIn] = /Proven in `(test\/[^`]+)`/.exec(groups?.['rest'] ?? '') ?? [];
  return { error: groups?.['error'] ?? '', ...(provenIn && { provenIn }) };
});

/** `…` stands for anything. */
function patternOf(error: string): RegExp {
  const parts = error.split('…').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(parts.join('.*'), 's');
}

describe('the troubleshooting tables of the guide', () => {
  it('name each error that is reproduced, and no other', () => {
    const reproduced = ROWS.filter(({ provenIn }) => provenIn === undefined).map(({ error }) => error);
    expect(reproduced).toEqual(Object.keys(REPRODUCED));
  });

  it.each(drawn(Object.entries(REPRODUCED), 8))('%s', async (error, reproduce) => {
    expect(await reproduce()).toMatch(patternOf(error));
  });

  it.each(ROWS.flatMap(({ error, provenIn }) => (provenIn ? [[error, provenIn] as const] : [])))(
    '%s is what %s expects',
    (error, provenIn) => {
      const source = readPage(provenIn).replaceAll('\\', '');
      for (const part of error.split('…')) expect(source).toContain(part.trim());
    },
  );
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

describe('the pictures of the guide', () => {
  it.each(Object.entries(DAY.pictures))(
    '%s is fresh; otherwise run node scripts/draw-pictures.js',
    async (name, svg) => {
      await expect(svg).toMatchFileSnapshot(`../../docs/pictures/${name}.svg`);
      expect(GUIDE).toContain(`(pictures/${name}.svg)`);
    },
  );

  it('show the stages and actions that the pipeline has', () => {
    const source = readPage('templates/tools/mlops_pipeline.yaml');
    const named = [...source.matchAll(/^ +- Name: (\w+)$/gm)].map(([, name]) => name);
    for (const { stage, actions } of PICTURES.STAGES)
      expect(named).toEqual(expect.arrayContaining([stage, ...actions]));
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
