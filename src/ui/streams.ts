import type { Variables } from '../ports/variables.ts';
import { UNCUT } from './text/layout.ts';

/** The parts of a terminal or pipe that the user interface writes to. */
export type OutputStream = NodeJS.WritableStream & {
  readonly isTTY?: boolean;
  readonly columns?: number;
};

export type InputStream = NodeJS.ReadableStream & {
  readonly isTTY?: boolean;
  setRawMode?(raw: boolean): unknown;
};

/** Whether lines may be coloured and redrawn; pipes, CI logs and users who opt out get plain lines. */
export function isAnimated(stream: OutputStream, env: Variables): boolean {
  return stream.isTTY === true && !env.NO_COLOR && canDraw(env);
}

/** Some CI systems provide a terminal that nobody sits at. */
export function isInteractive(stdin: InputStream, stderr: OutputStream, env: Variables): boolean {
  return stdin.isTTY === true && stderr.isTTY === true && canDraw(env);
}

/** Pipes accept lines of any length; what is cut from a log is lost. */
export function widthOf(stream: OutputStream): number {
  return stream.isTTY ? (stream.columns ?? 80) : UNCUT;
}

function canDraw({ CI, TERM }: Variables): boolean {
  return (!CI || CI === 'false') && TERM !== 'dumb';
}
