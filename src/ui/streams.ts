import { UNCUT } from './layout.ts';

/** What the user interface needs of a terminal or a pipe to write to. */
export type OutputStream = NodeJS.WritableStream & {
  readonly isTTY?: boolean;
  readonly columns?: number;
};

export type InputStream = NodeJS.ReadableStream & { readonly isTTY?: boolean };

export type Environment = Readonly<Record<string, string | undefined>>;

/** Whether lines may be coloured and drawn again; pipes, CI logs and those who ask for neither get plain lines. */
export function isAnimated(stream: OutputStream, env: Environment): boolean {
  return stream.isTTY === true && !env.NO_COLOR && canDraw(env);
}

/** Some CI systems offer a terminal that nobody sits at. */
export function isInteractive(stdin: InputStream, stderr: OutputStream, env: Environment): boolean {
  return stdin.isTTY === true && stderr.isTTY === true && canDraw(env);
}

/** A pager that is quit must not end a deployment, nor a help text in an error. */
export function surviveClosedPipe(stream: OutputStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

/** Pipes take lines of any length; what is cut in a log is lost. */
export function widthOf(stream: OutputStream): number {
  return stream.isTTY ? (stream.columns ?? 80) : UNCUT;
}

function canDraw({ CI, TERM }: Environment): boolean {
  return (!CI || CI === 'false') && TERM !== 'dumb';
}
