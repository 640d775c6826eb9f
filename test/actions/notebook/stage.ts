import { launchNotebook } from '../../../src/actions/notebook/launch.ts';
import type { LaunchRequest } from '../../../src/actions/notebook/request.ts';
import { terminateNotebook } from '../../../src/actions/notebook/terminate.ts';
import type { Outcome } from '../../../src/actions/outcome.ts';
import type { LabEvent } from '../../../src/events.ts';
import { operatorOf, type Person } from '../../permissions/people.ts';
import { continued, deployedLab, saved, type SavedWorld } from '../../support/lab-in-place.ts';
import { UNATTENDED, type Rehearsal, type RehearsalOptions } from '../../support/rehearsal.ts';

export const TOOLS = '111111111111';
export const SPOKE = '222222222222';
export const LAUNCH_ROLE = 'mlops-lab--launch-us-east-1';

/** Rehearsals that go on from where another one stands, each for itself. */
export type Continued = (options?: Omit<RehearsalOptions, 'lab' | 'storage'>) => Promise<Rehearsal>;

export async function emptyLab(): Promise<Continued> {
  return continuations(await deployedLab());
}

let inUse: Promise<SavedWorld> | undefined;

/** With a notebook by the name `mine`; launched once for all files of tests. */
export async function labWithNotebook(): Promise<Continued> {
  inUse ??= withNotebook();
  return continuations(await inUse);
}

async function withNotebook(): Promise<SavedWorld> {
  const rehearsal = await (await emptyLab())();
  await launch(rehearsal);
  return saved(rehearsal);
}

function continuations(world: SavedWorld): Continued {
  return (options = {}) => continued(world, options);
}

export function asked(name?: string, parameters: LaunchRequest['parameters'] = {}): LaunchRequest {
  return { name, parameters: { TeamName: 'birds', NotebookSize: 'small', ...parameters } };
}

export function launch({ context }: Rehearsal, request = asked('mine')): Promise<Outcome> {
  return launchNotebook({ ...context, command: 'notebook launch' }, UNATTENDED, request);
}

/** A notebook whose launch is under way. */
export async function launching(rehearsal: Rehearsal): Promise<Rehearsal> {
  const notebooks = await rehearsal.context.cloud.notebooks(rehearsal.context.lab);
  await notebooks.launch({
    name: 'mine',
    offer: await notebooks.offer(),
    parameters: { Owner: await notebooks.person() },
    tags: {},
  });
  return rehearsal;
}

export function terminate({ context }: Rehearsal, name = 'mine'): Promise<Outcome> {
  return terminateNotebook({ ...context, command: 'notebook terminate' }, UNATTENDED, name);
}

/** What was done with notebooks, and how it ended. */
export function operations({ events }: { readonly events: readonly LabEvent[] }): string[] {
  return events.flatMap((event) =>
    event.type === 'notebook-finished' ? [`${event.operation} ${event.name}: ${event.outcome}`] : [],
  );
}

export function notices({ events }: { readonly events: readonly LabEvent[] }): string {
  return events.flatMap((event) => (event.type === 'notice' ? [event.message] : [])).join('\n');
}

export function operator({ sandbox }: Rehearsal, account = SPOKE): Person {
  return operatorOf(sandbox, account);
}

/** Takes one statement out of a policy of the launch role. */
export function withoutStatement(rehearsal: Rehearsal, PolicyName: string, sid: string): void {
  const { invoke } = operator(rehearsal);
  const policy = { RoleName: LAUNCH_ROLE, PolicyName };
  const { PolicyDocument } = invoke<{ PolicyDocument: string }>('iam', 'GetRolePolicy', policy);
  const document = JSON.parse(decodeURIComponent(PolicyDocument)) as { Statement: { Sid: string }[] };
  const Statement = document.Statement.filter(({ Sid }) => Sid !== sid);
  invoke('iam', 'PutRolePolicy', { ...policy, PolicyDocument: JSON.stringify({ ...document, Statement }) });
}
