import fc from 'fast-check';
import { encode } from 'uqr';
import { describe, expect, it } from 'vitest';
import { commandsFor } from '../../src/actions/handout/commands.ts';
import type { LabSettings } from '../../src/lab/accounts.ts';
import { costOf, notebookCosts } from '../../src/lab/cost.ts';
import { markIn, markText, type HandoutMark } from '../../src/lab/handout-mark.ts';
import { switchRoleLink } from '../../src/lab/names.ts';
import { STACK_IDS } from '../../src/lab/stacks.ts';
import type { Handout } from '../../src/pages/handout/handout.ts';
import { indexPage } from '../../src/pages/handout/index-page.ts';
import { labPage } from '../../src/pages/handout/lab-page.ts';
import { HANDOUT_STYLE } from '../../src/pages/handout/style.ts';
import { LAB } from '../support/rehearsal.ts';
import { expectAccessible, expectContrast } from './accessibility.ts';

const HOSTILE = '</p><script>alert(1)</script>"\'&\u202e';
const SHOWN = '&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;\\u{202e}';

/** As long as names get. */
const LONGEST: LabSettings = { ...LAB, name: 'course-2026-long', region: 'ap-southeast-2' };

const mark = { page: 'lab', lab: 'lab', region: 'us-east-1' } as const;

function handoutOf(lab: LabSettings, more: Partial<Handout> = {}): Handout {
  const context = { lab, alone: false, showSteps: () => expect.fail('on AWS readers have settings of their own') };
  return {
    lab,
    commands: commandsFor(context, more.person),
    cost: costOf(lab, { stacks: STACK_IDS, zones: 1 }),
    notebookCosts: notebookCosts(lab),
    pictures: { pipeline: '<svg/>', submit: '<svg/>', rejected: '<svg/>' },
    isRehearsal: false,
    ...more,
  };
}

describe('the page of a lab on AWS', () => {
  it('has the file that its commands find the lab by, and commands that need nothing else', () => {
    const page = labPage(handoutOf(LAB), mark);
    expect(page).toContain('name: lab\nregion: us-east-1\naccounts:\n  tools: { id: &quot;111111111111&quot; }');
    const read = page.replaceAll(/<\/?span>/g, '');
    expect(read).toContain('<code>npx mlops-lab notebook launch research-YOUR-NAME --team research --size small');
    expect(page).toContain('<span>--team</span> research');
    expect(page).not.toContain('--sandbox');
    expect(page).not.toContain('rehearsal');
    expectAccessible(page);
  });

  it('shows what others wrote as text, in each place', () => {
    const page = labPage(handoutOf(LAB, { person: { name: HOSTILE, email: HOSTILE }, contact: HOSTILE }), {
      ...mark,
      page: 'person',
      person: HOSTILE,
    });
    expect(page).not.toMatch(/<script|\u202e/);
    expect(page.split(SHOWN).length - 1).toBeGreaterThanOrEqual(4);
    const index = indexPage([
      { lab: 'lab', region: 'us-east-1', file: 'a b.html', people: [{ name: HOSTILE, file: '"><b>' }] },
    ]);
    expect(index).not.toMatch(/<script|\u202e|"><b>/);
    expect(index).toContain(SHOWN);
    expect(index).toContain('href="a%20b.html"');
    expectAccessible(index);
  });

  it.each([
    [{ approval: true }, /waits for up to seven days/],
    [{ approval: false }, /Nobody has to approve it/],
    [{ metric: 'rmse', threshold: 250 } as const, /root mean squared error is at most\s+<b>250 g</],
  ])('says by what a model is judged there: %j', (pipeline, expected) => {
    expect(labPage(handoutOf({ ...LAB, pipeline: { ...LAB.pipeline, ...pipeline } }), mark)).toMatch(expected);
  });

  it('draws every name in its box, however long', () => {
    const page = labPage(handoutOf(LONGEST), mark);
    const lines = [...page.matchAll(/class="name[^>]*>\s*([^<]+)</g)].map(([, text = '']) => text.trim());
    expect(lines.join('')).toContain('mlops-course-2026-long--submissions-111111111111-ap-southeast-2');
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(42);
    expect(page).toContain('research-course-2026-long');
  });

  it('has the way in as a code with room around it, as the encoder made it', () => {
    const [, size = '', path = ''] =
      /viewBox="0 0 (\d+) \d+"[^]*?<path d="([^"]+)"/.exec(labPage(handoutOf(LAB), mark)) ?? [];
    const drawn = Array.from({ length: Number(size) }, () => Array.from({ length: Number(size) }, () => false));
    for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
      drawn[Number(y)]?.fill(true, Number(x), Number(x) + Number(run));
    }
    expect(drawn).toEqual(encode(switchRoleLink(LAB), { ecc: 'M', border: 4 }).data);
  });

  it('can be read in light and in dark', () => {
    expectContrast(HANDOUT_STYLE);
  });
});

describe('the mark of a page', () => {
  const anything = fc.string({ unit: 'binary' });
  const marks: fc.Arbitrary<HandoutMark> = fc.oneof(
    fc.constant({ page: 'index' } as const),
    fc.record(
      { page: fc.constantFrom('lab', 'person'), lab: anything, region: anything, until: anything, person: anything },
      { requiredKeys: ['page', 'lab', 'region'] },
    ),
  );

  it('is read as it was written, and is one comment whatever it holds', () => {
    fc.assert(
      fc.property(marks, (written) => {
        const text = markText(written);
        expect(text).toMatch(/^<!-- [ -~]* -->$/);
        expect(text.slice(4, -3)).not.toMatch(/--|[<>]/);
        expect(markIn(`<!doctype html>\n${text}\n<html>`)).toEqual(written);
      }),
    );
  });

  it.each(['', '<!-- mlops-lab handout {"page":"lab"} -->', '<!-- mlops-lab handout {"page":} -->', '<!-- {} -->'])(
    'is none in %j',
    (text) => {
      expect(markIn(text)).toBeUndefined();
    },
  );
});
