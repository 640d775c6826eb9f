import type { OutputStream } from './streams.ts';

const failures = new WeakMap<OutputStream, NodeJS.ErrnoException>();

/** A closed pager or a full disk must not end a deployment; its error is checked at the end. */
export function keepFailures(stream: OutputStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (!failures.has(stream)) failures.set(stream, error);
  });
}

/** The reason why not all output was written; undefined if it was. */
export async function failureOf(stream: OutputStream): Promise<NodeJS.ErrnoException | undefined> {
  await new Promise<void>((done) => stream.write('', () => setImmediate(done)));
  return failures.get(stream);
}
