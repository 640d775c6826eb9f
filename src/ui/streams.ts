import type { Variables } from '../ports/variables.ts';
import { UNCUT } from './text/layout.ts';

/** What the user interface needs of a terminal or a pipe to write to. */
export type OutputStream = NodeJS.WritableStream & {
  readonly isTTY?: boolean;
  readonly columns?: number;
};

export type InputStream = NodeJS.ReadableStream & { readonly isTTY?: boolean };

/** Whether lines may be coloured and drawn again; pipes, CI logs and those who ask for neither get plain lines. */
export function isAnimated(stream: OutputStream, env: Variables): boolean {
  return stream.isTTY === true && !env.NO_COLOR && canDraw(env);
}

/** Some CI systems offer a terminal that nobody sits at. */
export function isInteractive(stdin: InputStream, stderr: OutputStream, env: Variables): boolean {
  return stdin.isTTY === true && stderr.isTTY === true && canDraw(env);
}

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

/** Pipes take lines of any length; what is cut in a log is lost. */
export function widthOf(stream: OutputStream): number {
  return stream.isTTY ? (stream.columns ?? 80) : UNCUT;
}

function canDraw({ CI, TERM }: Variables): boolean {
  return (!CI || CI === 'false') && TERM !== 'dumb';
}
