import type { ActionContext } from '../actions/context.ts';
import { loadBundles } from '../assets/bundle.ts';
import type { Run } from '../commands/command.ts';
import type { CompleteSettings } from '../config/complete.ts';
import type { LabSettings } from '../lab/accounts.ts';
import type { Browser } from '../ports/browser.ts';
import type { Ui } from '../ports/ui.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { systemBrowser } from '../system/browser.ts';
import { systemClock } from '../system/clock.ts';
import { localFiles } from '../system/files.ts';
import { duration } from '../ui/text/quantities.ts';
import { outsideOf } from './outside.ts';
import type { ShowSteps } from './show-steps.ts';

/** What an action works with in one lab. */
export type ContextOf = (lab: LabSettings, ui: Ui, show: ShowSteps) => ActionContext;

/** The contexts of a run's labs share what does not depend on the lab: files, ways out, sessions, budgets of reads. */
export async function contextsOf(
  run: Run,
  settled: readonly Pick<CompleteSettings, 'settings' | 'people'>[],
  { ui, cwd }: { readonly ui: Ui; readonly cwd: string },
  sandbox: Sandbox | undefined,
): Promise<ContextOf> {
  const [{ awsCloud }, { AwsClock }, { newConnections }] = await Promise.all([
    import('../aws/cloud.ts'),
    import('../aws/aws-clock.ts'),
    import('../aws/connections.ts'),
  ]);
  const clock = sandbox?.clock ?? new AwsClock(systemClock, tellOffset(ui));
  const outside = await outsideOf(
    settled.map(({ settings }) => settings),
    sandbox,
  );
  const people = new Map(settled.map((lab) => [lab.settings.name, lab.people]));
  const bundleOf = await loadBundles();
  const connections = newConnections(clock);
  const mfaCode = askingFor(ui);
  return (lab, uiOfLab, showSteps) => ({
    command: run.command,
    lab,
    people: people.get(lab.name) ?? [],
    cloud: awsCloud({ lab, clock, mfaCode, connections, ...outside }),
    bundle: bundleOf(lab),
    ui: uiOfLab,
    showSteps,
    clock,
    files: localFiles(cwd),
    browser: sandbox ? rehearsalBrowser : systemBrowser,
    alone: sandbox !== undefined,
  });
}

/** Asks for the code of an MFA device. */
export function askingFor(ui: Ui) {
  return (serial: string): Promise<string> =>
    ui.ask({
      message: `Code of the MFA device ${serial}`,
      secret: true,
      validate: (answer) => /^\d{6}$/.test(answer.trim()) || 'The code has six digits.',
      flag: `the keys of a session that has it already: "aws sts get-session-token --serial-number ${serial} --token-code CODE"`,
    });
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
