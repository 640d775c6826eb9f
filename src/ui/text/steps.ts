import type { NextStep } from '../../events.ts';
import type { Paint } from './paint.ts';

/**
 * A line each, however long: what is there to be pasted must not be broken. Commands are bold, since no colour of a terminal is
 * readable on a light and on a dark background.
 */
export function stepLines(steps: readonly NextStep[], paint: Paint): string[] {
  return steps.map(({ say, command }) => `  → ${say}${command === undefined ? '' : `: ${paint.strong(command)}`}`);
}
