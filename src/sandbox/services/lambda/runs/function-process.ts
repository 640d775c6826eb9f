import type { Worker } from 'node:worker_threads';
import { builtFile } from '../../../../package-files.ts';
import { silentWorker } from '../../../workers/silent-worker.ts';
import { SynchronousLine } from '../../../workers/synchronous-line.ts';
import type { EnvironmentStart } from '../environment/protocol.ts';

const BRIDGE = builtFile('functions/bridge.mjs');

let bridge: Worker | undefined;

/** A line to the process that runs functions, for one environment. */
export function openLine(start: EnvironmentStart): SynchronousLine {
  const line = new SynchronousLine();
  bridge ??= silentWorker(BRIDGE);
  line.open(bridge, start);
  return line;
}
