import { reasonOf } from '../../errors.ts';
import type { LabEvent, LabPlace, RunReport, ResultEvent } from '../../events.ts';
import { redact } from '../../lab/redact.ts';
import type { Files } from '../../ports/files.ts';
import type { Ui } from '../../ports/ui.ts';
import { ofLab, targetsOf, tryReplacing, type Target } from './files.ts';
import { reportTexts } from './kinds.ts';
import type { RunRecord, Told } from './record.ts';

export interface Reported {
  readonly command: string;
  readonly rehearsal: boolean;
  readonly labs: readonly LabPlace[];
  /** Whether each lab has a report of its own. */
  readonly asClass: boolean;
}

interface Surroundings {
  readonly file: string;
  readonly files: Files;
  /** Where it is told that a report was written. */
  readonly ui: Ui;
  /** Milliseconds. */
  readonly now: () => number;
}

interface Open {
  readonly run: Reported;
  readonly place: LabPlace;
  readonly targets: readonly Target[];
  readonly began: string;
  readonly events: Told[];
}

/** Keeps what a run tells, and writes the report of each lab as soon as its run has ended, however that was. */
export class Reports {
  readonly #in: Surroundings;
  readonly #open = new Map<string, Open>();
  readonly #writing: Promise<void>[] = [];

  constructor(surroundings: Surroundings) {
    this.#in = surroundings;
  }

  /** Throws if a report could not be written, before anything is done that it would have to tell. */
  async expect(run: Reported): Promise<void> {
    const { file, files } = this.#in;
    const reports = run.labs.map((place) => ({
      place,
      targets: targetsOf(run.asClass ? ofLab(file, place.lab) : file),
    }));
    for (const { path } of reports.flatMap(({ targets }) => targets)) await tryReplacing(files, path);
    for (const { place, targets } of reports) {
      this.#open.set(place.lab, { run, place, targets, began: this.#time(), events: [] });
    }
  }

  /** The same ui, whose events are kept. What somebody is asked about can be read before it is answered. */
  heardFrom(ui: Ui): Ui {
    return {
      ...ui,
      emit: (event) => {
        this.#keep(event);
        ui.emit(event);
      },
      confirm: async (question) => {
        for (const open of this.#open.values()) await this.#write(open);
        return ui.confirm(question);
      },
    };
  }

  /** Writes what is not written yet, and waits until all is. */
  async end(result: ResultEvent): Promise<void> {
    for (const [lab, open] of this.#open) {
      const own = result.labs?.find((each) => each.lab === lab);
      await this.#write(open, own ? { command: result.command, ...own } : result);
    }
    this.#open.clear();
    await Promise.all(this.#writing);
  }

  #keep(event: LabEvent): void {
    const open = this.#of(event);
    open?.events.push({ time: this.#time(), ...event });
    if (!open || event.type !== 'lab-finished') return;
    this.#open.delete(open.place.lab);
    this.#writing.push(this.#write(open, event));
  }

  #of({ lab }: LabEvent): Open | undefined {
    return [...this.#open.values()].find(({ run, place }) => !run.asClass || place.lab === lab);
  }

  /** The accounts are as they are by then: the run ends as it would have. */
  async #write(open: Open, result?: RunReport): Promise<void> {
    const { files, ui } = this.#in;
    const texts = reportTexts(redact(this.#recordOf(open, result)));
    for (const { path, as } of open.targets) {
      try {
        await files.replace(path, texts[as]);
        ui.emit({ type: 'notice', level: 'info', message: `report written to ${path}` });
      } catch (error) {
        const message = `the report could not be written to ${path}: ${reasonOf(error)}`;
        ui.emit({ type: 'notice', level: 'warning', message });
      }
    }
  }

  #recordOf({ run, place, began, events }: Open, result: RunReport | undefined): RunRecord {
    const { command, rehearsal } = run;
    return { place, command, rehearsal, began, ended: this.#time(), events, ...(result && { result }) };
  }

  #time(): string {
    return new Date(this.#in.now()).toISOString();
  }
}
