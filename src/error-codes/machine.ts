import type { ErrorEntries } from './entry.ts';

/** The machine that the command runs on, and the program itself. */
export const MACHINE = {
  'checks-failed': {
    exit: 'failed',
    what: 'Something that a lab depends on is not as it has to be.',
    why: 'A check of `doctor` failed: of this machine, the settings, an account, or what the region offers.',
    remedy: 'Do what stands beside each check that failed, and run `mlops-lab doctor` again.',
  },
  interrupted: {
    exit: 'interrupted',
    what: 'The command was interrupted.',
    why: 'Ctrl-C, a SIGTERM, or a terminal that was closed. What was begun goes on in the cloud.',
    remedy: 'Run the same command again: it attaches to what is in progress and finishes the rest.',
  },
  'output-failed': {
    exit: 'failed',
    what: 'The result cannot be written to stdout.',
    why: 'The disk is full, or the device refuses it. What the command did is done.',
    remedy: 'Make room, or send stdout elsewhere, and run the same command again.',
  },
  'summary-unwritten': {
    exit: 'failed',
    what: 'The summary of the labs cannot be written.',
    why: 'The disk is full, or the folder went meanwhile. What the command did is done.',
    remedy: 'Make room, or name another file with `--summary`, and run the same command again.',
  },
  'logins-unwritten': {
    exit: 'failed',
    what: 'The links and keys of several people cannot be written.',
    why: 'The disk is full, or `--file` names what is no file, or a folder that does not exist or cannot be written.',
    remedy: 'Name another file, and run the same command again: it makes new links and keys.',
  },
  'system-error': {
    exit: 'failed',
    what: 'The operating system refuses something.',
    why: 'A full disk, too many open files, or a folder that cannot be read.',
    remedy: 'Correct what the message of the system names, and run the same command again.',
  },
  'no-working-folder': {
    exit: 'failed',
    what: 'The working folder is gone.',
    why: 'It was deleted after the shell entered it, or it cannot be entered any more.',
    remedy: 'Change into a folder that exists, and run the same command again.',
  },
  'not-built': {
    exit: 'failed',
    what: 'The package lacks something that its build makes: a function of the pipeline, or a course.',
    why: 'A clone was not built, or files of the installed package were deleted.',
    remedy: 'Run `npm run build` in the clone, or install the package again.',
  },
  'internal-error': {
    exit: 'failed',
    what: 'The program has a bug.',
    why: 'Something failed that no part of the program expects.',
    remedy:
      'Run the same command again: what was begun in the cloud is safe. Please report what it prints under ' +
      '`MLOPS_LAB_DEBUG=1`.',
  },
} as const satisfies ErrorEntries;
