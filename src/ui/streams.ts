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

/** Pipes take lines of any length; what is cut in a log is lost. */
export function widthOf(stream: OutputStream): number {
  return stream.isTTY ? (stream.columns ?? 80) : UNCUT;
}

function canDraw({ CI, TERM }: Variables): boolean {
  return (!CI || CI === 'false') && TERM !== 'dumb';
}
