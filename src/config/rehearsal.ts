import { join, resolve } from 'node:path';

/** The default accounts of a rehearsal; AWS's documentation uses these ids. */
export const SANDBOX_DEFAULTS = {
  region: 'us-east-1',
  accounts: {
    tools: { id: '111111111111', roleArn: 'arn:aws:iam::111111111111:role/LabAdministrator' },
    datascience: { id: '222222222222', roleArn: 'arn:aws:iam::222222222222:role/LabAdministrator' },
    staging: { id: '333333333333', roleArn: 'arn:aws:iam::333333333333:role/LabAdministrator' },
  },
};

/** The warning of rehearsals with `--without-iam`. */
export const WITHOUT_IAM =
  'IAM policies of users and roles are ignored (--without-iam): AWS may refuse what this rehearsal lets through';

/** The default port of `mlops-lab sandbox`. */
export const SANDBOX_PORT = 4566;

/** Values of a variable that mean yes or no rather than a folder. */
const YES = ['', '1', 'true', 'yes', 'on'];
const NO = ['0', 'false', 'no', 'off'];

/** The sandbox's folder from `--sandbox[=DIR]`; undefined if the run is meant for AWS. */
export function sandboxDirectory(flags: Readonly<Record<string, unknown>>, cwd: string): string | undefined {
  const { sandbox } = flags;
  const name = sandboxName(flags);
  if (name !== undefined) return resolve(cwd, name);
  const isUsual = sandbox === true || (typeof sandbox === 'string' && YES.includes(sandbox));
  return isUsual ? join(cwd, '.mlops-lab', 'sandbox') : undefined;
}

/** Where a rehearsal keeps settings that were given by flags, for its next command. */
export function settingsOfRehearsal(folder: string): string {
  return join(folder, 'settings.yaml');
}

/** The folder as it was named, where it is not the usual one. */
export function sandboxName({ sandbox }: Readonly<Record<string, unknown>>): string | undefined {
  if (typeof sandbox !== 'string' || YES.includes(sandbox) || NO.includes(sandbox)) return undefined;
  return sandbox;
}
