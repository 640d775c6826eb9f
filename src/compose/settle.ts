import type { Run } from '../commands/command.ts';
import { labOfPerson } from '../config/lab-of-person.ts';
import { completeSettings, type CompleteSettings } from '../config/complete.ts';
import { loadLabs } from '../config/load.ts';
import { SANDBOX_DEFAULTS, settingsOfRehearsal } from '../config/rehearsal.ts';
import type { LoadedSettings } from '../config/loaded-settings.ts';
import { saveSettings } from '../config/save.ts';
import { noneMeant, selectLabs, type Selected, type Selection } from '../config/selection.ts';
import { failedLabs } from '../config/summary.ts';
import type { Ui } from '../ports/ui.ts';
import type { Io } from './io.ts';

/** The labs that a run is about, and what its settings describe besides. */
export interface Settled extends Selected<CompleteSettings> {
  readonly all: readonly CompleteSettings[];
  /** Whether the settings describe several labs. */
  readonly isClass: boolean;
}

/** Settings are complete and saved before the first call to AWS, so that no failure there costs the answers. */
export async function settle(run: Run, io: Io, ui: Ui, rehearsal: string | undefined): Promise<Settled> {
  const { labs, isClass } = await loadLabs({
    flags: run.flags,
    env: io.env,
    cwd: io.cwd,
    ...(rehearsal !== undefined && { sandboxDefaults: SANDBOX_DEFAULTS, kept: settingsOfRehearsal(rehearsal) }),
  });
  const selection = await selectionOf(run, io, labs);
  selectLabs(labs, ({ settings }) => settings.name, selection);
  const all: CompleteSettings[] = [];
  const completing = { onlyLooks: run.onlyLooks === true, courses: new Map() };
  for (const lab of labs) all.push(await completeSettings(lab, ui, completing));
  if (rehearsal === undefined && isKept(run, isClass)) for (const lab of all) await saveSettings(lab);
  const { labs: chosen, asClass } = selectLabs(all, ({ settings }) => settings.name, selection);
  if (chosen.length === 0) ui.emit({ type: 'notice', level: 'info', message: noneMeant(selection, labs.length) });
  return { labs: chosen, asClass: asClass || run.flags.summary !== undefined, all, isClass };
}

/** A rehearsal without a settings file keeps what flags said in its folder, which is there once the sandbox is open. */
export async function keepInRehearsal(run: Run, { all, isClass }: Settled, folder: string): Promise<void> {
  const own = all.filter(({ file }) => file === settingsOfRehearsal(folder));
  if (isKept(run, isClass)) for (const lab of own) await saveSettings(lab);
}

function isKept({ options, onlyLooks = false }: Run, isClass: boolean): boolean {
  return !options.dryRun && !onlyLooks && !isClass;
}

async function selectionOf({ flags }: Run, { cwd }: Io, labs: readonly LoadedSettings[]): Promise<Selection> {
  const { all, shard, retryFailed } = flags;
  const lab = flags.lab ?? (all || shard || retryFailed ? undefined : labOf(flags.as, labs));
  return {
    names: [lab].flat().filter((name) => typeof name === 'string'),
    all: all === true,
    shard: shard as Selection['shard'],
    failed: typeof retryFailed === 'string' ? await failedLabs(retryFailed, cwd) : undefined,
  };
}

function labOf(as: unknown, labs: readonly LoadedSettings[]): string | undefined {
  return typeof as === 'string'
    ? labOfPerson(
        as,
        labs.map(({ settings }) => settings),
      )
    : undefined;
}
