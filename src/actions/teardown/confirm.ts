import type { ActionContext } from '../context.ts';

/** Deleting requires typing the lab's name: a habitual "y" is not enough, nor is what was typed before the plan. */
export async function confirmed({ ui, lab }: Pick<ActionContext, 'ui' | 'lab'>): Promise<boolean> {
  const message = `Type the lab's name (${lab.name}) to delete all this; nothing to leave it as it is`;
  const answer = await ui.ask({ message, flag: '--yes', fresh: true });
  return answer.trim() === lab.name;
}
