import type { NextStep } from '../../events.ts';
import { fold, plainLength } from './layout.ts';
import type { Paint } from './paint.ts';

/**
 * What is suggested, a line each where that fits the width. Elsewhere words are folded, and a command stands below them in one line,
 * however long: what is there to be pasted must not be broken. Commands are bold, since no colour of a terminal is readable on a
 * light and on a dark background.
 */
export function stepLines(steps: readonly NextStep[], paint: Paint, width: number): string[] {
  return steps.flatMap(({ say, command }) => {
    if (command === undefined) return foldLines(`  → ${say}`, width);
    const line = setOff(`  → ${say}: ${paint.strong(command)}`);
    if (plainLength(line) <= width) return [line];
    return [...foldLines(`  → ${say}:`, width), setOff(`      ${paint.strong(command)}`)];
  });
}

/** Folds each line of a text. */
export function foldLines(text: string, width: number): string[] {
  return setOff(text)
    .split('\n')
    .flatMap((line) => fold(line, width));
}

/** Lines after the first are indented: only our own lines begin at the margin. */
function setOff(text: string): string {
  return text.replace(/\n(?! {2})/g, '\n  ');
}
