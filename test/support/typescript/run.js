import { register } from 'node:module';

/** Vitest runs this before each test file, and what is registered twice is asked twice. */
const REGISTERED = Symbol.for('mlops-lab.typescript');

// Versions of Node that know TypeScript need no help.
const { features } = process;
if (!('typescript' in features && features.typescript) && !(REGISTERED in globalThis)) {
  register('./hook.js', import.meta.url);
  Object.assign(globalThis, { [REGISTERED]: true });
}
