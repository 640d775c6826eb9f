import { LabError } from '../../errors.ts';
import { ACCOUNT_ROLES, type AccountRole } from '../../lab/accounts.ts';
import type { ChosenSetting, Machine } from '../../ports/machine.ts';
import { mlopsLab, type Step } from '../../steps.ts';
import type { ActionContext } from '../context.ts';
import type { Outcome } from '../outcome.ts';
import { accountChecks } from './account-checks.ts';
import { checked, failed, ok, skipped, type Check } from './check.ts';
import { machineChecks } from './machine-checks.ts';
import { nameCheck } from './name-checks.ts';
import { permissionCheck } from './permission-checks.ts';
import { clockCheck, regionCheck, zoneCheck } from './place-checks.ts';
import { quotaCheck } from './quota-check.ts';

const COMMAND = 'doctor';
const ASK: Step = { say: 'or have them asked for', command: mlopsLab('init') };
const SETTINGS = { check: 'settings', title: 'Settings' } as const;

/** Looks at everything that a lab depends on, and changes nothing. */
export async function doctor(context: ActionContext, participants: number): Promise<Outcome> {
  const [ofMachine, ofAccounts] = await Promise.all([
    machineChecks(context.machine, context.alone),
    accountChecks(context),
  ]);
  const ofSettings = await checked(SETTINGS, () => ok(countOf(context.settings), context.settings.map(settingWords)));
  const reached = ACCOUNT_ROLES.filter((role) =>
    ofAccounts.some((each) => each.account === role && each.outcome === 'ok'),
  );
  const ofCloud = await cloudChecks(context, participants, reached);
  return outcomeOf([...ofMachine, ofSettings, ...ofAccounts, ...ofCloud]);
}

/** What can be looked at where the settings are not such that a lab could be worked with. */
export async function doctorOfMachine(machine: Machine, alone: boolean, problem: LabError): Promise<Outcome> {
  const checks = await machineChecks(machine, alone);
  // A variable that holds no proxy has been looked at already.
  const isTold = checks.some(({ outcome, found }) => outcome === 'failed' && found === problem.message);
  const ofSettings = await checked(SETTINGS, () => {
    if (isTold) return skipped('not read');
    const found = failed(problem);
    return problem.code === 'missing-settings' ? { ...found, hints: [...problem.hints, ASK] } : found;
  });
  const rest = { check: 'account', title: 'Accounts' } as const;
  return outcomeOf(
    [...checks, ofSettings, { ...rest, ...skipped('not looked at: the settings have to be right first') }],
    problem,
  );
}

async function cloudChecks(
  context: ActionContext,
  participants: number,
  reached: readonly AccountRole[],
): Promise<Check[]> {
  const all = reached.length === ACCOUNT_ROLES.length;
  const missing = skipped('not looked at: all accounts have to be reached first');
  const ofPlace = all
    ? [clockCheck(context), regionCheck(context), zoneCheck(context), quotaCheck(context, participants)]
    : PLACE_CHECKS.map((subject) => ({ ...subject, ...missing }));
  return Promise.all([
    ...ofPlace,
    ...reached.map((role) => permissionCheck(context, role)),
    ...reached.map((role) => nameCheck(context, role)),
  ]);
}

const PLACE_CHECKS = [
  { check: 'clock', title: 'Clock' },
  { check: 'region', title: 'Region' },
  { check: 'zones', title: 'Zones' },
  { check: 'quotas', title: 'Quotas' },
] as const;

function countOf(settings: readonly ChosenSetting[]): string {
  return `${String(settings.length)} given; all others have their defaults`;
}

function settingWords({ path, value, where }: ChosenSetting): string {
  return `${path}: ${value} (${where})`;
}

function outcomeOf(checks: readonly Check[], problem?: LabError): Outcome {
  const failures = checks.filter(({ outcome }) => outcome === 'failed');
  if (failures.length === 0) return { command: COMMAND, status: 'succeeded', checks };
  return { command: COMMAND, status: 'failed', checks, error: problem ?? refusal(failures) };
}

function refusal(failures: readonly Check[]): LabError {
  const [are, names] = [
    failures.length === 1 ? 'a check' : `${String(failures.length)} checks`,
    failures.map(({ title }) => title),
  ];
  return new LabError({
    code: 'checks-failed',
    message: `${are} failed: ${names.join(', ')}`,
    hint: { say: 'do what stands beside them, and look again', command: 'again' },
  });
}
