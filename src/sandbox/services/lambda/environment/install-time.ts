import { createRequire, syncBuiltinESMExports } from 'node:module';
import { promisify } from 'node:util';
import type { VirtualTime, VirtualTimer } from './virtual-time.ts';

type Callback = (...values: unknown[]) => void;

/** Gives this thread's code virtual time in place of the real one: `Date`, and the timers of globals and modules. */
export function installTime(time: VirtualTime): void {
  const timers = timersOver(time);
  Object.assign(globalThis, timers, { Date: dateOver(time) });
  const require = createRequire(import.meta.url);
  Object.assign(require('node:timers') as object, timers);
  Object.assign(require('node:timers/promises') as object, { setTimeout: sleepOver(time) });
  syncBuiltinESMExports();
}

function timersOver(time: VirtualTime) {
  const setTimeout = (act: Callback, delay = 1, ...values: unknown[]) => time.start(() => act(...values), delay, false);
  const setInterval = (act: Callback, delay = 1, ...values: unknown[]) => time.start(() => act(...values), delay, true);
  const clear = (timer: VirtualTimer | number | undefined) => time.remove(timer);
  Object.defineProperty(setTimeout, promisify.custom, { value: sleepOver(time) });
  return { setTimeout, setInterval, clearTimeout: clear, clearInterval: clear };
}

interface SleepOptions {
  readonly signal?: AbortSignal;
  readonly ref?: boolean;
}

/** `setTimeout` of `node:timers/promises`. */
function sleepOver(time: VirtualTime) {
  return <T>(delay?: number, value?: T, { signal, ref = true }: SleepOptions = {}): Promise<T | undefined> =>
    new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const timer = time.start(() => resolve(value), delay ?? 1, false);
      if (!ref) timer.unref();
      const abort = () => {
        timer.close();
        reject(signal?.reason as Error);
      };
      signal?.addEventListener('abort', abort, { once: true });
    });
}

function dateOver(time: VirtualTime): DateConstructor {
  const now = () => Math.floor(time.now());
  return new Proxy(Date, {
    construct: (target, values: unknown[], newTarget) =>
      Reflect.construct(target, values.length === 0 ? [now()] : values, newTarget) as Date,
    apply: (target) => new target(now()).toString(),
    get: (target, key, receiver): unknown => (key === 'now' ? now : Reflect.get(target, key, receiver)),
  });
}
