import type { LabEvent } from '../../../src/events.ts';
import { createUi, type UiOptions } from '../../../src/ui/index.ts';
import { FakeInput, FakeOutput } from '../fake-streams.ts';

/** Seconds after the begin, and what happens then. */
export type Course = readonly (readonly [number, LabEvent])[];

export const BEGIN = Date.UTC(2026, 0, 5, 8);

/** The log of a job, in which stdout and stderr are one. */
export async function logOf(
  course: Course,
  env: Readonly<Record<string, string>>,
  options: Partial<UiOptions> = {},
): Promise<string> {
  const log = new FakeOutput();
  let seconds = 0;
  const now = () => BEGIN + seconds * 1000;
  const stdin = new FakeInput({ isTTY: false });
  const ui = await createUi({ output: 'text', stdin, stdout: log, stderr: log, env, yes: true, now, ...options });
  for (const [at, event] of course) {
    seconds = at;
    ui.emit(event);
  }
  ui.close();
  return log.text;
}
