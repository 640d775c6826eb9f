import { describe, it } from 'vitest';
import { installed } from '../conformance/installed.ts';
import { inTurn } from '../support/sweep.ts';
import { PAGES, programsOf, stretchesOf } from './shell-blocks.ts';
import { runStretch } from './shell-run.ts';

const OTHERS = PAGES.flatMap((page) => stretchesOf(page)).filter((stretch) => programsOf(stretch).length > 0);

describe('the shell blocks of the pages with programs of others', () => {
  const ofPage = inTurn(2);
  for (const stretch of OTHERS) {
    const name = `${stretch.page}:${String(stretch.blocks[0]?.line)}`;
    const has = programsOf(stretch).every((program) => installed(program, `${name} is not run`));
    ofPage(`${name} succeeds as it is written`, () => runStretch(stretch), it.runIf(has));
  }
});
