import type { Variables } from '../../ports/variables.ts';
import { guardOf } from '../ci/github.ts';
import { failureLines } from '../result/result.ts';
import { UNCUT } from '../text/layout.ts';
import { paintFor } from '../text/paint.ts';
import type { OutputStream } from '../streams.ts';
import type { View } from './view.ts';

/** For programs that read stdout and show stderr to people: the requested text, or the reason why there is none. */
export function createBareView(stdout: OutputStream, stderr: OutputStream, env: Variables): View {
  const paint = paintFor(false);
  const guard = guardOf(env);
  const nothing = () => undefined;
  return {
    emit(event) {
      if (event.type !== 'result') return;
      for (const line of failureLines(event, paint, UNCUT)) stderr.write(`${guard(line)}\n`);
    },
    reveal: ({ text }) => void stdout.write(`${text}\n`),
    suspend: nothing,
    resume: nothing,
    close: nothing,
  };
}
