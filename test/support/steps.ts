import { showSteps } from '../../src/compose/show-steps.ts';
import type { NextStep } from '../../src/events.ts';
import type { Step } from '../../src/steps.ts';

/** As a run shows steps that was given no flags. */
export const shown = showSteps({ command: 'init', flags: {}, options: { dryRun: false }, args: ['init'] });

/** Steps as one text, such as `look at the lab: mlops-lab status`. */
export function inWords(steps: readonly (Step | NextStep)[]): string {
  const words = steps.flatMap((step) => (isShown(step) ? step : shown([step])));
  return words.map(({ say, command }) => (command === undefined ? say : `${say}: ${command}`)).join('\n');
}

function isShown(step: Step | NextStep): step is NextStep {
  return typeof step.command !== 'object';
}

/** Matches steps by their words. */
export function saying(words: string | RegExp): object {
  return {
    asymmetricMatch: (steps: readonly Step[]) => {
      const text = inWords(steps);
      return typeof words === 'string' ? text.includes(words) : words.test(text);
    },
    toString: () => `Saying<${String(words)}>`,
  };
}
