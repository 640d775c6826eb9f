import type { ErrorEntries } from './entry.ts';

/** What is said before a course is written, or taught. */
export const COURSES = {
  'course-table': {
    exit: 'usage',
    what: 'No course can be made of a table.',
    why: 'It cannot be read, is too small or too large, or has columns that no model can be asked with.',
    remedy: 'Mend what the error names, or leave columns out with `--drop`. Nothing was written.',
  },
  'course-label': {
    exit: 'usage',
    what: 'The column that was chosen cannot be predicted.',
    why: 'There is no such column, or its values do not fit the task.',
    remedy: 'Choose another column with `--label`, or another task with `--task`.',
  },
  'course-folder': {
    exit: 'usage',
    what: 'The folder for a new course cannot be used.',
    why: 'There is something in it, or it cannot be made.',
    remedy: 'Name a folder that does not exist or is empty. Nothing is overwritten.',
  },
  'course-unsaid': {
    exit: 'usage',
    what: 'The lab teaches another course than the usual one, and no setting names a course.',
    why: 'The settings were deleted, or are on another machine. Without them the lab would be changed to the usual course, or its handout tell of that one.',
    remedy: 'Name its course with `--course`, or the one that it is to change to. Nothing was changed.',
  },
} as const satisfies ErrorEntries;
