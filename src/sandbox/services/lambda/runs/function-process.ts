import type { Worker } from 'node:worker_threads';
import { silentWorker } from '../../../workers/silent-worker.ts';
import { SynchronousLine } from '../../../workers/synchronous-line.ts';
import type { EnvironmentStart } from '../environment/protocol.ts';

const BRIDGE = new URL('../environment/bridge.ts', import.meta.url);

let bridge: Worker | undefined;

/** A line to the process that runs functions, for one environment. */
export function openLine(start: EnvironmentStart): SynchronousLine {
  const line = new SynchronousLine();
  bridge ??= silentWorker(BRIDGE);
  line.open(bridge, start);
  return line;
}
