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

/** Whether lines may be redrawn; pipes, CI logs and people who opt out get lines that stay. */
export function isAnimated(stream: OutputStream, env: Variables): boolean {
  return stream.isTTY === true && canDraw(env) && !isAccessible(env);
}

/** `FORCE_COLOR` wins over `NO_COLOR` (force-color.org, no-color.org), and `--color` over both. */
export function isColoured(stream: OutputStream, env: Variables): boolean {
  const { FORCE_COLOR, NO_COLOR } = env;
  if (FORCE_COLOR) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return stream.isTTY === true && !NO_COLOR && canDraw(env);
}

/** For screen readers: nothing is redrawn, choices are numbered, and rows of tables are lists. */
export function isAccessible({ MLOPS_LAB_ACCESSIBLE: wanted }: Variables): boolean {
  return wanted !== undefined && wanted !== '' && wanted !== '0' && wanted !== 'false';
}

/** Some CI systems provide a terminal that nobody sits at. */
export function isInteractive(stdin: InputStream, stderr: OutputStream, env: Variables): boolean {
  return stdin.isTTY === true && stderr.isTTY === true && canDraw(env);
}

/** What is narrower holds no line, and a terminal without a size says 0 (`script`, `docker exec -t`, `ssh -tt`). */
const NARROWEST = 20;

/** Whether it is known how lines wrap there, which redrawing needs. */
export function isWideEnough({ columns = 0 }: OutputStream): boolean {
  return columns >= NARROWEST;
}

/** Pipes accept lines of any length, and terminals of unknown width wrap them; what is cut from a log is lost. */
export function widthOf(stream: OutputStream): number {
  return stream.isTTY && isWideEnough(stream) ? (stream.columns ?? UNCUT) : UNCUT;
}

function canDraw({ CI, TERM }: Variables): boolean {
  return (!CI || CI === 'false') && TERM !== 'dumb';
}
