import type { Variables } from '../ports/variables.ts';
import { UNCUT } from './text/layout.ts';

/** The parts of a terminal or pipe that the user interface writes to. */
export type OutputStream = NodeJS.WritableStream & {
  readonly isTTY?: boolean;
  readonly columns?: number;
};

export type InputStream = NodeJS.ReadableStream & { readonly isTTY?: boolean };

/** Whether lines may be coloured and redrawn; pipes, CI logs and users who opt out get plain lines. */
export function isAnimated(stream: OutputStream, env: Variables): boolean {
  return stream.isTTY === true && !env.NO_COLOR && canDraw(env);
}

/** Some CI systems provide a terminal that nobody sits at. */
export function isInteractive(stdin: InputStream, stderr: OutputStream, env: Variables): boolean {
  return stdin.isTTY === true && stderr.isTTY === true && canDraw(env);
}

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

/** Pipes accept lines of any length; what is cut from a log is lost. */
export function widthOf(stream: OutputStream): number {
  return stream.isTTY ? (stream.columns ?? 80) : UNCUT;
}

function canDraw({ CI, TERM }: Variables): boolean {
  return (!CI || CI === 'false') && TERM !== 'dumb';
}
