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

/** The folder of the sandbox that `--sandbox[=DIR]` asks for; undefined when the run is meant for AWS. */
export function sandboxDirectory(flags: Readonly<Record<string, unknown>>, cwd: string): string | undefined {
  const { sandbox } = flags;
  if (sandbox === undefined || sandbox === false) return undefined;
  return typeof sandbox === 'string' && sandbox !== '' && sandbox !== 'true'
    ? resolve(cwd, sandbox)
    : join(cwd, '.mlops-lab', 'sandbox');
}
