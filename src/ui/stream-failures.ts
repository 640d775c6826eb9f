import type { OutputStream } from './streams.ts';

const failures = new WeakMap<OutputStream, NodeJS.ErrnoException>();

/** A pager that is quit or a disk that is full must not end a deployment; what came of it is asked at its end. */
export function keepFailures(stream: OutputStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (!failures.has(stream)) failures.set(stream, error);
  });
}

/** Why not all that was written has reached whoever reads it; undefined where it has. */
export async function failureOf(stream: OutputStream): Promise<NodeJS.ErrnoException | undefined> {
  await new Promise<void>((done) => stream.write('', () => setImmediate(done)));
  return failures.get(stream);
}
