/** What the benchmarks call of the program without its command line. */
export { SANDBOX_DEFAULTS } from '../src/config/rehearsal.ts';
export { packSubmission } from '../src/lab/submission/submission.ts';
export { openSandbox } from '../src/sandbox/sandbox.ts';
export { directoryStorage } from '../src/sandbox/storage/index.ts';
