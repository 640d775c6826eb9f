import { AssumeRoleCommand, STSClient, type Credentials } from '@aws-sdk/client-sts';
import { JobFailure } from './failures.ts';
import type { Job } from './job.ts';
import type { ClientSetup } from './setup.ts';

/** Keys are renewed this long before they expire. */
const LEAD = 300_000;

/** The shortest session that STS gives; a function lives no longer. */
const SECONDS = 900;

interface SessionKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
}

/** How clients of the Staging account are made: they act as the deploy role, with one session for all of them. */
export function stagingClient(job: Job): ClientSetup {
  const RoleArn = job.environment.text('DEPLOY_ROLE_ARN');
  const ExternalId = job.environment.text('DEPLOY_EXTERNAL_ID');
  const RoleSessionName = sessionName(job.id);
  const sts = new STSClient(job.client);
  const assume = () =>
    job.call(`AssumeRole of ${RoleArn}`, async (options) => {
      const input = { RoleArn, ExternalId, RoleSessionName, DurationSeconds: SECONDS };
      const { Credentials } = await sts.send(new AssumeRoleCommand(input), options);
      return keysOf(Credentials);
    });
  return { ...job.client, credentials: cached(assume, job.now) };
}

function sessionName(jobId: string): string {
  return `mlops-${jobId.replace(/[^\w+=,.@-]/g, '-')}`.slice(0, 64);
}

/** Clients each ask their provider anew. */
function cached(assume: () => Promise<SessionKeys>, now: () => number): () => Promise<SessionKeys> {
  let current: Promise<SessionKeys> | undefined;
  return async () => {
    const keys = await current?.catch(() => undefined);
    if (keys && keys.expiration.getTime() - now() > LEAD) return keys;
    current = assume();
    return current;
  };
}

function keysOf(credentials: Partial<Credentials> = {}): SessionKeys {
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = credentials;
  if (!AccessKeyId || !SecretAccessKey || !SessionToken || !Expiration) {
    throw new JobFailure('SystemUnavailable', 'STS answered AssumeRole without keys; retry the stage');
  }
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
    expiration: Expiration,
  };
}
