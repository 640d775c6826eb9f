import fs from 'node:fs';
import { promisify } from 'node:util';
import { systemError } from './refusal.ts';

type Function = (...values: unknown[]) => unknown;

/**
 * The permission model knows paths and no descriptors: code may use those alone that it opened itself, and not what this
 * process has open besides.
 */
export function confineFiles(): void {
  const own = new Set<number>();
  const { open, openSync, close, closeSync } = fs;
  for (const [name, original] of Object.entries(fs)) {
    if (typeof original === 'function' && /^[a-z]/.test(name)) guard(name, original as Function, own);
  }
  replace('openSync', openSync as Function, (...values) => kept(own, (openSync as Function)(...values)));
  replace('open', open as unknown as Function, (...values) => {
    const callback = values.pop() as Function;
    const opened = (error: unknown, descriptor: unknown) => callback(error, error ? descriptor : kept(own, descriptor));
    return (open as unknown as Function)(...values, opened);
  });
  const closing =
    (original: Function) =>
    (descriptor: unknown, ...rest: unknown[]) => {
      if (!own.delete(descriptor as number)) throw foreign('close');
      return original(descriptor, ...rest);
    };
  replace('closeSync', closeSync as Function, closing(closeSync as Function));
  replace('close', close as Function, closing(close as Function));
}

function guard(name: string, original: Function, own: ReadonlySet<number>): void {
  replace(name, original, (first, ...rest) => {
    const options = rest.find((value) => typeof value === 'object' && value !== null && 'fd' in value);
    for (const descriptor of [first, (options as { readonly fd?: unknown } | undefined)?.fd]) {
      if (typeof descriptor === 'number' && !own.has(descriptor) && !NUMBERS.includes(name)) throw foreign(name);
    }
    return original(first, ...rest);
  });
}

/** Whose first number is no descriptor. */
const NUMBERS = ['_toUnixTimestamp'];

/** Under the same name, with what else the function has, such as its form for promises. */
function replace(name: string, original: Function, guarded: Function): void {
  const { [promisify.custom]: _, ...properties } = Object.getOwnPropertyDescriptors(original) as Record<
    PropertyKey,
    PropertyDescriptor
  >;
  delete properties.prototype;
  Object.defineProperties(guarded, properties);
  Object.assign(fs, { [name]: guarded });
}

function kept(own: Set<number>, descriptor: unknown): unknown {
  own.add(descriptor as number);
  return descriptor;
}

function foreign(name: string): Error {
  return systemError('EBADF', name, 'bad file descriptor');
}
