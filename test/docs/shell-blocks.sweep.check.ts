import { describe } from 'vitest';
import { SEQUENCES } from '../cli/help-examples.ts';
import { inTurn } from '../support/sweep.ts';
import { PAGES, programsOf, stretchesOf } from './shell-blocks.ts';
import { runStretch } from './shell-run.ts';

/** Those that need no program but ours; `shell-blocks.sweep.outside.ts` has the others. */
const OURS = PAGES.flatMap((page) => stretchesOf(page)).filter((stretch) => programsOf(stretch).length === 0);

describe('shell blocks as they are written', () => {
  const ofOurs = inTurn(OURS.length + SEQUENCES.length);
  for (const stretch of OURS) {
    const { page, blocks } = stretch;
    ofOurs(`succeed from line ${String(blocks[0]?.line)} of ${page} on`, () => runStretch(stretch));
  }
  for (const { place, lines } of SEQUENCES) {
    const first = lines.find((line) => line.startsWith('mlops-lab')) ?? '';
    const blocks = lines.map((script, at) => ({ line: at + 1, script }));
    ofOurs(`succeed from "${first}" of the help on, in ${place}`, () => runStretch({ page: 'help', place, blocks }));
  }
});
