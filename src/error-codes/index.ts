import { ACCESS } from './access.ts';
import { COMMAND_LINE } from './command-line.ts';
import { COURSES } from './courses.ts';
import type { ErrorEntries, ErrorEntry } from './entry.ts';
import { HANDOUT } from './handout.ts';
import { MACHINE } from './machine.ts';
import { NETWORK } from './network.ts';
import { NOTEBOOKS } from './notebooks.ts';
import { PLACES } from './places.ts';
import { RELEASES } from './releases.ts';
import { SANDBOX } from './sandbox.ts';
import { STACK_ERRORS } from './stacks.ts';
import { SUBMISSIONS } from './submissions.ts';
import { TEARDOWN } from './teardown.ts';

/** The codes by what they are about, in the order in which one meets them; the headings of `docs/errors.md`. */
export const ERROR_CHAPTERS: Readonly<Record<string, ErrorEntries>> = {
  'Command line and settings': COMMAND_LINE,
  Courses: COURSES,
  'Credentials and permissions': ACCESS,
  Network: NETWORK,
  'Region and zones': PLACES,
  Stacks: STACK_ERRORS,
  Submissions: SUBMISSIONS,
  Releases: RELEASES,
  Notebooks: NOTEBOOKS,
  Handout: HANDOUT,
  Teardown: TEARDOWN,
  Sandbox: SANDBOX,
  'This machine': MACHINE,
};

/**
 * Every error that a command can end with. A code promises programs its exit code, and people a chapter of
 * `docs/errors.md`. The message and the hint are worded where the error is thrown: they are made of what was found there,
 * one code often has several wordings, and who reads that code has to see what it says.
 */
export const ERRORS = {
  ...COMMAND_LINE,
  ...COURSES,
  ...ACCESS,
  ...NETWORK,
  ...PLACES,
  ...STACK_ERRORS,
  ...SUBMISSIONS,
  ...RELEASES,
  ...NOTEBOOKS,
  ...HANDOUT,
  ...TEARDOWN,
  ...SANDBOX,
  ...MACHINE,
} as const;

export type ErrorCode = keyof typeof ERRORS;

/** The codes that a command ends with in one way. */
export type CodeThatEnds<Exit extends ErrorEntry['exit']> = {
  [Code in ErrorCode]: (typeof ERRORS)[Code]['exit'] extends Exit ? Code : never;
}[ErrorCode];
