import type { ServeRequest } from '../commands/command.ts';
import { completeSettings } from '../config/complete.ts';
import { loadLabs } from '../config/load.ts';
import { SANDBOX_DEFAULTS } from '../config/rehearsal.ts';
import type { SandboxAccount } from '../sandbox/sandbox.ts';
import type { Ui } from '../ports/ui.ts';
import type { Io } from './io.ts';
import { accountsOf } from './outside.ts';

/** The accounts of a sandbox on loopback, the one first whose operator leads into all others that have a role. */
export interface ServedAccounts {
  readonly accounts: readonly [SandboxAccount, ...SandboxAccount[]];
  /** The file that names some of them. */
  readonly file?: string;
}

const { tools, datascience, staging } = SANDBOX_DEFAULTS.accounts;

/** The first of the accounts that were only counted: such ids are easily written into a roster. */
const FIRST = 100_000_000_001;

/** The accounts of the settings, the usual three, and as many more as are asked for. */
export async function servedAccounts({ accounts, config }: ServeRequest, io: Io, ui: Ui): Promise<ServedAccounts> {
  const described = config === undefined ? [] : await accountsIn(config, io, ui);
  const counted = Array.from({ length: accounts }, (_, at) => String(FIRST + at)).map((id) => ({
    id,
    roleArn: roleIn(id),
  }));
  const [first = tools, ...others] = once([...described, tools, datascience, staging, ...counted]);
  return { accounts: [first, ...others], ...(config !== undefined && { file: config }) };
}

/** What the file leaves open is as in a rehearsal. */
async function accountsIn(config: string, { env, cwd }: Io, ui: Ui): Promise<readonly SandboxAccount[]> {
  const { labs } = await loadLabs({ flags: { config }, env, cwd, sandboxDefaults: SANDBOX_DEFAULTS });
  const courses = new Map();
  const complete = await Promise.all(labs.map((lab) => completeSettings(lab, ui, { courses })));
  return accountsOf(complete.map(({ settings }) => settings));
}

/** Labs may share accounts; what is said of one first counts. */
function once(accounts: readonly SandboxAccount[]): SandboxAccount[] {
  const known = new Map<string, SandboxAccount>();
  for (const account of accounts) if (!known.has(account.id)) known.set(account.id, account);
  return [...known.values()];
}

function roleIn(id: string): string {
  return tools.roleArn.replace(tools.id, id);
}
