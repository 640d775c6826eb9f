import { credentialsError, type LabError } from '../../errors.ts';
import { aws, type Hint } from '../../steps.ts';
import type { Profile } from './files.ts';
import { plainWords } from './plain-words.ts';

/** Why the SDK got no credentials from a profile, and how to fix profiles of that kind. */
export function providerError(error: unknown, name: string, profile: Profile): LabError {
  const reason = reasonOf(error);
  const { what, hint } = explained(reason, name, profile);
  return credentialsError('no-credentials', `no credentials from the profile "${name}": ${what}`, hint, error);
}

function explained(reason: string, name: string, profile: Profile): { readonly what: string; readonly hint: Hint } {
  const argument = ['--profile', name];
  if (profile.credential_process !== undefined) {
    const what = ofProcess(reason, profile.credential_process);
    return { what, hint: `see that the command works that credential_process of the profile "${name}" names` };
  }
  const what = plainWords(reason);
  if (profile.login_session !== undefined)
    return { what, hint: { say: 'sign in, and try again', command: aws('login', ...argument) } };
  if (profile.sso_account_id !== undefined) return { what, hint: ssoHint(reason, argument, profile) };
  if (profile.web_identity_token_file !== undefined) {
    const role = profile.role_arn ?? 'the role';
    return { what, hint: `see that web_identity_token_file holds a token that is valid, and that ${role} trusts it` };
  }
  return { what, hint: { say: 'see whether this works', command: aws('sts', 'get-caller-identity', ...argument) } };
}

/** A signed-in user may not have access to the account or the permission set. */
function ssoHint(
  reason: string,
  argument: readonly string[],
  { sso_account_id: id = '', sso_role_name: role = '' }: Profile,
): Hint {
  if (/ForbiddenException|No access/.test(reason)) {
    return `have the permission set ${role} in account ${id} assigned to you, or correct sso_account_id and sso_role_name`;
  }
  return { say: 'sign in, and try again', command: aws('sso', 'login', ...argument) };
}

/** Node's message begins with the whole command, whose arguments may be secrets; its stderr output follows. */
function ofProcess(reason: string, command: string): string {
  const failed = `Command failed: ${command}`;
  if (!reason.startsWith(failed)) return plainWords(reason.replaceAll(command, 'it'));
  const said = plainWords(reason.slice(failed.length).replaceAll(command, 'it'));
  return said ? `credential_process failed and says: ${said}` : 'credential_process failed without a word';
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isPlain = ['Error', 'CredentialsProviderError', 'TokenProviderError', 'ProviderError'].includes(error.name);
  return isPlain ? error.message : `${error.name}: ${error.message}`;
}
