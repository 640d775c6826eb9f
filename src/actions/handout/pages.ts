import { join } from 'node:path';
import { costOf, notebookCosts } from '../../lab/cost.ts';
import type { HandoutMark } from '../../lab/handout-mark.ts';
import { namePrefix } from '../../lab/names.ts';
import { sessionNameOf, type Person } from '../../lab/person.ts';
import { STACK_IDS } from '../../lab/stacks.ts';
import type { Handout, Pictures } from '../../pages/handout/handout.ts';
import { labPage } from '../../pages/handout/lab-page.ts';
import type { ActionContext } from '../context.ts';
import { commandsFor } from './commands.ts';
import type { Page } from './folder.ts';
import type { HandoutRequest } from './request.ts';
import type { StandingLab } from './standing.ts';

export type PageOfLab = Page & { readonly mark: Exclude<HandoutMark, { readonly page: 'index' }> };

/** The page of a lab, and one for each of its people. */
export async function pagesOf(
  context: ActionContext,
  request: HandoutRequest,
  standing: StandingLab,
): Promise<PageOfLab[]> {
  const { lab, people } = context;
  const pictures = await picturesOf(context);
  const page = (file: string, person?: Person): PageOfLab => {
    const mark = {
      page: person ? 'person' : 'lab',
      lab: lab.name,
      region: lab.region,
      until: request.until,
      person: person?.name,
    } as const;
    const commands = commandsFor(context, person);
    const text = labPage({ ...ofLab(context, request, standing), pictures, person, commands }, mark);
    return { file: join(request.folder, file), mark, text };
  };
  const folder = namePrefix(lab);
  return [
    page(`${folder}.html`),
    ...people.map((person) => page(`${folder}/${sessionNameOf(person.name)}.html`, person)),
  ];
}

function ofLab(
  { lab, alone }: ActionContext,
  { contact, until }: HandoutRequest,
  { zones }: StandingLab,
): Omit<Handout, 'pictures' | 'person' | 'commands'> {
  const cost = costOf(lab, { stacks: STACK_IDS, zones });
  return { lab, cost, notebookCosts: notebookCosts(lab), isRehearsal: alone, contact, until };
}

async function picturesOf({ files }: ActionContext): Promise<Pictures> {
  const [pipeline, submit, rejected] = await Promise.all(
    (['pipeline', 'submit', 'rejected'] as const).map((name) => files.picture(name)),
  );
  return { pipeline: pipeline ?? '', submit: submit ?? '', rejected: rejected ?? '' };
}
