import type { ErrorEntries } from './entry.ts';

/** Who runs the command, and what they are allowed. */
export const ACCESS = {
  profile: {
    exit: 'credentials',
    what: 'A profile of the AWS CLI cannot be used.',
    why: 'It does not exist, lacks an entry, or leads back to itself through `source_profile`.',
    remedy: 'Correct the profile that the error names, or name another one.',
  },
  'no-credentials': {
    exit: 'credentials',
    what: 'There are no credentials for an account.',
    why: 'No profile and no keys are set, or the way that the profile describes gives none.',
    remedy: 'Sign in, set `AWS_PROFILE` or keys, or name a profile in the settings. `--sandbox` needs none.',
  },
  'credentials-expired': {
    exit: 'credentials',
    what: 'The credentials have expired.',
    why: 'Sessions end after some hours, also while a command runs.',
    remedy: 'Sign in again and run the same command again: it goes on where it stopped.',
  },
  'credentials-invalid': {
    exit: 'credentials',
    what: 'AWS does not accept the credentials.',
    why: 'The access key does not exist, is disabled, or its secret is wrong.',
    remedy: 'Check the key or the profile with `aws sts get-caller-identity`.',
  },
  'mfa-failed': {
    exit: 'credentials',
    what: 'There is no session for the MFA device.',
    why: 'The code is wrong or was used already, or the device belongs to another user.',
    remedy: 'Wait for the next code. `mfaSerial` needs the keys of the user that the device belongs to.',
  },
  'role-refused': {
    exit: 'credentials',
    what: 'A role cannot be assumed.',
    why: 'Its trust policy does not let the caller in, or the caller may not assume it.',
    remedy: 'Have the role trust the caller, or correct the settings of the role that the error names.',
  },
  'wrong-account': {
    exit: 'credentials',
    what: 'The credentials lead to another account than the settings say.',
    why: 'The profile or role belongs to another account. Nothing was changed.',
    remedy: 'Correct the profile, the role or the account id.',
  },
  'region-disabled': {
    exit: 'credentials',
    what: 'An account has not enabled the region.',
    why: 'Newer regions have to be enabled in each account, and until then accept no keys.',
    remedy: 'Enable the region in every account of the lab, or choose another region.',
  },
  'access-denied': {
    exit: 'failed',
    what: 'AWS refuses a call for lack of permissions.',
    why: 'The role or user that runs the command lacks the action that the message names.',
    remedy: 'Allow it. `docs/permissions.md` has the policies that the commands need.',
  },
  clock: {
    exit: 'failed',
    what: 'The clock of this machine is wrong.',
    why: 'AWS takes only requests whose time is right to a few minutes.',
    remedy: 'Set the clock of this machine.',
  },
} as const satisfies ErrorEntries;
