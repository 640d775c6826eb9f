import type { HandoutFile } from '../../lab/handout.ts';
import { mlopsLab, type Step } from '../../steps.ts';
import { inOrderOfLabs } from '../class/in-order.ts';
import type { ActionContext } from '../context.ts';
import type { Outcome } from '../outcome.ts';
import { expectFolder, writePages } from './folder.ts';
import { indexOf } from './index-of.ts';
import { pagesOf } from './pages.ts';
import type { HandoutRequest } from './request.ts';
import { expectToCome, standingLab } from './standing.ts';

interface HandoutRun {
  readonly inLab: (context: ActionContext) => Promise<Outcome>;
  readonly conclude: (outcome: Outcome) => Promise<Outcome>;
}

/** Writes a page for each lab and for each of its people, and for several labs an index of all. */
export function handout(request: HandoutRequest): HandoutRun {
  const { folder } = request;
  const written = new Map<string, readonly HandoutFile[]>();
  let last: ActionContext | undefined;
  return {
    inLab: async (context) => {
      expectToCome(context, request.until);
      await expectFolder(context, folder);
      const pages = await pagesOf(context, request, await standingLab(context));
      await writePages(context, folder, pages);
      const files = pages.map(({ mark: { page, lab, person }, file }) => ({
        file,
        page,
        lab,
        ...(person && { person }),
      }));
      written.set(context.lab.name, files);
      last = context;
      return { command: context.command, status: 'succeeded', next: nextSteps(context) };
    },
    conclude: async (outcome) => {
      if (!last) return outcome;
      const index = await indexOf(last, folder, outcome.labs !== undefined);
      if (index) await writePages(last, folder, [index]);
      const files: HandoutFile[] = [
        ...(index ? [{ file: index.file, page: 'index' } as const] : []),
        ...inOrderOfLabs(outcome, written),
      ];
      return { ...outcome, handout: { folder, start: files[0]?.file ?? folder, files } };
    },
  };
}

function nextSteps({ people }: ActionContext): Step[] {
  const everybody = ['login', '--format', 'csv', '--file', 'logins.csv'];
  return people.length > 0
    ? [{ say: 'when everybody is there, make a sign-in link for each', command: mlopsLab(...everybody) }]
    : [{ say: 'make a sign-in link for somebody by name', command: mlopsLab('login', '--as', 'ada') }];
}
