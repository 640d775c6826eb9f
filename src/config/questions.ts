import type { Variables } from '../ports/variables.ts';
import { ACCOUNT_ROLES, ACCOUNT_TITLES, type AccountRole } from '../lab/accounts.ts';
import { flagName, flagOf, type SettingPath } from './flags.ts';
import { REGIONS } from './regions.ts';
import type { PartialSettings } from './schema.ts';

/** A required setting, and how to give it. */
export interface MissingAnswer {
  readonly path: SettingPath;
  readonly flag: string;
  readonly env: string;
  readonly message: string;
  readonly help: string;
  readonly default?: string;
}

const ACCOUNT_HELP: Readonly<Record<AccountRole, string>> = {
  tools: 'central IT owns it: the product portfolio, the buckets and the pipeline',
  datascience: 'the data scientists work in it: a private network and their notebooks',
  staging: 'the pipeline deploys to it: the endpoints',
};

/** In the order of the questions. */
export function missingAnswers(settings: PartialSettings, env: Variables): MissingAnswer[] {
  return [
    ...(settings.region ? [] : [regionQuestion(env)]),
    ...ACCOUNT_ROLES.filter((role) => !settings.accounts[role].id).map(accountQuestion),
  ];
}

function regionQuestion(env: Variables): MissingAnswer {
  const suggestion = REGIONS.find((region) => region === (env.AWS_REGION ?? env.AWS_DEFAULT_REGION));
  return {
    ...waysIn('region'),
    message: 'Region of the lab',
    help: 'everything is built in this one region of the three accounts',
    ...(suggestion && { default: suggestion }),
  };
}

function accountQuestion(role: AccountRole): MissingAnswer {
  return {
    ...waysIn(`accounts.${role}.id`),
    message: `Id of the ${ACCOUNT_TITLES[role]} account`,
    help: ACCOUNT_HELP[role],
  };
}

function waysIn(path: SettingPath): Pick<MissingAnswer, 'path' | 'flag' | 'env'> {
  const entry = flagOf(path);
  return { path, flag: flagName(entry), env: entry.env };
}
