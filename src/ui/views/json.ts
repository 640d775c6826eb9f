import type { OutputStream } from '../streams.ts';
import type { View } from './view.ts';
import { visibleJson } from '../text/visible.ts';

/** One event per line, for programs. It draws nothing, so there is nothing to suspend. */
export function createJsonView(stdout: OutputStream): View {
  const nothing = () => undefined;
  const write = (event: object) => void stdout.write(`${visibleJson(event)}\n`);
  return {
    emit: write,
    reveal: (secret) => write({ type: 'secret', ...secret }),
    suspend: nothing,
    resume: nothing,
    close: nothing,
  };
}
