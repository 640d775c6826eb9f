import { failureLines } from '../result/result.ts';
import { paintFor } from '../text/paint.ts';
import type { OutputStream } from '../streams.ts';
import type { View } from './view.ts';

/** For programs that read stdout and show stderr to people: the requested text, or the reason why there is none. */
export function createBareView(stdout: OutputStream, stderr: OutputStream): View {
  const paint = paintFor(false);
  const nothing = () => undefined;
  return {
    emit(event) {
      if (event.type !== 'result') return;
      for (const line of failureLines(event, paint)) stderr.write(`${line}\n`);
    },
    reveal: ({ text }) => void stdout.write(`${text}\n`),
    suspend: nothing,
    resume: nothing,
    close: nothing,
  };
}
