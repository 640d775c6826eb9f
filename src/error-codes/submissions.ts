import type { ErrorEntries } from './entry.ts';

/** What is submitted, before it is uploaded. */
export const SUBMISSIONS = {
  'no-such-path': {
    exit: 'usage',
    what: 'There is nothing at the path.',
    why: 'The path that was given to `submit` does not exist.',
    remedy: 'Give a folder with `train.csv` or `model.tar.gz`, or such a file itself.',
  },
  unreadable: {
    exit: 'usage',
    what: 'A file cannot be read.',
    why: 'Its permissions forbid it, or it is not a file.',
    remedy: 'Check the path and its permissions.',
  },
  'file-too-large': {
    exit: 'usage',
    what: 'A file is larger than a submission may be.',
    why: 'The pipeline takes no more than the error says.',
    remedy: 'Submit fewer rows or a smaller model.',
  },
  'unknown-kind': {
    exit: 'usage',
    what: 'A file is nothing that can be submitted.',
    why: 'Data is CSV, a model is a `.tar.gz`, and a packed submission is a `.zip`.',
    remedy: 'Save the table as CSV in UTF-8, or give a file of one of these kinds.',
  },
  'unclear-folder': {
    exit: 'usage',
    what: 'A folder holds neither or both of `train.csv` and `model.tar.gz`.',
    why: 'A submission is either data or a model.',
    remedy: 'Have the folder hold one of them, or give the path of the file.',
  },
  'packed-already': {
    exit: 'usage',
    what: 'A packed submission cannot be changed by flags.',
    why: 'Its `manifest.json` says what it is called and how it is trained.',
    remedy: 'Change its `manifest.json`, or submit the folder that it was packed from.',
  },
  hyperparameter: {
    exit: 'usage',
    what: 'A hyperparameter cannot be understood.',
    why: 'It is not a name and a number, such as `max_depth=5`.',
    remedy: 'Write `--hyperparameter NAME=NUMBER`.',
  },
  'invalid-submission': {
    exit: 'usage',
    what: 'The submission breaks the rules of the pipeline.',
    why: 'The message lists all that is wrong with it. Nothing was uploaded.',
    remedy: 'Correct it and submit again.',
  },
  'no-submission-bucket': {
    exit: 'failed',
    what: 'There is no bucket to submit to.',
    why: 'The share of the lab that has it is not deployed.',
    remedy: 'Create it with `mlops-lab tools`, or the whole lab with `mlops-lab init`.',
  },
  'not-versioned': {
    exit: 'failed',
    what: 'The submission bucket does not keep versions.',
    why: 'Somebody suspended versioning, and the pipeline follows versions.',
    remedy: 'Bring the bucket to where it should be with `mlops-lab tools`, and submit again.',
  },
} as const satisfies ErrorEntries;
