import type { RuntimeResource } from '../../../lab/runtime-resources.ts';
import { isOfNotebook } from '../../../lab/runtime-resources.ts';
import { suggestion } from '../../../lab/nearest.ts';
import { identitiesMeant, personNamed } from '../../../lab/person.ts';
import { firstOf } from '../../../lab/quantities.ts';
import { slots } from '../../../lab/slots.ts';
import { notebookOfStack } from '../../../lab/notebook-names.ts';
import type { AccountNotebooks, BucketContent, OthersLaunch } from '../../../ports/account-notebooks.ts';
import type { NotebookState, Parts } from '../../../ports/notebooks.ts';
import type { ActionContext } from '../../context.ts';

/** A notebook that is to end, and what goes with it. */
export interface DoomedNotebook {
  readonly launched: OthersLaunch;
  readonly owner: string;
  readonly parts: Parts;
  readonly state?: NotebookState | undefined;
  /** Of its bucket. */
  readonly content?: BucketContent | undefined;
  /** The name that it has, or had: all that its code made begins with it. */
  readonly instance?: string | undefined;
  /** Whether its bucket stays with what is in it. */
  readonly keepsBucket?: true;
  /** Its bucket, where that would stay and has nothing in it: CloudFormation deletes it with the stack. */
  readonly emptyBucket?: string;
  /** Whether there is a bucket that stays. */
  readonly leavesBucket?: true;
}

/** The same, but with its bucket left out of what is emptied and ends. */
export function keepingBucket(doomed: DoomedNotebook): DoomedNotebook {
  const { parts, content, ...rest } = doomed;
  const { bucket, ...others } = parts;
  const kept = { ...rest, parts: others, keepsBucket: true } as const;
  if (bucket === undefined) return kept;
  const isEmpty = content?.versions === 0 && content.complete;
  return { ...kept, ...(isEmpty ? { content, emptyBucket: bucket } : { leavesBucket: true }) };
}

/** Notebooks that are to end, with what their code made. */
export interface DoomedNotebooks {
  readonly notebooks: readonly DoomedNotebook[];
  readonly runs: readonly RuntimeResource[];
}

/** Service Catalog, CloudFormation and SageMaker limit the calls of an account, so not all are looked at at once. */
export const AT_ONCE = 8;

const MOST_LISTED = 10;

/** Everybody's notebooks, or those of one person by name, address or session name. */
export async function readNotebooks(context: ActionContext, owner?: string): Promise<readonly DoomedNotebook[]> {
  return ofOwner(context, await readAll(context), owner);
}

/** The same, and says whose there are where nobody has the name that was given. */
export async function readNotebooksNamed(context: ActionContext, owner?: string): Promise<readonly DoomedNotebook[]> {
  const all = await readAll(context);
  const wanted = ofOwner(context, all, owner);
  if (owner !== undefined && wanted.length === 0) tellOwners(context, owner, all);
  return wanted;
}

/** Somebody may have launched one by their name, and another signed in by their address. */
function ofOwner(
  { people }: ActionContext,
  all: readonly DoomedNotebook[],
  owner: string | undefined,
): readonly DoomedNotebook[] {
  if (owner === undefined) return all;
  const names = identitiesMeant(people, owner);
  return all.filter((each) => names.includes(each.owner));
}

function tellOwners({ people, ui }: ActionContext, owner: string, all: readonly DoomedNotebook[]): void {
  if (personNamed(people, owner)) return;
  const owners = [...new Set(all.map((each) => each.owner))];
  const suggested = suggestion(owner, owners, `those who have are ${firstOf(owners, MOST_LISTED)}`);
  const message = `nobody called ${owner} has a notebook here${owners.length > 0 ? `; ${suggested}` : ''}`;
  ui.emit({ type: 'notice', level: 'warning', message });
}

async function readAll(context: ActionContext): Promise<DoomedNotebook[]> {
  const { cloud, lab } = context;
  const notebooks = await cloud.datascience.notebooks(lab);
  const inTurn = slots(AT_ONCE);
  const launches = await notebooks.list();
  const found = await Promise.all(launches.map((each) => inTurn(() => readNotebook(context, notebooks, each))));
  return found.sort((one, other) => order(one).localeCompare(order(other)));
}

/** With all that notebooks made, also those that are gone; or what those of one person made. */
export async function readDoomedNotebooks(context: ActionContext, owner?: string): Promise<DoomedNotebooks> {
  const { cloud, lab } = context;
  const releases = await cloud.datascience.releases(lab);
  const [notebooks, found] = await Promise.all([readNotebooksNamed(context, owner), releases.find()]);
  const runs = owner === undefined ? found : found.filter((each) => isOfAny(notebooks, each));
  return { notebooks, runs };
}

export function isOfAny(notebooks: readonly DoomedNotebook[], run: RuntimeResource): boolean {
  return notebooks.some(({ instance }) => instance !== undefined && isOfNotebook(instance, run));
}

function order({ owner, launched }: DoomedNotebook): string {
  return `${owner} ${launched.name}`;
}

/** As it stands, or stood last. */
export async function readNotebook(
  { cloud, lab }: ActionContext,
  notebooks: AccountNotebooks,
  found: OthersLaunch,
): Promise<DoomedNotebook> {
  // By its id a stack is found after its end, too, with what it retained.
  const stack = (await cloud.datascience.stacks.find(found.stack))?.id;
  const launched = { ...found, stack: stack ?? found.stack };
  const parts = await notebooks.parts(launched);
  const [state, content] = await Promise.all([
    parts.notebook ? notebooks.state(parts.notebook) : undefined,
    parts.bucket ? notebooks.content(parts.bucket) : undefined,
  ]);
  const { bucket, ...others } = parts;
  return {
    launched,
    owner: found.owner ?? parts.parameters.Owner ?? 'nobody known',
    // Of a bucket that is gone nothing can be lost.
    parts: { ...others, ...(content && bucket && { bucket }) },
    state,
    content,
    instance: notebookOfStack(lab, launched.stack) ?? parts.notebook,
  };
}
