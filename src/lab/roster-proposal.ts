import { ACCOUNT_ROLES, ACCOUNT_TITLES, type AccountRole } from './accounts.ts';

/** The tags by which an account says which of a lab's accounts it is, and of which labs. */
const TAGS = { role: 'mlops-lab:account', labs: 'mlops-lab:lab' } as const;

/** By the end of an account's name. What is before it is the lab; where nothing is, it is the account of all labs. */
const NAMES: Readonly<Record<AccountRole, RegExp>> = {
  tools: /^(?:(.*)[\s._/-])?tools$/i,
  datascience: /^(?:(.*)[\s._/-])?data[\s._-]?scien(?:ce|tists?)$/i,
  staging: /^(?:(.*)[\s._/-])?staging$/i,
};

const LAB_NAME = /^(?=.{2,16}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** An account that may be one of a class. */
export interface CandidateAccount {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly tags: Readonly<Record<string, string>>;
}

export interface ProposedLab {
  readonly lab: string;
  readonly accounts: Readonly<Partial<Record<AccountRole, string>>>;
}

/** An account that is in no lab of the proposal, and why. */
export interface LeftOut {
  readonly id: string;
  readonly name: string;
  readonly reason: string;
}

export interface RosterProposal {
  readonly labs: readonly ProposedLab[];
  readonly leftOut: readonly LeftOut[];
  /** What only a person can decide: two accounts in one place. */
  readonly conflicts: readonly string[];
}

/** An account in its place: of certain labs, or of all. */
interface Placed extends Pick<CandidateAccount, 'id' | 'name'> {
  readonly role: AccountRole;
  readonly labs: readonly string[];
}

/** The labs of accounts, by their tags or else by their names. */
export function proposeRoster(accounts: readonly CandidateAccount[]): RosterProposal {
  const judged = accounts.map((account) => ({ account, verdict: placeOf(account) }));
  const placed = judged.flatMap(({ verdict }) => (typeof verdict === 'string' ? [] : [verdict]));
  const leftOut = judged.flatMap(({ account: { id, name }, verdict }) =>
    typeof verdict === 'string' ? [{ id, name, reason: verdict }] : [],
  );
  const names = [...new Set(placed.flatMap(({ labs }) => labs))].sort((one, other) =>
    one.localeCompare(other, 'en', { numeric: true }),
  );
  return {
    labs: names.map((lab) => ({ lab, accounts: accountsOf(lab, placed) })),
    leftOut: names.length > 0 ? leftOut : [...leftOut, ...placed.map(ofNoLab)],
    conflicts: conflictsIn(placed, names),
  };
}

/** Where an account belongs, or why nowhere. */
function placeOf({ id, name, state, tags }: CandidateAccount): Placed | string {
  if (state !== 'ACTIVE') return `it is ${state.toLowerCase().replaceAll('_', ' ')}`;
  const byName = roleByName(name);
  const tagged = tags[TAGS.role]?.trim().toLowerCase();
  const role = tagged === undefined ? byName?.role : ACCOUNT_ROLES.find((each) => each === tagged);
  if (!role) return tagged === undefined ? NO_PLACE : `its tag ${TAGS.role} is none of ${ACCOUNT_ROLES.join(', ')}`;
  const named = tags[TAGS.labs]?.split(/\s+/).filter(Boolean) ?? [byName?.lab].filter((lab) => lab !== undefined);
  const wrong = named.find((lab) => !LAB_NAME.test(lab));
  if (wrong !== undefined) return `"${wrong}" can be no lab's name: it takes 2 to 16 letters, digits and hyphens`;
  return { id, name, role, labs: named };
}

const NO_PLACE = `neither a tag ${TAGS.role} nor the end of its name says which of a lab's accounts it is`;

function roleByName(name: string): { readonly role: AccountRole; readonly lab?: string } | undefined {
  for (const role of ACCOUNT_ROLES) {
    const found = NAMES[role].exec(name.trim());
    const lab = found?.[1] === undefined ? undefined : labNameOf(found[1]);
    if (found) return { role, ...(lab && { lab }) };
  }
  return undefined;
}

function labNameOf(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
}

/** A lab's own accounts, and of all labs where it has none. */
function accountsOf(lab: string, placed: readonly Placed[]): ProposedLab['accounts'] {
  const entries = ACCOUNT_ROLES.flatMap((role) => {
    const [account] = candidates(lab, role, placed);
    return account ? [[role, account.id] as const] : [];
  });
  return Object.fromEntries(entries);
}

function candidates(lab: string, role: AccountRole, placed: readonly Placed[]): readonly Placed[] {
  const ofRole = placed.filter((account) => account.role === role);
  const own = ofRole.filter(({ labs }) => labs.includes(lab));
  return own.length > 0 ? own : ofRole.filter(({ labs }) => labs.length === 0);
}

function conflictsIn(placed: readonly Placed[], labs: readonly string[]): string[] {
  const found = labs.flatMap((lab) =>
    ACCOUNT_ROLES.flatMap((role) => {
      const all = candidates(lab, role, placed);
      if (all.length < 2) return [];
      const whose = all[0]?.labs.length === 0 ? 'of all labs' : `of the lab ${lab}`;
      const who = all
        .map(({ id, name }) => `${id} (${name})`)
        .sort()
        .join(' and ');
      return [`${who} are each the ${ACCOUNT_TITLES[role]} account ${whose}`];
    }),
  );
  return [...new Set(found)];
}

function ofNoLab({ id, name }: Placed): LeftOut {
  return { id, name, reason: 'there is no lab that it could be of' };
}
