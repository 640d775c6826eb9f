import { readFileSync } from 'node:fs';
import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads';
import { builtFile } from '../../package-files.ts';
import type { Keep } from './keeper.ts';
import type { LineEnd } from './messages.ts';
import { hasEnded, newSignal, type Signal } from './signal.ts';

let keeper: Worker | undefined;

/** Read here, since of a file that is missing a blocked thread would never hear. */
function theKeeper(): Worker {
  if (keeper) return keeper;
  keeper = new Worker(readFileSync(builtFile('workers/keeper.cjs'), 'utf8'), { eval: true, env: {} });
  keeper.unref();
  return keeper;
}

/** A thread that keeps no process alive, and whose end shows itself at once. */
export class KeptWorker {
  readonly signal: Signal = newSignal();
  readonly #lines: MessagePort;
  readonly #end: MessagePort;

  /** `module` is the path of a built file that calls `serveLines`. */
  constructor(module: string) {
    const [lines, end] = [new MessageChannel(), new MessageChannel()];
    [this.#lines, this.#end] = [lines.port1, end.port1];
    this.#lines.unref();
    this.#end.unref();
    const keep: Keep = { module, lines: lines.port2, end: end.port2, signal: this.signal };
    theKeeper().postMessage(keep, [lines.port2, end.port2]);
  }

  get hasEnded(): boolean {
    return hasEnded(this.signal);
  }

  give(end: LineEnd): void {
    this.#lines.postMessage(end, [end.port]);
  }

  end(): void {
    this.#end.postMessage(undefined);
  }
}
