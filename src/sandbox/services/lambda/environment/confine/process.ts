import os from 'node:os';
import v8 from 'node:v8';
import { fix, systemError } from './refusal.ts';

/** What acts on other processes, or on all threads of this one. */
const OF_PROCESS = ['kill', '_kill', '_debugProcess', '_debugEnd', 'dlopen', 'binding', '_linkedBinding', 'execve'];

export function confineProcess(): void {
  for (const name of OF_PROCESS) if (Reflect.has(process, name)) fix(process, name, refusing(name));
  fix(process, 'report', undefined);
  Object.assign(os, { setPriority: refusing('setPriority') });
  Object.assign(v8, { setFlagsFromString: refusing('setFlagsFromString') });
}

function refusing(name: string) {
  return () => {
    throw systemError('EPERM', name, 'functions of the sandbox may not do this');
  };
}
