import { Worker } from 'node:worker_threads';

/** A thread without an environment that keeps no process alive, and prints into the void. */
export function silentWorker(module: string): Worker {
  const worker = new Worker(module, { env: {}, stdout: true, stderr: true });
  // How a worker ended is seen by its silence; without a listener its error would end the process.
  worker.on('error', () => undefined);
  worker.unref();
  // Unread, what it prints would keep the process alive.
  worker.stdout.destroy();
  worker.stderr.destroy();
  return worker;
}
