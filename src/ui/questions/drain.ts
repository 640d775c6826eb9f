import { leftAtQuestion } from '../../errors.ts';
import type { InputStream } from '../streams.ts';

/** How long nothing may come until all that was typed before has come, and how long that may take, in milliseconds. */
const QUIET = 40;
const PATIENCE = 1000;

/** Ctrl-C and Ctrl-D end the run, also where they were typed before the question. */

const LEAVE = /[\u0003\u0004]/;

/**
 * Throws away what was typed before a question came up. Lines wait in the terminal until somebody reads them, and raw
 * mode hands over an unfinished one, too.
 */
export async function drain(stdin: InputStream): Promise<void> {
  let typed = '';
  let heard = (): void => undefined;
  const note = (chunk: Buffer | string): void => {
    typed += chunk.toString();
    heard();
  };
  stdin.setRawMode?.(true);
  stdin.on('data', note);
  await untilQuiet((listener) => (heard = listener));
  stdin.off('data', note).pause();
  stdin.setRawMode?.(false);
  if (LEAVE.test(typed)) throw leftAtQuestion();
}

function untilQuiet(listen: (heard: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const last = setTimeout(resolve, PATIENCE);
    const end = (): void => {
      clearTimeout(last);
      resolve();
    };
    let quiet = setTimeout(end, QUIET);
    listen(() => {
      clearTimeout(quiet);
      quiet = setTimeout(end, QUIET);
    });
  });
}
