import type { ErrorEntries } from './entry.ts';

/** What keeps a teardown from its end. */
export const TEARDOWN = {
  'teardown-blocked': {
    exit: 'failed',
    what: 'Somebody works with notebooks of the lab.',
    why: 'With `--keep-notebooks` a teardown is refused while a notebook is launched. Nothing was deleted.',
    remedy: 'End the notebooks that the error lists, and run `mlops-lab teardown` again, or leave the option out.',
  },
  'bucket-not-emptied': {
    exit: 'failed',
    what: 'An object in a bucket cannot be deleted.',
    why: 'An object lock or a bucket policy forbids it.',
    remedy: 'Delete it by hand, and run the same command again.',
  },
  'orphan-held': {
    exit: 'failed',
    what: 'What an update of a stack left behind cannot be deleted.',
    why: 'Something is in it, or refers to it.',
    remedy: 'Delete what is in it, and run the same command again.',
  },
  'release-not-deleted': {
    exit: 'failed',
    what: 'An endpoint or model does not go.',
    why: 'SageMaker is still at work with it. An endpoint can be in the making for an hour.',
    remedy: 'Look at it in the console of SageMaker, and run the same command again when it has come to rest.',
  },
  'report-not-written': {
    exit: 'usage',
    what: 'The report of a run cannot be written.',
    why: 'The folder does not exist or cannot be written, or the path is none of a file. Nothing was changed.',
    remedy: 'Name a file in a folder that exists and can be written, with `--report`.',
  },
  'labs-left': {
    exit: 'leftovers',
    what: 'Something is left of some labs of a class.',
    why: 'The teardown of each lab ran by itself. The summary has what is left of which, and why.',
    remedy: 'Correct what the summary names, and run the command again, with `--retry-failed` on those labs alone.',
  },
  leftovers: {
    exit: 'leftovers',
    what: 'Something of the lab is left.',
    why: 'It could not be deleted, is protected, is needed by what stays, or could not be listed. The table has each with its reason and what mends it.',
    remedy: 'Correct what the table names, and run `mlops-lab teardown` again.',
  },
} as const satisfies ErrorEntries;
