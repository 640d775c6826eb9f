import type { LabEvent, SecretEvent } from '../../events.ts';
import type { OutputStream } from '../streams.ts';
import type { View } from './view.ts';
import { visibleJson } from '../text/visible.ts';

/** One event per line, for programs, each with its time. It draws nothing, so there is nothing to suspend. */
export function createJsonView(stdout: OutputStream, now: () => number): View {
  const nothing = () => undefined;
  const write = ({ type, ...event }: LabEvent | Omit<SecretEvent, 'time'>) => {
    const time = new Date(now()).toISOString();
    stdout.write(`${visibleJson({ type, time, ...event })}\n`);
  };
  return {
    emit: write,
    reveal: (secret) => write({ type: 'secret', ...secret }),
    suspend: nothing,
    resume: nothing,
    close: nothing,
  };
}
