import { usageError } from '../../errors.ts';
import type { Launched, Notebooks } from '../../ports/notebooks.ts';
import { mlopsLab } from '../../steps.ts';
import type { ActionContext } from '../context.ts';
import { expectPerson } from '../person.ts';
import { reachDataScience } from '../reach-data-science.ts';

/** The notebooks of the caller, or of the person that the command is for. */
export async function reachNotebooks(context: ActionContext): Promise<Notebooks> {
  expectPerson(context);
  await reachDataScience(context);
  return context.cloud.notebooks(context.lab, context.as);
}

export async function findLaunched(notebooks: Notebooks, name: string): Promise<Launched | undefined> {
  return (await notebooks.list()).find((launched) => launched.name === name);
}

/** For commands that need it. */
export async function requireLaunched(notebooks: Notebooks, name: string): Promise<Launched> {
  const own = await notebooks.list();
  const found = own.find((launched) => launched.name === name);
  if (found) return found;
  const names = own.map((launched) => launched.name).join(', ');
  throw usageError(
    'no-notebook',
    `you have launched no notebook by the name ${name}`,
    names ? `name one of yours: ${names}` : { say: 'launch one', command: mlopsLab('notebook', 'launch') },
  );
}

/** The notebook instance itself; a failed launch has none. */
export async function requireInstance(notebooks: Notebooks, launched: Launched): Promise<string> {
  const { notebook } = await notebooks.parts(launched);
  if (notebook) return notebook;
  throw usageError('no-notebook', `${launched.name} has no notebook: its launch is ${launched.status}`, {
    say: 'see how it goes on',
    command: mlopsLab('notebook', 'launch', launched.name),
  });
}
