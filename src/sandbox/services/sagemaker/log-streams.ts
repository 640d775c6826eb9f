import { AwsError } from '../../kernel/aws-error.ts';
import type { Actor } from './roles.ts';

const BATCH = 5_000;

/** Writes a new stream with the role's permissions. Where they do not suffice there is no log, and all else goes on. */
export function writeLog(actor: Actor, logGroupName: string, logStreamName: string, lines: readonly string[]): void {
  const timestamp = actor.place.cloud.world.now;
  try {
    openStream(actor, { logGroupName, logStreamName });
    for (let start = 0; start < lines.length; start += BATCH) {
      const logEvents = lines.slice(start, start + BATCH).map((message) => ({ timestamp, message }));
      actor.invoke('logs', 'PutLogEvents', { logGroupName, logStreamName, logEvents });
    }
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
  }
}

/** A group is made only where there is none, so that a role that may not make groups writes to one that is there. */
function openStream(actor: Actor, stream: { readonly logGroupName: string; readonly logStreamName: string }): void {
  const create = () => actor.invoke('logs', 'CreateLogStream', stream);
  try {
    create();
  } catch (error) {
    const code = error instanceof AwsError ? error.code : '';
    if (code === 'ResourceAlreadyExistsException') return;
    if (code !== 'ResourceNotFoundException') throw error;
    actor.invoke('logs', 'CreateLogGroup', { logGroupName: stream.logGroupName });
    create();
  }
}
