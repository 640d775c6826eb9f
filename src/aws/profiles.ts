import { parseKnownFiles } from '@smithy/core/config';
import { ACCOUNT_ROLES, type AccountSettings, type LabSettings } from '../lab/accounts.ts';

/**
 * The lab with those profiles taken apart that assume a role with an MFA device. The SDK would ask for a code for each of
 * them, and again every hour; taken apart, one session of the device serves all accounts.
 */
export async function withProfilesTakenApart(lab: LabSettings): Promise<LabSettings> {
  const accounts = await Promise.all(
    ACCOUNT_ROLES.map(async (role) => [role, await takenApart(lab.accounts[role])] as const),
  );
  return { ...lab, accounts: Object.fromEntries(accounts) as LabSettings['accounts'] };
}

async function takenApart(account: AccountSettings): Promise<AccountSettings> {
  const profile = account.profile ?? process.env.AWS_PROFILE;
  if (!profile || account.roleArn || account.mfaSerial) return account;
  const {
    role_arn: roleArn,
    mfa_serial: mfaSerial,
    source_profile: source,
    external_id: externalId,
  } = (await parseKnownFiles({ profile }))[profile] ?? {};
  if (!roleArn || !mfaSerial || !source) return account;
  return { id: account.id, profile: source, roleArn, mfaSerial, ...(externalId && { externalId }) };
}
