import type { NextStep } from '../../events.ts';
import type { Paint } from './paint.ts';

/** A line each, however long: what is there to be pasted must not be broken. */
export function stepLines(steps: readonly NextStep[], paint: Paint): string[] {
  return steps.map(({ say, command }) => `  → ${say}${command === undefined ? '' : `: ${paint.accent(command)}`}`);
}
