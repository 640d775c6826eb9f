import { isInterruption, LabError } from '../../errors.ts';
import { ACCOUNT_ROLES, ACCOUNT_TITLES, type AccountRole } from '../../lab/accounts.ts';
import { callerOf } from '../../lab/caller.ts';
import type { WayIn } from '../../ports/ways-in.ts';
import { askForSetting, withAnswer } from '../ask.ts';
import type { Draft } from '../check.ts';
import { type AccountSetting, flagName, flagOf } from '../flags.ts';
import { valueAt, withValue } from '../settings-tree.ts';
import { explainSession, sessionChoice } from './single-sign-on.ts';
import type { Guide } from './surroundings.ts';

/** What cannot be a profile's name, since those have no control characters. */
const OTHER = { typed: '\u0000typed', role: '\u0000role', current: '\u0000current' };

/** Asks for the way into an account until it leads to one, and takes the account's id from there. */
export async function askAccount(draft: Draft, role: AccountRole, of: Guide): Promise<Draft> {
  let tried = hasWay(draft, role) ? draft : await askWay(draft, role, of);
  for (;;) {
    const id = await identified(tried, role, of);
    if (id !== undefined) return withAnswer(tried, `accounts.${role}.id`, id);
    tried = await askWay(withoutAccount(draft, role), role, of);
  }
}

/** A way that was given without the id of the account, by a flag or the file. */
function hasWay({ values }: Draft, role: AccountRole): boolean {
  return (['profile', 'roleArn'] as const).some((key) => valueAt(values, ['accounts', role, key]) !== undefined);
}

async function askWay(draft: Draft, role: AccountRole, of: Guide): Promise<Draft> {
  const path = `accounts.${role}.profile` as const;
  const { profiles, sessions } = await of.ways.look();
  const way = await of.ui.search({
    message: `Way into the ${ACCOUNT_TITLES[role]} account`,
    choices: [
      ...profiles.map(({ name, kind }) => ({ value: name, name: `profile ${name}: ${kind}` })),
      ...sessions.map(sessionChoice),
      { value: OTHER.role, name: 'a role that my current credentials may assume', always: true },
      { value: OTHER.current, name: 'my current credentials as they are', always: true },
      { value: OTHER.typed, name: 'another profile, by its name', always: true },
    ],
    flag: flagName(flagOf(path)),
  });
  if (way === OTHER.current) return draft;
  if (profiles.some(({ name }) => name === way)) return withAnswer(draft, path, way);
  const session = sessions.find((each) => sessionChoice(each).value === way);
  if (session) explainSession(session, role, profiles, of);
  const typed = way === OTHER.role ? await askRole(draft, role, of) : await askProfile(draft, role, of);
  return typed === draft ? askWay(draft, role, of) : typed;
}

const BACK = 'empty for the list';

function askProfile(draft: Draft, role: AccountRole, { ui }: Guide): Promise<Draft> {
  const message = `Profile for the ${ACCOUNT_TITLES[role]} account`;
  const help = `as in \`aws --profile\`; ${BACK}`;
  return askForSetting(draft, { ...asked(role, 'profile'), message, help, optional: true }, ui);
}

async function askRole(draft: Draft, role: AccountRole, { ui }: Guide): Promise<Draft> {
  const message = `Role in the ${ACCOUNT_TITLES[role]} account`;
  const help = `its whole ARN, such as arn:aws:iam::111111111111:role/LabAdministrator; ${BACK}`;
  const withRole = await askForSetting(draft, { ...asked(role, 'roleArn'), message, help, optional: true }, ui);
  if (withRole === draft) return draft;
  const externalId = {
    message: 'External id',
    help: "empty unless the role's trust policy asks for one",
    optional: true,
  };
  return askForSetting(withRole, { ...asked(role, 'externalId'), ...externalId }, ui);
}

function asked(role: AccountRole, setting: AccountSetting) {
  const path = `accounts.${role}.${setting}` as const;
  return { path, flag: flagName(flagOf(path)) };
}

/** The account's id; undefined where there is nobody, or it is another account of the lab. Either is told. */
async function identified(tried: Draft, role: AccountRole, { ui, ways, show }: Guide): Promise<string | undefined> {
  const way = (valueAt(tried.values, ['accounts', role]) ?? {}) as WayIn;
  const warn = (message: string, next = show([])) => ui.emit({ type: 'notice', level: 'warning', message, next });
  try {
    const region = valueAt(tried.values, ['region']);
    const { account, arn } = await ways.identify(way, ACCOUNT_TITLES[role], String(region));
    const other = ACCOUNT_ROLES.find(
      (each) => each !== role && valueAt(tried.values, ['accounts', each, 'id']) === account,
    );
    if (other) {
      warn(
        `that leads to ${account}, which is the ${ACCOUNT_TITLES[other]} account already; the three are different ones`,
      );
      return undefined;
    }
    ui.emit({ type: 'notice', level: 'info', message: `✔ reached ${account} as ${personOf(arn)}` });
    return account;
  } catch (error) {
    if (!(error instanceof LabError) || isInterruption(error)) throw error;
    warn(error.message, show(error.hints));
    return undefined;
  }
}

/** `Admin/ada`, whether that is a role with its session or a user in a path. */
function personOf(arn: string): string {
  return callerOf(arn).replace(/^(assumed-role|user)\//, '');
}

/** What was answered of an account before does not hold beside another way into it. */
export function withoutAccount(draft: Draft, role: AccountRole): Draft {
  const origin = new Map([...draft.origin].filter(([path]) => !path.startsWith(`accounts.${role}.`)));
  return { ...draft, values: withValue(draft.values, ['accounts', role], {}), origin };
}
