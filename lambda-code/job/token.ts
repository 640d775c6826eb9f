import { JobFailure } from './failures.ts';

/** What one invocation of a job tells the next. */
export interface Token {
  /** When the job began, in milliseconds since the epoch. */
  readonly startedAt: number;
  /** Counts the invocations, from 1 on. */
  readonly attempt: number;
  readonly notes: Readonly<Record<string, string>>;
}

/** https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_PutJobSuccessResult.html */
const LONGEST = 2048;

export function firstToken(now: number): Token {
  return { startedAt: now, attempt: 1, notes: {} };
}

/** The token of the next invocation; notes that are too long for it are cut. */
export function nextToken({ startedAt, attempt }: Token, notes: Token['notes'] = {}): string {
  for (let most = LONGEST; ; most = Math.floor(most / 2)) {
    const short = Object.fromEntries(Object.entries(notes).map(([name, note]) => [name, cut(note, most)]));
    const text = JSON.stringify({ startedAt, attempt: attempt + 1, notes: short } satisfies Token);
    if (text.length <= LONGEST || most === 0) return text;
  }
}

export function readToken(text: string): Token {
  const token = parsed(text);
  if (!isToken(token)) {
    throw new JobFailure(
      'JobFailed',
      'the continuation token is not one of this function, which must have been replaced meanwhile; retry the stage',
    );
  }
  return token;
}

export function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, Math.max(0, most - 1))}…`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isToken(value: unknown): value is Token {
  const { startedAt, attempt, notes } = (value ?? {}) as Partial<Record<keyof Token, unknown>>;
  return typeof startedAt === 'number' && typeof attempt === 'number' && isNotes(notes);
}

function isNotes(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.values(value).every((each) => typeof each === 'string');
}
