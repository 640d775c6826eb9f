import { consoleHost } from '../../lab/names.ts';
import { STACK_IDS, type StackId } from '../../lab/stacks.ts';
import { mlopsLab, type Step } from '../../steps.ts';
import type { ActionContext } from '../context.ts';

/** What to do after a deployment. */
export function nextSteps({ lab }: ActionContext, ids: readonly StackId[]): Step[] {
  if (ids.length < STACK_IDS.length) {
    return [
      { say: 'look at the whole lab', command: mlopsLab('status') },
      { say: 'deploy what is still missing', command: mlopsLab('init') },
    ];
  }
  const products = `https://${consoleHost(lab.region)}/servicecatalog/home?region=${lab.region}#products`;
  return [
    {
      say: 'let data scientists in (SwitchRoleLink, an output, is for those who are signed in to AWS)',
      command: mlopsLab('login'),
    },
    { say: 'write a page to hand out to them, with all names and links of the lab', command: mlopsLab('handout') },
    { say: `as a data scientist, launch a notebook from Service Catalog at ${products}` },
    { say: "release a model; without a path it trains on the lab's own data", command: mlopsLab('submit', '--watch') },
    { say: 'look at the lab at any time', command: mlopsLab('status') },
    { say: 'bring the accounts back to where they were', command: mlopsLab('teardown') },
  ];
}
