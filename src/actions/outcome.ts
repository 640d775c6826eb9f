import type { LabError } from '../errors.ts';
import type { ResultEvent } from '../events.ts';
import type { Step } from '../steps.ts';
import type { Check } from './doctor/check.ts';

/** How an action ended. Commands and errors are values here; the result that is reported of it has them in words. */
export type Outcome = Omit<ResultEvent, 'status' | 'dryRun' | 'seconds' | 'error' | 'next' | 'checks'> & {
  readonly checks?: readonly Check[];
} & (
    | {
        readonly status: 'succeeded' | 'unchanged' | 'declined';
        readonly next?: readonly Step[];
        readonly error?: undefined;
      }
    | { readonly status: 'failed'; readonly error: LabError; readonly next?: undefined }
  );

/** What comes after a dry run. */
export const IN_EARNEST: Step = { say: 'do it', command: 'without --dry-run' };
