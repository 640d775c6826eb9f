import { credentialsError } from '../errors.ts';
import { dataScientistRole } from '../lab/names.ts';
import { anySession, isSessionName, nameOf, personBehind } from '../lab/person.ts';
import { mlopsLab, type Step } from '../steps.ts';
import { refreshing, type CredentialsProvider } from './credentials.ts';
import { assumedRole, callerIdentity, type RoleToAssume, type SessionOptions } from './sessions.ts';

export interface ScientistOptions {
  /** The person whose session it is, if not the caller's own. */
  readonly as?: string | undefined;
  /** Whether something will belong to the session's name, which has to be the same next time. */
  readonly lasting?: boolean;
  readonly seconds?: number | undefined;
}

/**
 * Credentials in the data scientists' role, under the name of the base credentials' owner or of somebody else. Callers
 * already in that role could not assume it again.
 */
export function scientistCredentials(
  options: SessionOptions,
  base: CredentialsProvider,
  wanted: ScientistOptions = {},
): CredentialsProvider {
  const { lab, clock } = options;
  const roleArn = dataScientistRole(lab);
  return refreshing(async () => {
    const { arn } = await callerIdentity(options, lab.accounts.datascience, base);
    const session = roleArn.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/');
    if (arn.startsWith(`${session}/`)) return ownSession(arn, wanted, base);
    return assumedRole(options, sessionFor(options, arn, wanted), base)();
  }, clock);
}

async function ownSession(arn: string, { as }: ScientistOptions, base: CredentialsProvider) {
  if (as === undefined || as === nameOf(arn)) return base();
  throw credentialsError(
    'role-refused',
    `you are signed in as the data scientist ${nameOf(arn)}, who cannot act as ${as}`,
    'come with the credentials of an administrator of the account to act as somebody else',
  );
}

/**
 * The role's trust policy admits people under their own name; another name requires the permission to set a source
 * identity (templates/datascience/prepare_datascientist_account.yaml).
 */
function sessionFor({ lab }: SessionOptions, arn: string, { as, lasting, seconds }: ScientistOptions): RoleToAssume {
  const own = nameOf(arn);
  const sessionName = as ?? personBehind(arn, lab) ?? (isSessionName(own) && !lasting ? own : anySession(lab));
  const role = { accountId: lab.accounts.datascience.id, roleArn: dataScientistRole(lab), sessionName, seconds };
  if (sessionName === own) return { ...role, hint: FOR_ONESELF };
  return { ...role, sourceIdentity: sessionName, hint: hintForSomebodyElse(role.roleArn, own) };
}

const FOR_ONESELF: readonly Step[] = [
  { say: 'deploy the role of the data scientists', command: mlopsLab('datascience') },
  { say: 'or let it trust the caller (DataScientistTrustedPrincipal)' },
];

function hintForSomebodyElse(roleArn: string, own: string): Step[] {
  const rights = `sts:AssumeRole and sts:SetSourceIdentity on ${roleArn}, as administrators have them`;
  return [...FOR_ONESELF, { say: `to act under another name than your own, ${own}, takes ${rights}` }];
}
