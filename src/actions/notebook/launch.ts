import { usageError, type LabError } from '../../errors.ts';
import { isNotebookName, usualNotebookName } from '../../lab/notebook.ts';
import { personCalled } from '../../lab/person.ts';
import { own } from '../../own.ts';
import type { Launch, Launched, Notebooks } from '../../ports/notebooks.ts';
import { mlopsLab } from '../../steps.ts';
import type { ActionContext, RunOptions } from '../context.ts';
import { IN_EARNEST, type Outcome } from '../outcome.ts';
import { tellIfNobody } from '../person.ts';
import { completed } from './ask.ts';
import { recordFailure } from './failure.ts';
import { followRecord } from './follow-record.ts';
import { findLaunched, reachNotebooks } from './reach.ts';
import { reportOn } from './report.ts';
import { offered, settledParameters, settledTags, type LaunchRequest } from './request.ts';

/** Launches a notebook from the catalog, as people do in the console; finds an existing one of that name. */
export async function launchNotebook(
  context: ActionContext,
  options: RunOptions,
  request: LaunchRequest,
): Promise<Outcome> {
  const notebooks = await reachNotebooks(context);
  const launch = await plannedLaunch(context, options, request, notebooks);
  const standing = await findLaunched(notebooks, launch.name);
  if (options.dryRun) return planned(context, notebooks, launch, standing);
  const rested = standing && (await atRest(context, notebooks, standing));
  if (rested && rested.status !== 'ERROR') return asItStands(context, notebooks, rested, launch, standing);
  if (rested) await clearAway(context, notebooks, rested);
  await launchAnew(context, notebooks, launch);
  return launchedResult(context, notebooks, launch.name, 'succeeded');
}

async function plannedLaunch(
  context: ActionContext,
  options: RunOptions,
  request: LaunchRequest,
  notebooks: Notebooks,
): Promise<Launch> {
  const { lab, ui } = context;
  if (request.name !== undefined && !isNotebookName(request.name)) throw noName(request.name);
  const offer = await notebooks.offer();
  const complete = await completed(ui, options, request, offer);
  const person = await notebooks.person();
  const parameters = settledParameters(offer, { ...complete, owner: person }, lab);
  const tags = settledTags(offer, complete, lab);
  const team = parameters.TeamName ?? offered(offer, 'TeamName')?.default ?? lab.name;
  tellIfNobody(context, person);
  return { name: request.name ?? usualNotebookName(team, personCalled(person, lab)), offer, parameters, tags };
}

function noName(name: string): LabError {
  return usageError(
    'invalid-name',
    `"${name}" cannot be the name of a notebook`,
    'take up to 128 letters, digits, dots, underscores and hyphens, starting with a letter or digit',
  );
}

async function planned(
  { command, ui }: ActionContext,
  notebooks: Notebooks,
  { name, offer, parameters, tags }: Launch,
  standing: Launched | undefined,
): Promise<Outcome> {
  if (standing?.status === 'AVAILABLE') {
    return { command, status: 'unchanged', notebooks: [await reportOn(notebooks, standing)] };
  }
  const decided = Object.entries({ ...parameters, ...tags }).map(([key, value]) => `${key} ${value}`);
  const message = `${name} would be launched in version ${offer.version} with ${decided.join(', ')}`;
  ui.emit({ type: 'notice', level: 'info', message });
  const report = { name, status: standing?.status ?? 'ABSENT', parameters, outputs: {} } as const;
  return { command, status: 'succeeded', notebooks: [report], next: [IN_EARNEST] };
}

/** Waits for the product's operation in progress. Undefined if that was its termination. */
async function atRest(context: ActionContext, notebooks: Notebooks, standing: Launched): Promise<Launched | undefined> {
  const { name, recordId } = standing;
  if (standing.status !== 'UNDER_CHANGE') return standing;
  const about = { operation: 'attach', name } as const;
  const record = await followRecord(context, notebooks, about, () => Promise.resolve(recordId));
  const rested = await findLaunched(notebooks, name);
  if (record.state === 'failed') throw await recordFailure(notebooks, name, rested, record);
  return rested;
}

async function asItStands(
  context: ActionContext,
  notebooks: Notebooks,
  rested: Launched,
  { parameters }: Launch,
  before: Launched | undefined,
): Promise<Outcome> {
  await expectUsable(notebooks, rested);
  const stands = (await notebooks.parts(rested)).parameters;
  const others = Object.entries(parameters).filter(([key, value]) => own(stands, key) !== value);
  if (others.length > 0) {
    const list = others
      .map(([key, value]) => `${key} ${own(stands, key) ?? '(not set)'} instead of ${value}`)
      .join(', ');
    const message = `${rested.name} stands with ${list}: to change it, update it in the console of Service Catalog, or terminate it and launch it again`;
    context.ui.emit({ type: 'notice', level: 'warning', message });
  }
  const attached = before?.status === 'UNDER_CHANGE';
  return launchedResult(context, notebooks, rested.name, attached ? 'succeeded' : 'unchanged');
}

/** A product tainted by a failed update is usable; what a failed termination left is not. */
async function expectUsable(notebooks: Notebooks, rested: Launched): Promise<void> {
  if (rested.status !== 'TAINTED') return;
  const record = await notebooks.record(rested.recordId);
  if (record.kind === 'termination') throw await recordFailure(notebooks, rested.name, rested, record);
}

/** A failed launch blocks the next one of its name, and nothing of it is in use. */
async function clearAway(context: ActionContext, notebooks: Notebooks, failed: Launched): Promise<void> {
  const about = { operation: 'clear', name: failed.name } as const;
  const record = await followRecord(context, notebooks, about, () => notebooks.terminate(failed));
  if (record.state === 'failed') throw await recordFailure(notebooks, failed.name, failed, record);
}

async function launchAnew(context: ActionContext, notebooks: Notebooks, launch: Launch): Promise<void> {
  const about = { operation: 'launch', name: launch.name } as const;
  const record = await followRecord(context, notebooks, about, () => notebooks.launch(launch));
  if (record.state === 'succeeded') return;
  throw await recordFailure(notebooks, launch.name, await findLaunched(notebooks, launch.name), record);
}

async function launchedResult(
  { command }: ActionContext,
  notebooks: Notebooks,
  name: string,
  status: 'succeeded' | 'unchanged',
): Promise<Outcome> {
  const launched = await findLaunched(notebooks, name);
  return {
    command,
    status,
    notebooks: launched ? [await reportOn(notebooks, launched)] : [],
    next: [
      { say: 'open it', command: mlopsLab('notebook', 'open', name) },
      { say: 'when you are done, give it back', command: mlopsLab('notebook', 'terminate', name) },
    ],
  };
}
