import type { ErrorEntries } from './entry.ts';

/** CloudFormation, and what stands in the accounts. */
export const STACK_ERRORS = {
  'foreign-stack': {
    exit: 'failed',
    what: "A stack of the lab's name belongs to somebody else.",
    why: 'Another lab of that name shares the account, or something else made the stack. Nothing was changed.',
    remedy: 'Give this lab another name with `--name`, or have the owner delete that stack.',
  },
  'missing-input': {
    exit: 'usage',
    what: 'A stack needs the output of one that does not exist yet.',
    why: 'A command that deploys a share of the lab ran before the command whose share comes first.',
    remedy: 'Run the command that the error names first, or `init` for the whole lab.',
  },
  'outdated-stack': {
    exit: 'usage',
    what: 'A stack exists, and lacks an output that another one needs.',
    why: 'An older version of the lab made it.',
    remedy: 'Run the command that the error names: it brings the stack up to the template of this version.',
  },
  'missing-output': {
    exit: 'failed',
    what: 'A stack is complete, and lacks an output of its template.',
    why: 'What answers for CloudFormation does not know the output. AWS does.',
    remedy: 'Look at the outputs of the stack in the console of CloudFormation.',
  },
  'rejected-parameter': {
    exit: 'usage',
    what: 'A template does not accept a value.',
    why: 'The setting that the value comes from breaks a rule of the parameter. Nothing was changed.',
    remedy: 'Correct the setting, in the file or with its flag.',
  },
  rejected: {
    exit: 'usage',
    what: 'AWS does not accept a value of the settings.',
    why: 'Only AWS knows what it accepts there.',
    remedy: 'Correct the value that AWS names, in the file or with its flag.',
  },
  'aws-error': {
    exit: 'failed',
    what: 'AWS refuses a call.',
    why: 'The message names the service, the call and the reason that AWS gives.',
    remedy: 'Correct what AWS names and run the same command again: it goes on where it stopped.',
  },
  'change-set-failed': {
    exit: 'usage',
    what: 'CloudFormation rejects an update.',
    why: 'A value is wrong, or the stack is in a state that allows no update. Nothing was changed.',
    remedy: 'Correct what CloudFormation names and run the same command again.',
  },
  'change-set-not-ready': {
    exit: 'failed',
    what: 'CloudFormation does not finish a change set.',
    why: 'It takes seconds as a rule.',
    remedy: 'Delete the change set and run the same command again.',
  },
  'stack-failed': {
    exit: 'failed',
    what: 'An operation on a stack failed.',
    why: 'The message has the first cause: the resource, its line in the template, and the reason that AWS gives.',
    remedy: 'Correct the cause and run the same command again: it repairs the stack and goes on.',
  },
  'stack-unsteady': {
    exit: 'failed',
    what: 'A stack does not come to rest.',
    why: 'Somebody else changes it again and again.',
    remedy: 'Run the same command again when nobody else works on the account.',
  },
  'stack-silent': {
    exit: 'failed',
    what: 'Nothing is heard of an operation on a stack.',
    why: 'CloudFormation waits for a resource that does not finish.',
    remedy: 'Look at the events of the stack, and run the same command again: it goes on waiting.',
  },
  'template-too-long': {
    exit: 'failed',
    what: 'A template is too long for a request.',
    why: 'Long templates go through the asset bucket, and there is none yet.',
    remedy: 'Run `mlops-lab tools` first, which creates the bucket.',
  },
  'key-pending-deletion': {
    exit: 'failed',
    what: 'A key of the lab is scheduled for deletion.',
    why: 'Somebody scheduled it outside the lab. What it encrypted cannot be read once it is gone.',
    remedy: 'Cancel the deletion and enable the key with the two commands of the AWS CLI that the error has.',
  },
  'key-disabled': {
    exit: 'failed',
    what: 'A key of the lab is disabled.',
    why: 'Somebody disabled it outside the lab. Nothing can be read or written with it.',
    remedy: 'Enable it with the command of the AWS CLI that the error has.',
  },
  'key-deleted': {
    exit: 'failed',
    what: 'A key of the lab is deleted.',
    why: 'Nobody can read any more what it encrypted.',
    remedy: 'Make the lab anew: `mlops-lab teardown`, then `mlops-lab init`.',
  },
  'cannot-repair': {
    exit: 'failed',
    what: 'A stack cannot be repaired.',
    why: 'Something in it depends on a value of a resource that was deleted outside the lab.',
    remedy: 'Make the lab anew: `mlops-lab teardown`, then `mlops-lab init`.',
  },
} as const satisfies ErrorEntries;
