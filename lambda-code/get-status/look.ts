import { isLate } from '../job/endpoint.ts';
import { isAbsent } from '../job/failures.ts';
import type { Job } from '../job/job.ts';
import { again, failed, type Outcome } from '../job/outcome.ts';
import { isSettling } from '../job/settling.ts';
import { nextToken } from '../job/token.ts';

/** What a look told: the end, or that it is not over yet. */
export type Sight = Outcome | { readonly kind: 'unfinished'; readonly status: string };

export function unfinished(status: string): Sight {
  return { kind: 'unfinished', status };
}

/** What is told of something that may not have been seen as it is. */
export const NOT_SEEN = 'not seen yet';

export interface Watch {
  /** What is looked at, for messages. */
  readonly subject: string;
  readonly seconds: number;
  /** What to do if that is not enough. */
  readonly remedy: string;
  readonly look: () => Promise<Sight>;
}

/**
 * Looks once. Not over yet: CodePipeline invokes the function again in a while, at its own pace, until the deadline. The
 * token keeps when that began and what was seen last.
 */
export async function watch(job: Job, { subject, seconds, remedy, look }: Watch): Promise<Outcome> {
  const token = job.token();
  const sight = await patiently(look, job, token.notes.status);
  if (sight.kind !== 'unfinished') return sight;
  const message = `${subject} is ${sight.status}`;
  if (isLate(job, token.startedAt, seconds)) {
    return failed('JobFailed', `${message} after more than ${seconds} s, which is the limit; ${remedy}`);
  }
  return again(nextToken(token, { status: sight.status }), message);
}

/** A look that does not show yet what was made is no answer; there will be another. */
async function patiently(look: Watch['look'], job: Job, lastSeen = NOT_SEEN): Promise<Sight> {
  try {
    return await look();
  } catch (error) {
    if (isAbsent(error) && isSettling(job)) return unfinished(lastSeen);
    throw error;
  }
}
