import type { Variables } from '../../ports/variables.ts';
import type { LabEvent, ResultEvent } from '../../events.ts';
import type { Secret } from '../../ports/ui.ts';
import { guardOf } from '../ci/github.ts';
import { loginLines } from '../result/login.ts';
import { openedLines } from '../result/notebooks.ts';
import { planLines } from '../plan/plan.ts';
import { teardownPlanLines } from '../plan/teardown.ts';
import { progressLine } from '../progress/lines.ts';
import { failureLines, resultLines } from '../result/result.ts';
import { stepLines } from '../text/steps.ts';
import { afterLabEvent, beginning, isOver, labsLine, type RunningLabs } from '../labs/running-labs.ts';
import { hyperlink, knowsLinks } from '../text/hyperlinks.ts';
import { cut, fold, GAP } from '../text/layout.ts';
import { createLiveBlock, type LiveBlock } from '../progress/live-block.ts';
import { type Paint, paintFor } from '../text/paint.ts';
import { createRunFacts } from '../result/run-facts.ts';
import { afterEvent, drawRunning, isIdle, NOTHING_RUNNING, type Running } from '../progress/running.ts';
import { isAccessible, isAnimated, isColoured, isWideEnough, type OutputStream, widthOf } from '../streams.ts';
import type { View } from './view.ts';

export interface ConsoleOptions {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly env: Variables;
  readonly now: () => number;
  /** Whether the plan needs a confirmation: then it has to be visible, wherever stdout goes. */
  readonly asks: boolean;
  /** Tells only warnings on the way to the result. */
  readonly quiet: boolean;
}

/** Where lines go, and how they may be painted there. */
interface Channel {
  readonly stream: OutputStream;
  readonly paint: Paint;
  /** Whether rows of tables are lists. */
  readonly asLists: boolean;
  /** What is done to each line at last. */
  readonly guard: (line: string) => string;
}

function channel(stream: OutputStream, env: Variables): Channel {
  return { stream, paint: paintFor(isColoured(stream, env)), asLists: isAccessible(env), guard: guardOf(env) };
}

/** The view for people: results on stdout, everything else on stderr, with a live view on a terminal. */
export function createConsoleView(options: ConsoleOptions): View {
  return new ConsoleView(options);
}

class ConsoleView implements View {
  readonly #options: ConsoleOptions;
  readonly #results: Channel;
  readonly #progress: Channel;
  readonly #live: boolean;
  readonly #block: LiveBlock;
  #links: boolean;
  readonly #facts = createRunFacts();
  /** Set where the run is about several labs. */
  #labs: RunningLabs | undefined;
  #running: Running = NOTHING_RUNNING;
  #talked = false;
  /** Events that arrived while a question had the terminal. */
  #held: LabEvent[] | undefined;

  constructor(options: ConsoleOptions) {
    const { stdout, stderr, env } = options;
    this.#options = options;
    this.#live = !options.quiet && isAnimated(stderr, env) && isWideEnough(stderr);
    this.#links = knowsLinks(env);
    this.#results = channel(stdout, env);
    this.#progress = channel(stderr, env);
    this.#block = createLiveBlock(stderr, isColoured(stderr, env));
  }

  emit(event: LabEvent): void {
    if (this.#held) this.#held.push(event);
    else this.#show(event);
  }

  /** If the terminal also shows progress, the block makes room. */
  reveal({ text }: Secret): void {
    this.#block.hide();
    this.#setOff();
    printLines(this.#results, [text]);
    this.#drawRunning();
  }

  suspend(): void {
    this.#held ??= [];
    this.#block.hide();
  }

  resume(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const event of held) this.emit(event);
    this.#drawRunning();
  }

  close(): void {
    this.resume();
    this.#running = NOTHING_RUNNING;
    this.#labs = undefined;
    this.#block.hide();
  }

  #show(event: LabEvent): void {
    if (event.type === 'labs') this.#labs = beginning(event, this.#options.now());
    if (this.#labs && event.lab !== undefined) return this.#showOfLab(this.#labs, event);
    this.#facts.learn(event);
    // A rehearsal is in no console.
    if (event.type === 'start' && event.rehearsal) this.#links = false;
    this.#running = afterEvent(this.#running, event, this.#options.now());
    if (event.type === 'result') this.#labs = undefined;
    if (this.#isIdle()) this.#block.hide();
    this.#print(event);
    this.#drawRunning();
  }

  /** Of several labs there is a line each, once it has ended; on the way there is one line for all of them. */
  #showOfLab(labs: RunningLabs, event: LabEvent): void {
    const now = this.#options.now();
    const { labs: after, lines } = afterLabEvent(labs, event, {
      now,
      live: this.#live,
      asks: this.#options.asks,
      paint: this.#progress.paint,
    });
    this.#labs = after;
    if (lines.length > 0) this.#talked = true;
    const { stream } = this.#progress;
    printLines(
      this.#progress,
      lines.flatMap((line) => fold(line, widthOf(stream))),
    );
    this.#drawRunning();
  }

  #print(event: LabEvent): void {
    switch (event.type) {
      case 'plan':
        return this.#printPlan((width, paint) => planLines(event.command, event.plan, width, paint));
      case 'teardown-plan':
        return this.#printPlan((width, paint) => teardownPlanLines(event.items, event, width, paint));
      case 'result':
        this.#setOff();
        // Programs read the link or the keys from stdout; nothing else may be printed there.
        if (event.login) return printLines(this.#progress, loginLines(event.login, this.#progress.paint));
        if (event.opened) return printLines(this.#progress, openedLines(event.opened, this.#progress.paint));
        if (event.roster?.file === undefined) printLines(this.#results, event.roster?.csv.split('\n') ?? []);
        printLines(this.#besides(event), this.#resultLines(event));
        return printLines(this.#progress, failureLines(event, this.#progress.paint, widthOf(this.#progress.stream)));
      default:
        return this.#printProgress(event);
    }
  }

  /** Where a table goes to stdout, whatever else there is to say does not. */
  #besides({ logins, roster }: ResultEvent): Channel {
    return logins || roster ? this.#progress : this.#results;
  }

  #resultLines(event: ResultEvent): string[] {
    const { stream, paint } = this.#besides(event);
    return resultLines(event, this.#facts, paint, widthOf(stream));
  }

  #printProgress(event: LabEvent): void {
    const { stream, paint } = this.#progress;
    const line = progressLine(event, { paint, live: this.#live });
    if (line === undefined || (this.#options.quiet && !isWarning(event))) return;
    this.#talked = true;
    const steps = 'next' in event ? stepLines(event.next, paint, widthOf(stream)) : [];
    printLines(this.#progress, [...fold(line, widthOf(stream)), ...steps]);
  }

  /** Separates results from the messages before them, if a terminal shows both. */
  #setOff(): void {
    if (this.#talked && this.#progress.stream.isTTY && this.#results.stream.isTTY) printLines(this.#progress, ['']);
    this.#talked = false;
  }

  #printPlan(lines: (width: number, paint: Paint) => readonly string[]): void {
    this.#setOff();
    const unseen = this.#options.asks && !this.#results.stream.isTTY;
    for (const channel of unseen ? [this.#results, this.#progress] : [this.#results]) {
      printLines(channel, lines(widthOf(channel.stream), channel.paint));
    }
  }

  #drawRunning(): void {
    if (!this.#live || this.#held || this.#isIdle()) return this.#block.hide();
    // One column stays free, since a full line makes some terminals start another.
    const width = () => widthOf(this.#progress.stream) - 1;
    this.#block.show(() => this.#draw(width()));
  }

  #isIdle(): boolean {
    return this.#labs ? isOver(this.#labs) : isIdle(this.#running);
  }

  #draw(width: number): string {
    const now = this.#options.now();
    if (this.#labs) return cut(labsLine(this.#labs, now), width - 2);
    const linked = this.#links ? hyperlink : (text: string) => text;
    return drawRunning(this.#running, now, width, { paint: this.#progress.paint, linked });
  }
}

function isWarning(event: LabEvent): boolean {
  return event.type === 'notice' && event.level === 'warning';
}

function printLines({ stream, asLists, guard }: Channel, lines: readonly string[]): void {
  for (const line of lines) stream.write(`${guard(asLists ? line.replaceAll(GAP, ', ') : line)}\n`);
}
