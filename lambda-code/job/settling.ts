import { isAbsent } from './failures.ts';
import type { Job } from './job.ts';

/**
 * How long SageMaker may show what was so before a change, in milliseconds. It reads with eventual consistency and gives no
 * figure (https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateEndpoint.html).
 */
const SETTLING = 60_000;

/** Whether what is seen may be from before this job began. */
export function isSettling(job: Job): boolean {
  return job.now() - job.token().startedAt <= SETTLING;
}

/** The notes with which to look again where something cannot be seen that was just made; none where it is missing for good. */
export function unseenNotes(error: unknown, job: Job): Readonly<Record<string, string>> | undefined {
  if (!isAbsent(error)) return undefined;
  const { unseenSince = String(job.now()) } = job.token().notes;
  return job.now() - Number(unseenSince) <= SETTLING ? { unseenSince } : undefined;
}
