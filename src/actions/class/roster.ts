import { LabError } from '../../errors.ts';
import { ACCOUNT_ROLES, ACCOUNT_TITLES } from '../../lab/accounts.ts';
import { proposeRoster, type LeftOut, type ProposedLab } from '../../lab/roster-proposal.ts';
import type { Files } from '../../ports/files.ts';
import type { Organization } from '../../ports/organization.ts';
import type { Ui } from '../../ports/ui.ts';
import { mlopsLab, type Step } from '../../steps.ts';
import type { Outcome } from '../outcome.ts';

export interface RosterRequest {
  readonly unit: string;
  /** Instead of stdout. */
  readonly file?: string | undefined;
}

interface RosterContext {
  readonly command: string;
  readonly organization: Organization;
  readonly files: Files;
  readonly ui: Ui;
}

const HEAD = ['lab', ...ACCOUNT_ROLES, 'person', 'email'];

/** Proposes a roster of the accounts of an organizational unit, for people to be written into. */
export async function proposeClass(context: RosterContext, { unit, file }: RosterRequest): Promise<Outcome> {
  const { command, organization, files, ui } = context;
  if (file !== undefined) await expectNew(files, file);
  const { labs, leftOut, conflicts } = proposeRoster(await organization.accountsBelow(unit));
  for (const each of leftOut) tell(ui, leftOutText(each));
  if (conflicts.length > 0) throw undecided(conflicts);
  if (labs.length === 0) throw noLabs(unit);
  for (const lab of labs) tellIncomplete(ui, lab);
  const csv = [HEAD.join(','), ...labs.map(lineOf)].join('\n');
  if (file !== undefined) await files.replace(file, `${csv}\n`);
  return { command, status: 'succeeded', roster: { csv, labs, leftOut, ...(file && { file }) }, next: nextSteps(file) };
}

/** Nothing in it needs to be quoted: names of labs and ids of accounts. */
function lineOf({ lab, accounts }: ProposedLab): string {
  return [lab, ...ACCOUNT_ROLES.map((role) => accounts[role] ?? ''), '', ''].join(',');
}

/** People's names may be in it already. */
async function expectNew(files: Files, file: string): Promise<void> {
  if ((await files.look(file)) === undefined) return;
  throw new LabError({
    code: 'roster-there',
    message: `there is ${file} already, which may have people's names in it`,
    hint: 'name another file, and carry over what differs',
  });
}

function tell(ui: Ui, message: string): void {
  ui.emit({ type: 'notice', level: 'warning', message });
}

function leftOutText({ id, name, reason }: LeftOut): string {
  return `account ${id} (${name}) is left out: ${reason}`;
}

function tellIncomplete(ui: Ui, { lab, accounts }: ProposedLab): void {
  const missing = ACCOUNT_ROLES.filter((role) => accounts[role] === undefined).map((role) => ACCOUNT_TITLES[role]);
  if (missing.length > 0) tell(ui, `the lab ${lab} has no ${missing.join(' and no ')} account there`);
}

function undecided(conflicts: readonly string[]): LabError {
  return new LabError({
    code: 'roster-undecided',
    message: `accounts stand in one place:${conflicts.map((each) => `\n  ${each}`).join('')}`,
    hint: 'say by the tags mlops-lab:lab and mlops-lab:account which each is, or move one out of the unit',
  });
}

function noLabs(unit: string): LabError {
  return new LabError({
    code: 'roster-empty',
    message: `no account of ${unit} and of the units below it says of which lab it is`,
    hint:
      'tag accounts with mlops-lab:lab=NAME and mlops-lab:account=tools, datascience or staging, or name them ' +
      'NAME-tools, NAME-datascience and NAME-staging',
  });
}

function nextSteps(file: string | undefined): Step[] {
  return [
    { say: `write people into it, a line each, and name it in mlops-lab.yaml: "roster: ${file ?? 'roster.csv'}"` },
    { say: 'see what the labs would be', command: mlopsLab('init', '--all', '--dry-run') },
  ];
}
