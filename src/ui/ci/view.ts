import type { LabEvent } from '../../events.ts';
import { afterEvent, isIdle, NOTHING_RUNNING, type Running } from '../progress/running.ts';
import type { OutputStream } from '../streams.ts';
import type { View } from '../views/view.ts';
import { errorCommands } from './github.ts';
import type { Provider } from './provider.ts';
import { closingOf, openingOf, phaseOf, type Phase, type Section } from './section.ts';
import { minutesBetween, waitingLine } from './waiting.ts';

export interface CiOptions {
  readonly provider: Provider;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly now: () => number;
  /** Tells only warnings on the way to the result. */
  readonly quiet: boolean;
}

/** How often it is looked whether a minute is over, in milliseconds. */
const LOOK = 1000;

/** Adds to a view what the log of a CI system can show: sections, a line a minute, and errors where they are. */
export function createCiView(view: View, options: CiOptions): View {
  return new CiView(view, options);
}

class CiView implements View {
  readonly #view: View;
  readonly #options: CiOptions;
  #section: Section | undefined;
  #running: Running = NOTHING_RUNNING;
  /** When the log last heard of what is waited for. */
  #toldAt = 0;
  #looking: NodeJS.Timeout | undefined;
  /** Set where the run is about several labs: their phases mix, and the view counts them itself. */
  #isClass = false;

  constructor(view: View, options: CiOptions) {
    this.#view = view;
    this.#options = options;
  }

  emit(event: LabEvent): void {
    this.#isClass ||= event.type === 'labs';
    this.#tellWaiting();
    if (event.type === 'result') return this.#end(event);
    if (this.#isClass) return this.#view.emit(event);
    if (event.type === 'plan' || event.type === 'teardown-plan') return this.#showPlan(event);
    this.#enter(phaseOf(event));
    this.#view.emit(event);
    this.#follow(event);
  }

  reveal(secret: Parameters<View['reveal']>[0]): void {
    this.#view.reveal(secret);
  }

  suspend(): void {
    this.#view.suspend();
  }

  resume(): void {
    this.#view.resume();
  }

  close(): void {
    clearInterval(this.#looking);
    this.#leave();
    this.#view.close();
  }

  /** The result stands below the sections, where nobody has to unfold anything. */
  #end(event: Extract<LabEvent, { type: 'result' }>): void {
    this.#running = NOTHING_RUNNING;
    clearInterval(this.#looking);
    this.#leave();
    this.#view.emit(event);
    const { provider, stderr } = this.#options;
    if (provider === 'github' && event.error) write(stderr, errorCommands(event.error));
  }

  /** Where the plan goes, its section goes. */
  #showPlan(event: Extract<LabEvent, { type: 'plan' | 'teardown-plan' }>): void {
    const { provider, stdout, now } = this.#options;
    const section = { name: 'plan', title: `Plan of ${event.command}`, since: now() };
    this.#leave();
    write(stdout, openingOf(section, provider));
    this.#view.emit(event);
    write(stdout, closingOf(section, provider, now()));
  }

  #enter(phase: Phase | undefined): void {
    const { provider, stderr, now, quiet } = this.#options;
    if (!phase || quiet || phase.name === this.#section?.name) return;
    this.#leave();
    this.#section = { ...phase, since: now() };
    write(stderr, openingOf(this.#section, provider));
  }

  #leave(): void {
    const { provider, stderr, now } = this.#options;
    if (this.#section) write(stderr, closingOf(this.#section, provider, now()));
    this.#section = undefined;
  }

  #follow(event: LabEvent): void {
    const { now, quiet } = this.#options;
    if (quiet) return;
    const wasIdle = isIdle(this.#running);
    this.#running = afterEvent(this.#running, event, now());
    if (isIdle(this.#running)) clearInterval(this.#looking);
    else if (wasIdle) this.#beginWaiting();
  }

  #beginWaiting(): void {
    this.#toldAt = this.#options.now();
    this.#looking = setInterval(() => this.#tellWaiting(), LOOK).unref();
  }

  /** Tells of every minute that is over. A rehearsal's clock leaps, and is only looked at when something happens. */
  #tellWaiting(): void {
    if (isIdle(this.#running)) return;
    for (const minute of minutesBetween(this.#toldAt, this.#options.now())) {
      const line = waitingLine(this.#running, minute);
      if (line !== undefined) write(this.#options.stderr, [line]);
      this.#toldAt = minute;
    }
  }
}

function write(stream: OutputStream, lines: readonly string[]): void {
  for (const line of lines) stream.write(`${line}\n`);
}
