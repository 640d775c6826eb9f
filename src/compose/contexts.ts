import type { ActionContext } from '../actions/context.ts';
import { loadBundles } from '../assets/bundle.ts';
import type { Run } from '../commands/command.ts';
import { chosenSettings } from '../config/chosen.ts';
import type { CompleteSettings } from '../config/complete.ts';
import type { AccountRole, LabSettings } from '../lab/accounts.ts';
import { turns } from '../lab/slots.ts';
import type { Browser } from '../ports/browser.ts';
import type { Ui } from '../ports/ui.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { systemBrowser } from '../system/browser.ts';
import { systemClock } from '../system/clock.ts';
import { localFiles } from '../system/files.ts';
import { duration } from '../lab/quantities.ts';
import type { Io } from './io.ts';
import { machineOf } from './machine.ts';
import { askingForCode } from './mfa.ts';
import { outsideOf } from './outside.ts';
import type { ShowSteps } from './show-steps.ts';

/** What an action works with in one lab. */
export type ContextOf = (lab: LabSettings, ui: Ui, show: ShowSteps) => ActionContext;

/** The contexts of a run's labs share what does not depend on the lab: files, ways out, sessions, budgets of reads. */
export async function contextsOf(
  run: Run,
  chosen: readonly CompleteSettings[],
  { ui, io, all }: { readonly ui: Ui; readonly io: Io; readonly all: readonly CompleteSettings[] },
  sandbox: Sandbox | undefined,
): Promise<ContextOf> {
  const [{ awsCloud }, { AwsClock }, { newConnections }] = await Promise.all([
    import('../aws/cloud.ts'),
    import('../aws/aws-clock.ts'),
    import('../aws/connections.ts'),
  ]);
  const clock = sandbox?.clock ?? new AwsClock(systemClock, tellOffset(ui));
  const labs = chosen.map(({ settings }) => settings);
  const settings = new Map(chosen.map((each) => [each.settings, chosenSettings(each)]));
  const people = new Map(chosen.map((each) => [each.settings, each.people]));
  const outside = await outsideOf(labs, sandbox);
  const courses = new Map(chosen.map((each) => [each.settings, each.course]));
  const bundleOf = await loadBundles([...courses.values()]);
  const machine = machineOf(io);
  const connections = newConnections(clock);
  const mfaCode = askingForCode(ui);
  const inTurn = turns();
  return (lab, uiOfLab, showSteps) => ({
    command: run.command,
    lab,
    people: people.get(lab) ?? [],
    cloud: awsCloud({ lab, clock, mfaCode, connections, ...outside }),
    bundle: bundleOf(lab, present(courses.get(lab))),
    ui: uiOfLab,
    showSteps,
    clock,
    files: localFiles(io.cwd),
    machine,
    settings: settings.get(lab) ?? [],
    inTurn,
    labsIn: labsIn(lab, all),
    browser: sandbox ? rehearsalBrowser : systemBrowser,
    alone: sandbox !== undefined,
  });
}

function labsIn({ accounts, region }: LabSettings, all: readonly CompleteSettings[]): ActionContext['labsIn'] {
  const neighbours = all.filter(({ settings }) => settings.region === region);
  const count = (role: AccountRole) =>
    neighbours.filter(({ settings }) => settings.accounts[role].id === accounts[role].id).length;
  return { tools: count('tools'), datascience: count('datascience'), staging: count('staging') };
}

function present<T>(found: T | undefined): T {
  if (found === undefined) throw new TypeError('an action began in a lab that was not chosen');
  return found;
}

function tellOffset(ui: Ui) {
  return (offset: number): void => {
    const side = offset > 0 ? 'behind' : 'ahead of';
    const message = `the clock of this machine is ${duration(Math.abs(offset) / 1000)} ${side} AWS's; this run goes by AWS's`;
    ui.emit({ type: 'notice', level: 'warning', message });
  };
}

/** A rehearsal prints links that nobody answers at. */
const rehearsalBrowser: Browser = {
  open: () => Promise.resolve('a rehearsal opens none'),
};
