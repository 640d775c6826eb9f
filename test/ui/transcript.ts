import { createUi, type UiOptions } from '../../src/ui/index.ts';
import type { LabEvent } from '../../src/events.ts';
import { FakeInput, FakeOutput } from './fake-streams.ts';

export interface Transcript {
  readonly stdout: string;
  readonly stderr: string;
}

/** What a run of events looks like where nobody sits at a terminal. */
export async function transcript(events: readonly LabEvent[], options: Partial<UiOptions> = {}): Promise<Transcript> {
  const stdout = new FakeOutput();
  const stderr = new FakeOutput();
  const stdin = new FakeInput({ isTTY: false });
  const ui = await createUi({ output: 'text', stdin, stdout, stderr, env: {}, yes: false, ...options });
  for (const event of events) ui.emit(event);
  ui.close();
  return { stdout: stdout.text, stderr: stderr.text };
}
