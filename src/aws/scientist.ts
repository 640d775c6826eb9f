import { dataScientistRole } from '../lab/names.ts';
import { personBehind } from '../lab/person.ts';
import { refreshing, type CredentialsProvider } from './credentials.ts';
import { assumedRole, callerIdentity, type SessionOptions } from './sessions.ts';

/**
 * Credentials in the role that data scientists work in, as whoever has the base credentials. Who is signed in as a data
 * scientist already could not assume the role once more.
 */
export function scientistCredentials(
  options: SessionOptions,
  base: CredentialsProvider,
  seconds?: number,
): CredentialsProvider {
  const { lab, clock } = options;
  const account = lab.accounts.datascience;
  const roleArn = dataScientistRole(lab);
  const hint = `deploy it with "mlops-lab datascience", or let ${roleArn} trust the caller (DataScientistTrustedPrincipal)`;
  return refreshing(async () => {
    const { arn } = await callerIdentity(options, account, base);
    const session = roleArn.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/');
    if (arn.startsWith(`${session}/`)) return base();
    const role = { accountId: account.id, roleArn, sessionName: personBehind(arn, lab), seconds, hint };
    return assumedRole(options, role, base)();
  }, clock);
}
