import { ACCOUNT_TITLES, type AccountRole } from '../../lab/accounts.ts';
import type { FoundProfile, FoundSession } from '../../ports/ways-in.ts';
import { aws } from '../../steps.ts';
import type { Guide } from './surroundings.ts';

export function sessionChoice({ name }: FoundSession) {
  return { value: `\u0000session ${name}`, name: `single sign-on ${name}: no profile uses it yet` };
}

/**
 * A sign-on leads to many accounts, and only a profile says to which one and as whom. The AWS CLI makes that in the browser (user
 * guide, "Configuring IAM Identity Center authentication with the AWS CLI").
 */
export function explainSession(
  { name, startUrl }: FoundSession,
  role: AccountRole,
  profiles: readonly FoundProfile[],
  { ui, show }: Pick<Guide, 'ui' | 'show'>,
): void {
  const title = ACCOUNT_TITLES[role];
  ui.emit({
    type: 'notice',
    level: 'info',
    message:
      `single sign-on ${name}${startUrl === undefined ? '' : ` (${startUrl})`} may lead to many accounts; ` +
      `a profile says to which, and as whom`,
    next: show([
      {
        say:
          `in another terminal, with version 2 of the AWS CLI, answer "${name}" to "SSO session name" and choose the ${title} ` +
          'account; then give the name of the profile here',
        command: aws('configure', 'sso', '--profile', freeName(`lab-${role}`, profiles)),
      },
    ]),
  });
}

/** A name that no profile has. */
function freeName(wanted: string, profiles: readonly FoundProfile[]): string {
  const isTaken = (name: string) => profiles.some((each) => each.name === name);
  let name = wanted;
  for (let number = 2; isTaken(name); number++) name = `${wanted}-${String(number)}`;
  return name;
}
