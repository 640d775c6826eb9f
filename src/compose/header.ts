import manifest from '../../package.json' with { type: 'json' };
import { sandboxDirectory } from '../config/rehearsal.ts';
import { SCHEMA_VERSION, type LabPlace, type ResultEvent, type RunHeader, type StartEvent } from '../events.ts';
import { ACCOUNT_ROLES, type LabSettings } from '../lab/accounts.ts';
import type { Ui } from '../ports/ui.ts';

/** What is told of a run at its beginning and at its end. */
export type Header = RunHeader & Pick<StartEvent, 'labs'>;

export function headerOf(command: string, flags: Readonly<Record<string, unknown>>): Header {
  const rehearsal = sandboxDirectory(flags, '.') !== undefined;
  return { schemaVersion: SCHEMA_VERSION, programVersion: manifest.version, command, rehearsal };
}

/** With the labs that the run is about, once these are known. */
export function withLabs(header: Header, labs: readonly LabSettings[], asClass: boolean): Header {
  const places = labs.map(placeOf);
  const [lab] = places;
  return { ...header, ...(asClass || !lab ? { labs: places } : lab) };
}

function placeOf({ name, region, accounts }: LabSettings): LabPlace {
  const [tools, datascience, staging] = ACCOUNT_ROLES.map((role) => accounts[role].id) as [string, string, string];
  return { lab: name, region, accounts: { tools, datascience, staging } };
}

/** A result with what run it is of; where that was about several labs, each has its place. */
export function withHeader(result: ResultEvent, { labs = [], ...header }: Header): ResultEvent & RunHeader {
  const places = new Map(labs.map((place) => [place.lab, place]));
  const ended = result.labs?.map((each) => ({ ...places.get(each.lab), ...each }));
  return { ...header, ...result, ...(ended && { labs: ended }) };
}

/** Tells once how a run begins. */
export class Beginning {
  readonly #ui: Ui;
  #header: Header;
  #told = false;

  constructor(ui: Ui, header: Header) {
    this.#ui = ui;
    this.#header = header;
  }

  get header(): Header {
    return this.#header;
  }

  /** The same ui, on which nothing comes before the first line: what is asked for may have to be told of. */
  before(ui: Ui): Ui {
    return {
      ...ui,
      emit: (event) => {
        this.tell();
        ui.emit(event);
      },
    };
  }

  /** What is learned after the first line is on the last one alone. */
  tell(header = this.#header): void {
    this.#header = header;
    if (this.#told) return;
    this.#told = true;
    this.#ui.emit({ type: 'start', ...header });
  }
}
