/** The thread that starts the others. It sees each of them end, which nobody sees who blocks until one of them answers. */
import { parentPort, Worker, type MessagePort } from 'node:worker_threads';
import { giveEnd, type Signal } from './signal.ts';

/** A thread to start. */
export interface Keep {
  /** The path of a built file. */
  readonly module: string;
  /** By which the thread is given lines. */
  readonly lines: MessagePort;
  /** By which the thread is ended: a message, since a blocked thread closes no port. */
  readonly end: MessagePort;
  readonly signal: Signal;
}

parentPort?.on('message', ({ signal, ...keep }: Keep) => {
  try {
    start(keep).on('exit', () => giveEnd(signal));
  } catch {
    giveEnd(signal);
  }
});

/** A thread without environment variables, whose output is discarded. */
function start({ module, lines, end }: Omit<Keep, 'signal'>): Worker {
  const workerData = { lines };
  const worker = new Worker(module, { env: {}, workerData, transferList: [lines], stdout: true, stderr: true });
  // Without a listener its error would end the keeper; its end says as much.
  worker.on('error', () => undefined);
  worker.on('exit', () => end.close());
  end.on('message', () => void worker.terminate());
  // Unread output would keep the process alive.
  worker.stdout.destroy();
  worker.stderr.destroy();
  return worker;
}
