import { ACCOUNT_TITLES, type AccountRole } from '../lab/accounts.ts';
import type { Ui } from '../ports/ui.ts';
import { askForSetting, type Question } from './ask.ts';
import type { Draft } from './check.ts';
import { type AccountSetting, flagName, flagOf } from './flags.ts';

type Access = 'profile' | 'role' | 'current';

const CHOICES: readonly { readonly value: Access; readonly name: string }[] = [
  { value: 'profile', name: 'through a profile of my AWS configuration' },
  { value: 'role', name: 'through a role that my current credentials may assume' },
  { value: 'current', name: 'with my current credentials as they are' },
];

/** Asks how to reach an account that is not configured yet. Never required, so only guided runs ask. */
export async function askAccess(draft: Draft, role: AccountRole, ui: Pick<Ui, 'ask' | 'choose'>): Promise<Draft> {
  const title = ACCOUNT_TITLES[role];
  const access = await ui.choose({
    message: `How is the ${title} account reached?`,
    choices: CHOICES,
    default: 'profile',
    flag: flagName(flagOf(`accounts.${role}.profile`)),
  });
  if (access === 'profile') {
    const help = 'as in `aws --profile`; `aws configure list-profiles` lists them';
    return askForSetting(draft, question(role, 'profile', `Profile for the ${title} account`, help), ui);
  }
  return access === 'role' ? askRole(draft, role, ui) : draft;
}

async function askRole(draft: Draft, role: AccountRole, ui: Pick<Ui, 'ask'>): Promise<Draft> {
  const title = ACCOUNT_TITLES[role];
  const help = 'its whole ARN, such as arn:aws:iam::<account id>:role/LabAdministrator';
  const withRole = await askForSetting(draft, question(role, 'roleArn', `Role in the ${title} account`, help), ui);
  const externalId = question(role, 'externalId', 'External id', "empty unless the role's trust policy asks for one");
  return askForSetting(withRole, { ...externalId, optional: true }, ui);
}

function question(role: AccountRole, setting: AccountSetting, message: string, help: string): Question {
  const path = `accounts.${role}.${setting}` as const;
  return { path, flag: flagName(flagOf(path)), message, help };
}
