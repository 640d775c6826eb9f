import { renderLab, type Site } from './rendered-lab.ts';

export const TOOLS = '111111111111';
export const SPOKE = '222222222222';
export const STAGING = '333333333333';
/** An account that has nothing to do with the lab. */
export const STRANGE = '444444444444';
export const REGION = 'us-east-1';

/** What the accounts are called in the statement. */
export const ACCOUNT_NAMES: Readonly<Record<string, string>> = {
  [TOOLS]: 'the Tools account',
  [SPOKE]: 'the Data Scientist account',
  [STAGING]: 'the Staging account',
  [STRANGE]: "a stranger's account",
};

const SITE: Site = {
  name: 'lab',
  region: REGION,
  accounts: { tools: TOOLS, datascience: SPOKE, staging: STAGING },
};

/** The digits in the names of two people's notebooks, and of one in another lab of the same accounts. */
export const ADA = 'aaaaaaaa';
export const BOB = 'bbbbbbbb';
export const OTHERS = 'cccccccc';

/** What marks a thing as this lab's, and as that of a lab of the same name whose Tools account is another one. */
export const MARK = `lab/${TOOLS}/${REGION}`;
export const MARK_OF_NAMESAKE = `lab/555555555555/${REGION}`;

const LAUNCHES = [
  { person: 'ada', digits: ADA },
  { person: 'bob', digits: BOB },
];

/** The lab that is asked about, with the notebooks of two people in it. */
export const RENDERED = renderLab(SITE, LAUNCHES);

/** A role that people come by who have no user in the Data Scientist account. */
export const VISITORS = roleArn(SPOKE, 'Visitors');

/** The same lab, where nobody but visitors is to become a data scientist. */
export const RENDERED_FOR_VISITORS = renderLab(SITE, LAUNCHES, { DataScientistTrustedPrincipal: VISITORS });

export function roleArn(account: string, name: string): string {
  return `arn:aws:iam::${account}:role/${name}`;
}

export function labRole(account: string, purpose: string, lab = SITE.name): string {
  return roleArn(account, `mlops-${lab}--${purpose}-${REGION}`);
}
