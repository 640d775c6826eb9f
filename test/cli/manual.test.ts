import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { SETTING_FLAGS } from '../../src/config/flags.ts';
import { escaped, usage } from '../../src/commands/manual/roff.ts';
import { manualPage } from '../../src/commands/manual/page.ts';
import { examplesIn, HELP_PATHS } from '../support/help-examples.ts';
import { workFolder } from '../support/binary.ts';
import { mlopsLab } from '../support/program.ts';

const PAGE = await manualPage(manifest.version);

describe('the page for man', () => {
  it('is up to date where the package names it; otherwise run npm run docs', () => {
    const path = new URL(`../../${manifest.man}`, import.meta.url);
    expect(readFileSync(path, 'utf8')).toBe(PAGE);
  });

  it('has every command, every setting and every example of help', async () => {
    const cwd = workFolder();
    for (const path of HELP_PATHS) {
      expect(PAGE).toContain(`\n.SS "${escaped(['mlops-lab', ...path].join(' '))}"\n`);
      const { stdout } = await mlopsLab([...path.slice(0, -1), 'help', path.at(-1) ?? ''], { cwd });
      for (const example of examplesIn(stdout)) expect(PAGE).toContain(escaped(example));
    }
    for (const { flag, env } of SETTING_FLAGS) {
      expect(PAGE).toContain(`\n${usage(flag)}\n`);
      expect(PAGE).toContain(escaped(env));
    }
  });

  it('has what points to other help nowhere, and what nobody types', () => {
    expect(PAGE).not.toMatch(/^More:|^\.SS .*complete"$/m);
  });

  it.each([
    ['.TH is text', '\\&.TH is text'],
    ["it's a \\ and a ~", 'it\\(aqs a \\(rs and a \\(ti'],
    ['--as “x”…', '\\-\\-as \\[u201C]x\\[u201D]\\[u2026]'],
    ["first\n'br", 'first\n\\(aqbr'],
  ])('takes nothing of a text for a request: %s', (text, roff) => {
    expect(escaped(text)).toBe(roff);
  });

  it.each([
    ['-y, --yes', '\\fB\\-y\\fR, \\fB\\-\\-yes\\fR'],
    ['--as <name>', '\\fB\\-\\-as\\fR \\fIname\\fR'],
    ['--sandbox [dir]', '\\fB\\-\\-sandbox\\fR [\\fIdir\\fR]'],
    ['--only <a|b>', '\\fB\\-\\-only\\fR \\fIa|b\\fR'],
  ])('shows what is typed and what is put in: %s', (flags, roff) => {
    expect(usage(flags)).toBe(roff);
  });
});
