import type { OutputStream } from './streams.ts';
import { redact } from './redact.ts';
import type { View } from './view.ts';

/** One event a line, for programs. Nothing of it is drawn, so there is nothing to suspend. */
export function createJsonView(stdout: OutputStream): View {
  const nothing = () => undefined;
  return {
    emit: (event) => void stdout.write(`${JSON.stringify(redact(event))}\n`),
    reveal: (secret) => void stdout.write(`${JSON.stringify({ type: 'secret', ...secret })}\n`),
    suspend: nothing,
    resume: nothing,
    close: nothing,
  };
}
