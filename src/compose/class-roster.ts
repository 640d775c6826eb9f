import { resolve } from 'node:path';
import { proposeClass } from '../actions/class/roster.ts';
import type { Outcome } from '../actions/outcome.ts';
import type { RosterCall } from '../commands/command.ts';
import { SANDBOX_DEFAULTS, sandboxDirectory } from '../config/rehearsal.ts';
import type { ExitCode } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ui } from '../ports/ui.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { systemClock } from '../system/clock.ts';
import { localFiles } from '../system/files.ts';
import { createUi } from '../ui/index.ts';
import { conclude } from './conclude.ts';
import { Beginning, headerOf } from './header.ts';
import { askingForCode } from './mfa.ts';
import type { Io } from './io.ts';
import { type Outside, outsideOf } from './outside.ts';
import { endedByThrow, resultOf } from './results.ts';

const COMMAND = 'class roster';

/** Where AWS Organizations answers, whatever the region of the labs (user guide, "Endpoints"). */
const REGION = 'us-east-1';

/** Proposes a roster. There are no settings yet that could say who asks. */
export async function proposeRoster(request: RosterCall, args: readonly string[], io: Io): Promise<ExitCode> {
  const { flags, output } = request;
  const ui = await createUi({ ...io, output, yes: true });
  const beginning = new Beginning(ui, headerOf(COMMAND, flags));
  beginning.tell();
  const call = { command: COMMAND, flags, options: { dryRun: false }, args };
  const ended = await proposed(request, io, ui).then(
    (outcome) => resultOf(outcome, call, io),
    (error: unknown) => endedByThrow(error, call, io),
  );
  return conclude(ui, io, { ...ended, output, beginning });
}

async function proposed(request: RosterCall, io: Io, ui: Ui): Promise<Outcome> {
  const folder = sandboxDirectory(request.flags, io.cwd);
  const sandbox = folder === undefined ? undefined : await openSandbox(resolve(io.cwd, folder));
  try {
    const organization = await organizationOf(request, ui, sandbox);
    return await proposeClass({ command: COMMAND, organization, files: localFiles(io.cwd), ui }, request);
  } finally {
    sandbox?.close();
  }
}

async function organizationOf({ profile }: RosterCall, ui: Ui, sandbox: Sandbox | undefined) {
  const [{ awsOrganization }, { callerIdentity, callersCredentials }, { AwsClock }] = await Promise.all([
    import('../aws/organization.ts'),
    import('../aws/sessions.ts'),
    import('../aws/aws-clock.ts'),
  ]);
  const clock: Clock = sandbox?.clock ?? new AwsClock(systemClock, () => undefined);
  const lab = { name: 'class', region: REGION };
  const outside = { ...(await outsideOf([], sandbox)), ...(sandbox && asManagement(sandbox)) };
  const options = { lab, clock, mfaCode: askingForCode(ui), ...outside };
  const credentials = callersCredentials(options, profile);
  const { account } = await callerIdentity(options, { id: 'of the credentials' }, credentials);
  const setup = { region: REGION, credentials, requestHandler: options.requestHandler, clock };
  return awsOrganization(setup, { accountId: account, region: REGION });
}

/** A rehearsal asks as the management account, if there is an organization, and else as the Tools account. */
function asManagement(sandbox: Sandbox): Pick<Outside, 'baseCredentials'> {
  const id = sandbox.managementAccount ?? SANDBOX_DEFAULTS.accounts.tools.id;
  return { baseCredentials: () => Promise.resolve(sandbox.credentialsFor({ id })) };
}

async function openSandbox(folder: string): Promise<Sandbox> {
  const [{ openSandbox: open }, { storageIn }] = await Promise.all([
    import('../sandbox/sandbox.ts'),
    import('./sandbox-storage.ts'),
  ]);
  const { tools } = SANDBOX_DEFAULTS.accounts;
  return open({ storage: storageIn(folder), accounts: [tools], begin: Date.now() });
}
