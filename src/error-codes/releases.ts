import type { ErrorEntries } from './entry.ts';

/** The pipeline, its executions and its approvals. */
export const RELEASES = {
  'no-pipeline': {
    exit: 'failed',
    what: 'The lab has no pipeline.',
    why: 'It is not deployed yet, or it was deleted.',
    remedy: 'Deploy it with `mlops-lab pipeline`, or the whole lab with `mlops-lab init`.',
  },
  'not-taken-up': {
    exit: 'failed',
    what: 'The pipeline does not begin with a submission.',
    why: 'The EventBridge rule that starts it is disabled or was deleted.',
    remedy: 'Bring the rule back with `mlops-lab pipeline`, see that it is enabled, and submit again.',
  },
  'no-execution': {
    exit: 'usage',
    what: 'There is no such execution.',
    why: 'The pipeline has never run, or the id is not among its latest hundred.',
    remedy: 'Submit something, or name an execution that the error lists.',
  },
  'release-failed': {
    exit: 'failed',
    what: 'The release failed.',
    why: 'The message names the stage and the action, and what the action says.',
    remedy: 'Correct the submission and submit again. Where the cause lay elsewhere, retry the stage.',
  },
  'release-rejected': {
    exit: 'failed',
    what: 'The release was rejected.',
    why: 'Somebody answered its approval with a rejection, or nobody answered in time.',
    remedy: 'Submit again.',
  },
  'release-superseded': {
    exit: 'failed',
    what: 'A later submission overtook the release.',
    why: 'Under `executionMode: superseded` only the latest of those that wait goes on.',
    remedy: 'Follow the later one, or submit again.',
  },
  'release-stopped': {
    exit: 'failed',
    what: 'The release was stopped.',
    why: 'Somebody stopped the execution, or changed the pipeline before it was done.',
    remedy: 'Submit again.',
  },
  'another-approval': {
    exit: 'failed',
    what: 'Another release waits for an approval than the one that was named.',
    why: 'One release at a time stands before production. Nothing was answered.',
    remedy: 'Answer the one that waits, or wait until it is the turn of the other one.',
  },
  'which-approval': {
    exit: 'usage',
    what: 'It is not clear which release is meant.',
    why: '`--yes` is given while other releases wait behind the one that stands before production.',
    remedy: 'Name the release with `--execution`, or leave `--yes` out.',
  },
  'no-approval': {
    exit: 'failed',
    what: 'The release does not wait for an approval.',
    why: 'It is over, stands elsewhere, or is not among the latest hundred.',
    remedy: 'See where the release stands with `mlops-lab pipeline --watch`.',
  },
  'approval-gone': {
    exit: 'failed',
    what: 'The approval does not wait any more.',
    why: 'Somebody else answered it, or it ran out.',
    remedy: 'See what came of it with `mlops-lab pipeline --watch --execution ID`.',
  },
} as const satisfies ErrorEntries;
