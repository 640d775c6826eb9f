import { builtFile } from '../../../../package-files.ts';
import { KeptWorker } from '../../../workers/kept-worker.ts';
import { SynchronousLine } from '../../../workers/synchronous-line.ts';
import type { EnvironmentStart } from '../environment/protocol.ts';

const BRIDGE = builtFile('functions/bridge.mjs');

let bridge: KeptWorker | undefined;

/** A line to the process that runs functions, for one environment. */
export function openLine(start: EnvironmentStart): SynchronousLine {
  if (!bridge || bridge.hasEnded) bridge = new KeptWorker(BRIDGE);
  return new SynchronousLine(bridge, start);
}
