import type { Run } from '../commands/command.ts';
import type { Draft } from '../config/check.ts';
import { SETTING_FLAGS } from '../config/flags.ts';
import { guide } from '../config/guide/guide.ts';
import { loadLabs } from '../config/load.ts';
import type { LoadedSettings } from '../config/loaded-settings.ts';
import { saveSettings } from '../config/save.ts';
import { valueAt } from '../config/settings-tree.ts';
import { LabError } from '../errors.ts';
import type { Ui } from '../ports/ui.ts';
import type { WaysIn } from '../ports/ways-in.ts';
import { mlopsLab } from '../steps.ts';
import { systemClock } from '../system/clock.ts';
import { askingForCode } from './mfa.ts';
import type { Io } from './io.ts';
import { outsideOf } from './outside.ts';
import { showSteps } from './show-steps.ts';

/** A guided run: whether it turned out to be a rehearsal, or what its settings became. */
export type Guided = 'rehearsal' | 'settled' | undefined;

/** What an interruption of the questions leaves: keeps the answers, and says so. */
export type Leave = () => Promise<LabError>;

/**
 * Leads to settings that work where somebody sits at a terminal and some are missing. They are in the file afterwards, where
 * the run finds them. `leaving` is told what to do where the questions are interrupted; undefined once they are over.
 */
export async function guided(run: Run, io: Io, ui: Ui, leaving: (leave: Leave | undefined) => void): Promise<Guided> {
  if (run.options.dryRun || run.options.yes) return undefined;
  const { labs, isClass } = await loadLabs({ flags: run.flags, env: io.env, cwd: io.cwd });
  const [loaded] = labs;
  if (isClass || !loaded || loaded.missing.length === 0) return undefined;
  let draft: Draft = loaded;
  leaving(() => left(loaded, draft));
  const answered = (better: Draft) => (draft = better);
  const show = showSteps({ ...run, args: [run.command] });
  const done = await guide(loaded, { ui, env: io.env, show, answered, ways: await waysIn(loaded, ui) });
  if (done) await keep(loaded, done);
  leaving(undefined);
  return done ? 'settled' : 'rehearsal';
}

async function keep(before: LoadedSettings, draft: Draft): Promise<boolean> {
  const at = ({ values }: Draft, path: string) => valueAt(values, path.split('.'));
  const gone = SETTING_FLAGS.map(({ path }) => path).filter(
    (path) => at(before, path) !== undefined && at(draft, path) === undefined,
  );
  return saveSettings({ settings: draft.values, origin: draft.origin, file: draft.file.path }, gone);
}

async function left(before: LoadedSettings, draft: Draft): Promise<LabError> {
  const kept = await keep(before, draft);
  const words = kept ? `the answers so far are kept in ${draft.file.label}` : 'there was no answer to keep yet';
  return new LabError({
    code: 'interrupted',
    message: `left before the end of the questions; ${words}, and nothing was made or changed on AWS`,
    hint: { say: 'go on where you left', command: mlopsLab('init') },
  });
}

async function waysIn({ settings: { name } }: LoadedSettings, ui: Ui): Promise<WaysIn> {
  const [{ foundWays, identityBy, labOf }, { readProfiles }, { AwsClock }, { newConnections }] = await Promise.all([
    import('../aws/ways-in.ts'),
    import('../aws/profiles/files.ts'),
    import('../aws/aws-clock.ts'),
    import('../aws/connections.ts'),
  ]);
  const clock = new AwsClock(systemClock, () => undefined);
  const connections = newConnections(clock);
  const mfaCode = askingForCode(ui);
  return {
    look: async () => foundWays(await readProfiles()),
    async identify(way, title, region) {
      const lab = labOf(way, title, { name, region });
      return identityBy({ lab, clock, connections, mfaCode, ...(await outsideOf([lab], undefined)) });
    },
  };
}
