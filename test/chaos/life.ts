import { deploy } from '../../src/actions/deploy/index.ts';
import { launchNotebook } from '../../src/actions/notebook/launch.ts';
import type { Outcome } from '../../src/actions/outcome.ts';
import { submit } from '../../src/actions/submit/index.ts';
import { teardown } from '../../src/actions/teardown/index.ts';
import { STACK_IDS } from '../../src/lab/stacks.ts';
import { memoryStorage } from '../../src/sandbox/storage/index.ts';
import { continued, saved, type SavedWorld } from '../support/lab-in-place.ts';
import { rehearse, UNATTENDED, type Rehearsal } from '../support/rehearsal.ts';
import { shape } from '../support/shape.ts';
import { mishaps, NONE, type Mishaps } from './mishaps.ts';
import { live, type End } from './process.ts';
import type { Choices } from './random.ts';

/** A command of a lab's life. */
interface Chapter {
  readonly name: string;
  readonly run: (lab: Rehearsal) => Promise<Outcome>;
}

const LAUNCH = { name: 'mine', parameters: { TeamName: 'birds', NotebookSize: 'small' } };
const SUBMIT = { hyperparameters: ['num_round=20'], watch: true };

const CHAPTERS: readonly Chapter[] = [
  { name: 'init', run: ({ context }) => deploy(context, STACK_IDS, UNATTENDED) },
  { name: 'launch', run: ({ context }) => launchNotebook(context, UNATTENDED, LAUNCH) },
  { name: 'submit', run: ({ context }) => submit({ ...context, command: 'submit' }, UNATTENDED, SUBMIT) },
  { name: 'teardown', run: ({ context }) => teardown({ ...context, command: 'teardown' }, UNATTENDED) },
];

/** Processes with mishaps in a chapter at most; those after them are left alone. */
const DISTURBED = 4;
/** Processes in a chapter at most. One that is left alone may still meet what the disturbed ones left under way. */
const PROCESSES = DISTURBED + 3;

/** How a chapter ended, and what was in the accounts then. */
export interface ChapterEnd {
  readonly chapter: string;
  readonly processes: readonly { readonly mishaps: Mishaps; readonly end: End }[];
  readonly accounts: Record<string, string[]>;
}

export type Life = readonly ChapterEnd[];

/** The life of a lab from empty accounts to empty accounts, each command run until it succeeds. */
export async function lifeOf(choices: Choices | undefined): Promise<Life> {
  const life: ChapterEnd[] = [];
  let world = await emptyWorld();
  for (const chapter of CHAPTERS) {
    const { end, left } = await livedThrough(chapter, world, choices);
    life.push(end);
    world = left;
    if (end.processes.at(-1)?.end.kind !== 'outcome') break;
  }
  return life;
}

async function emptyWorld(): Promise<SavedWorld> {
  const storage = memoryStorage();
  return saved(await rehearse({ storage }), storage.blobs);
}

async function livedThrough({ name, run }: Chapter, begin: SavedWorld, choices: Choices | undefined) {
  const processes: { mishaps: Mishaps; end: End }[] = [];
  let world = begin;
  for (let number = 0; number < PROCESSES; number += 1) {
    const befalling = choices && number < DISTURBED ? mishaps(choices) : NONE;
    const { end, world: left } = await live(world, run, befalling);
    processes.push({ mishaps: befalling, end });
    world = left;
    if (end.kind === 'hung' || (end.kind === 'outcome' && end.outcome.status !== 'failed')) break;
  }
  return { end: { chapter: name, processes, accounts: shape(await continued(world)) }, left: world };
}
