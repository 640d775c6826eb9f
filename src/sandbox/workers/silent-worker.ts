import { Worker } from 'node:worker_threads';

/** A thread without environment variables that keeps no process alive and discards its output. */
export function silentWorker(module: string): Worker {
  const worker = new Worker(module, { env: {}, stdout: true, stderr: true });
  // The caller notices a dead worker by its silence; without a listener its error would end the process.
  worker.on('error', () => undefined);
  worker.unref();
  // Unread output would keep the process alive.
  worker.stdout.destroy();
  worker.stderr.destroy();
  return worker;
}
