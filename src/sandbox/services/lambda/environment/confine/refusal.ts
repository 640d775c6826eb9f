import { getSystemErrorMap } from 'node:util';

/** How the system would refuse it, as a number; each system has its own. */
export const EACCES = errorNumber('EACCES');
const EBADF = errorNumber('EBADF');

export const WHY = 'the sandbox connects functions to its own endpoint alone';

/** An error of the system's form. */
export function systemError(code: 'EPERM' | 'EBADF' | 'ENOTFOUND', syscall: string, message: string): Error {
  const errno = code === 'EBADF' ? EBADF : undefined;
  return Object.assign(new Error(`${code}: ${message}, ${syscall}`), { code, syscall, ...(errno && { errno }) });
}

function errorNumber(wanted: string): number {
  for (const [number, [name]] of getSystemErrorMap()) if (name === wanted) return number;
  throw new Error(`this system has no ${wanted}`);
}

/** Puts something in a property's place that nobody can put back. */
export function fix(holder: object, name: string, value: unknown): void {
  Object.defineProperty(holder, name, { value, writable: false, configurable: false, enumerable: true });
}
