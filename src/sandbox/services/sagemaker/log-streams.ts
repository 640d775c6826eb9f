import { AwsError } from '../../kernel/aws-error.ts';
import type { Actor } from './roles.ts';

const BATCH = 5_000;

/** Writes a new stream with the role's permissions. Where they do not suffice there is no log, and all else goes on. */
export function writeLog(actor: Actor, logGroupName: string, logStreamName: string, lines: readonly string[]): void {
  const timestamp = actor.place.cloud.world.now;
  try {
    unlessThere(() => actor.invoke('logs', 'CreateLogGroup', { logGroupName }));
    unlessThere(() => actor.invoke('logs', 'CreateLogStream', { logGroupName, logStreamName }));
    for (let start = 0; start < lines.length; start += BATCH) {
      const logEvents = lines.slice(start, start + BATCH).map((message) => ({ timestamp, message }));
      actor.invoke('logs', 'PutLogEvents', { logGroupName, logStreamName, logEvents });
    }
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
  }
}

/** Roles that may not make a group can still write to one that is there. */
function unlessThere(create: () => void): void {
  try {
    create();
  } catch (error) {
    const isFine = error instanceof AwsError && /AlreadyExists|AccessDenied/.test(error.code);
    if (!isFine) throw error;
  }
}
