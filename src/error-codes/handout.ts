import type { ErrorEntries } from './entry.ts';

/** Pages for the people of a lab. */
export const HANDOUT = {
  'lab-not-deployed': {
    exit: 'failed',
    what: 'The lab does not stand yet.',
    why: 'A stack is missing, or an operation on it is under way or has failed. Nothing was written.',
    remedy: 'Deploy the lab with `mlops-lab init`, and run the same command again.',
  },
  'handout-in-the-way': {
    exit: 'usage',
    what: 'A file stands where a page of the handout is to be.',
    why: '`handout` did not write it, and replaces nothing but its own pages. Nothing was written.',
    remedy: 'Name an empty folder, or one that does not exist, or move the file away.',
  },
  'handout-not-written': {
    exit: 'usage',
    what: 'The pages cannot be written.',
    why: 'The path is none of a folder, its parent does not exist, the permissions forbid it, or the disk is full.',
    remedy: 'Name a folder that can be written, whose parent exists.',
  },
  'date-past': {
    exit: 'usage',
    what: 'The last day of a lab is over.',
    why: '`--until` has a date before today.',
    remedy: 'Give a date that is to come, or leave the option out.',
  },
} as const satisfies ErrorEntries;
