import { join, resolve } from 'node:path';

/** Accounts of a rehearsal that is told nothing else; the ids are those that AWS's documentation uses. */
export const SANDBOX_DEFAULTS = {
  region: 'us-east-1',
  accounts: {
    tools: { id: '111111111111', roleArn: 'arn:aws:iam::111111111111:role/LabAdministrator' },
    datascience: { id: '222222222222', roleArn: 'arn:aws:iam::222222222222:role/LabAdministrator' },
    staging: { id: '333333333333', roleArn: 'arn:aws:iam::333333333333:role/LabAdministrator' },
  },
};

/** Said to those who rehearse with `--without-iam`. */
export const WITHOUT_IAM =
  'IAM policies of users and roles are not looked at (--without-iam): AWS may refuse what this rehearsal lets through';

/** Where `mlops-lab sandbox` answers unless it is told another port. */
export const SANDBOX_PORT = 4566;

/** What people set a variable to when they mean yes or no rather than a folder. */
const YES = ['', '1', 'true', 'yes', 'on'];
const NO = ['0', 'false', 'no', 'off'];

/** The folder of the sandbox that `--sandbox[=DIR]` asks for; undefined when the run is meant for AWS. */
export function sandboxDirectory(flags: Readonly<Record<string, unknown>>, cwd: string): string | undefined {
  const { sandbox } = flags;
  const name = sandboxName(flags);
  if (name !== undefined) return resolve(cwd, name);
  const isUsual = sandbox === true || (typeof sandbox === 'string' && YES.includes(sandbox));
  return isUsual ? join(cwd, '.mlops-lab', 'sandbox') : undefined;
}

/** The folder as it was named, where it is not the usual one. */
export function sandboxName({ sandbox }: Readonly<Record<string, unknown>>): string | undefined {
  if (typeof sandbox !== 'string' || YES.includes(sandbox) || NO.includes(sandbox)) return undefined;
  return sandbox;
}
