import type { ErrorEntries } from './entry.ts';

/** Flags, variables and the file with the settings. */
export const COMMAND_LINE = {
  usage: {
    exit: 'usage',
    what: 'The command line cannot be understood.',
    why: 'There is no such command or option, or a value is missing or is not one that the option takes.',
    remedy: 'Run the command with `--help`, which lists what there is.',
  },
  'no-terminal': {
    exit: 'usage',
    what: 'A question cannot be asked.',
    why: 'The command needs an answer, and there is no terminal, as in CI.',
    remedy: 'Give the answer with the flag that the error names; `--yes` confirms.',
  },
  'without-iam': {
    exit: 'usage',
    what: '`--without-iam` is given without `--sandbox`.',
    why: 'Only the sandbox can leave IAM policies out. AWS holds everybody to them.',
    remedy: 'Add `--sandbox`, or leave `--without-iam` out.',
  },
  'missing-settings': {
    exit: 'usage',
    what: 'Required settings are missing.',
    why: 'Neither a flag, nor a variable, nor the file has them, and there is no terminal to ask on.',
    remedy: 'Give the flags or variables that the error names, or write the settings into the file.',
  },
  'invalid-settings': {
    exit: 'usage',
    what: 'Settings are wrong.',
    why: 'A value breaks the rules of its setting, contradicts another one, or belongs to no setting.',
    remedy: 'Correct each value where the error places it. `docs/configuration.md` describes every setting.',
  },
  'invalid-course': {
    exit: 'usage',
    what: 'A course is wrong.',
    why: 'Its `course.yaml` breaks a rule, or its data do not fit what that file says of them.',
    remedy: 'Correct each place that the error names. `docs/courses.md` describes every key of a course.',
  },
  'invalid-yaml': {
    exit: 'usage',
    what: 'The file with the settings, or that of a course, is not YAML that can be used.',
    why: 'A line breaks the rules of YAML, a key stands there twice, or the file holds far more than it may.',
    remedy: 'Correct the line that the error names. `docs/configuration.md` and `docs/courses.md` show whole files.',
  },
  'config-not-found': {
    exit: 'usage',
    what: 'The file with the settings does not exist.',
    why: '`--config` or `MLOPS_LAB_CONFIG` names a file that is not there.',
    remedy: 'Create it, or leave the flag or variable out to use `mlops-lab.yaml`.',
  },
  'config-name': {
    exit: 'usage',
    what: 'There is a file `mlops-lab.yml`, and nobody named it.',
    why: 'Settings are read from `mlops-lab.yaml`. A file that looks like settings and is not read would mislead.',
    remedy: 'Rename it to `mlops-lab.yaml`, or name it with `--config`.',
  },
  'config-unreadable': {
    exit: 'usage',
    what: 'The file with the settings cannot be read.',
    why: 'It is a folder, a pipe, a device or a dangling link, or its permissions forbid it.',
    remedy: 'Make it a file that can be read, or name another one with `--config`.',
  },
  'config-too-large': {
    exit: 'usage',
    what: 'The file with the settings has more than 1 MB.',
    why: 'Settings have some kilobytes, so it is probably another file.',
    remedy: 'Name the right file with `--config`.',
  },
  'config-encoding': {
    exit: 'usage',
    what: 'The file with the settings is not UTF-8 text.',
    why: 'Windows PowerShell writes UTF-16 by default.',
    remedy: 'Save it as UTF-8.',
  },
  'no-lab-chosen': {
    exit: 'usage',
    what: 'The file describes a class, and no lab of it is chosen.',
    why: 'A command acts on what it is told to: one lab by `--lab`, several, or all of them.',
    remedy: 'Give `--lab NAME`, or `--all` where the command takes it.',
  },
  'unknown-lab': {
    exit: 'usage',
    what: 'There is no lab of that name in the file.',
    why: '`--lab`, or the summary that `--retry-failed` names, has a name that no lab of the file has.',
    remedy: 'Give one of the names that the error lists.',
  },
  'summary-unreadable': {
    exit: 'usage',
    what: 'A summary of an earlier run cannot be read.',
    why: 'The file or folder does not exist, or holds something else than what `--summary` writes.',
    remedy: 'Name a file that a run with `--summary FILE` wrote, or the folder that holds several of them.',
  },
  'summary-unwritable': {
    exit: 'usage',
    what: 'No summary could be written to what `--summary` names.',
    why: 'It is a folder, or is in one that does not exist or cannot be written. Nothing was changed.',
    remedy: 'Name a file in a folder that exists and can be written, with `--summary`.',
  },
  'unknown-unit': {
    exit: 'usage',
    what: 'There is no such organizational unit.',
    why: 'The organization that the credentials belong to has no unit with that id.',
    remedy: 'Copy the id from AWS Organizations, and check that `--profile` leads to the right organization.',
  },
  'organization-refused': {
    exit: 'credentials',
    what: 'The organization cannot be read.',
    why: 'Only its management account may, and accounts that it lets. Or the account is in no organization.',
    remedy: 'Use credentials of the management account, with the permissions that the error names.',
  },
  'roster-undecided': {
    exit: 'failed',
    what: 'Two accounts say that they are the same account of one lab.',
    why: 'Tags or names of accounts are given twice, as after a copy.',
    remedy: 'Correct the tags `mlops-lab:lab` and `mlops-lab:account`, or move one account out of the unit.',
  },
  'roster-empty': {
    exit: 'failed',
    what: 'No account says of which lab it is.',
    why: 'Neither tags nor names of the accounts follow what `mlops-lab class help roster` describes, or the unit is empty.',
    remedy: 'Tag or name the accounts, or name another unit.',
  },
  'roster-there': {
    exit: 'usage',
    what: 'The file for the roster exists.',
    why: 'It may have the names of people in it, which a new roster has not.',
    remedy: 'Name another file, and carry over what differs.',
  },
  'labs-failed': {
    exit: 'failed',
    what: 'The command failed in some of its labs.',
    why: 'Each lab runs by itself: what failed in one stopped no other. The summary has the cause of each.',
    remedy: 'Correct the causes, and run the command again, with `--retry-failed` on those alone.',
  },
  'shard-missing': {
    exit: 'failed',
    what: 'The summary of a shard is missing.',
    why: 'A run with `--shard I/N` wrote none: its machine was lost, or the file was not collected.',
    remedy: 'Run the command again with that `--shard`, which is safe, and collect its summary.',
  },
  'settings-not-saved': {
    exit: 'failed',
    what: 'The settings cannot be saved.',
    why: 'The folder or the file cannot be written. Nothing was changed on AWS yet.',
    remedy: 'Make the folder writable, or name another file with `--config`.',
  },
} as const satisfies ErrorEntries;
