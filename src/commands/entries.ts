import type { Command } from 'commander';
import type { Runner } from './command.ts';

/** What the program does. */
export const PURPOSE = 'Turns three AWS accounts into a self-service MLOps lab, and back.';

export interface Entry {
  readonly name: string;
  readonly description: string;
  readonly hidden?: boolean;
  readonly load: () => Promise<{ configure: (command: Command, runner: Runner) => void }>;
}

/** Every command, in the order of use. Their modules are loaded only when needed. */
export const COMMANDS: readonly Entry[] = [
  {
    name: 'init',
    description: 'turn the three accounts into a lab, or bring a lab up to date',
    load: () => import('./init.ts'),
  },
  {
    name: 'tools',
    description: 'deploy the Tools account: buckets, key, portfolio, product',
    load: () => import('./tools.ts'),
  },
  {
    name: 'datascience',
    description: 'deploy the Data Scientist account: network, portfolio, roles',
    load: () => import('./datascience.ts'),
  },
  {
    name: 'staging',
    description: 'deploy the Staging account: roles and bucket of the releases',
    load: () => import('./staging.ts'),
  },
  {
    name: 'pipeline',
    description: 'deploy the pipeline that judges models and releases them',
    load: () => import('./pipeline.ts'),
  },
  {
    name: 'login',
    description: 'sign in as a data scientist: a link, or keys for other tools',
    load: () => import('./login.ts'),
  },
  {
    name: 'notebook',
    description: 'launch, open, stop, start and terminate your notebooks',
    load: () => import('./notebook.ts'),
  },
  {
    name: 'submit',
    description: 'submit data or a model, and follow its release',
    load: () => import('./submit.ts'),
  },
  {
    name: 'approve',
    description: 'approve or reject the release that waits for it',
    load: () => import('./approve.ts'),
  },
  {
    name: 'handout',
    description: 'write a page for the people of the lab, to print or to send',
    load: () => import('./handout.ts'),
  },
  {
    name: 'status',
    description: 'show the status of each stack, and whether it is up to date',
    load: () => import('./status.ts'),
  },
  {
    name: 'doctor',
    description: 'check machine, settings, accounts, region; say what mends them',
    load: () => import('./doctor.ts'),
  },
  {
    name: 'teardown',
    description: 'bring the accounts back to where they were before the lab',
    load: () => import('./teardown.ts'),
  },
  {
    name: 'course',
    description: 'propose a course from a table, check one, list what there is',
    load: () => import('./course.ts'),
  },
  {
    name: 'class',
    description: 'what concerns the labs of a class together',
    load: () => import('./class.ts'),
  },
  {
    name: 'sandbox',
    description: 'offer the sandbox to the AWS CLI and other programs',
    load: () => import('./sandbox.ts'),
  },
  {
    name: 'completion',
    description: 'print what makes a shell complete commands, options and names',
    load: () => import('./completion/index.ts'),
  },
  {
    name: 'complete',
    description: 'name labs or notebooks, for the scripts of completion',
    hidden: true,
    load: () => import('./complete.ts'),
  },
  {
    name: 'options',
    description: 'options that many commands have',
    hidden: true,
    load: () => import('./topics.ts'),
  },
  {
    name: 'settings',
    description: 'settings of the lab, as options of every command that works on one',
    hidden: true,
    load: () => import('./topics.ts'),
  },
];

/** What `init` does in turn. */
export const PARTS_OF_INIT: readonly string[] = ['tools', 'datascience', 'staging', 'pipeline'];

export const COMMAND_NAMES: readonly string[] = COMMANDS.map(({ name }) => name);

/** The first command named in the arguments; the program itself if there is none. */
export function namedIn(args: readonly string[]): string {
  return args.find((arg) => COMMANDS.some(({ name }) => name === arg)) ?? 'mlops-lab';
}
