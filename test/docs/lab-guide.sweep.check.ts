import { describe, expect, it } from 'vitest';
import { drawn } from '../support/sweep.ts';
import { DAY, PICTURES, readPage } from './guide-stage.ts';
import { TO_REPRODUCE } from './trouble-rows.ts';
import { REPRODUCED } from './troubles.ts';

const GUIDE = readPage('docs/lab-guide.md');

/** `…` stands for anything. */
function patternOf(error: string): RegExp {
  const parts = error.split('…').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(parts.join('.*'), 's');
}

describe('the troubleshooting tables of the guide', () => {
  it('name each error that is reproduced, and no other', () => {
    expect(TO_REPRODUCE).toEqual(Object.keys(REPRODUCED));
  });

  it.each(drawn(Object.entries(REPRODUCED), 8))('%s', async (error, reproduce) => {
    expect(await reproduce()).toMatch(patternOf(error));
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
