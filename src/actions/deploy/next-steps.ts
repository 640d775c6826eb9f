import { consoleHost } from '../../lab/names.ts';
import { STACK_IDS, type StackId } from '../../lab/stacks.ts';
import type { ActionContext } from '../context.ts';

/** What to do after a deployment, each a sentence with its command or link. */
export function nextSteps({ lab }: ActionContext, ids: readonly StackId[]): string[] {
  if (ids.length < STACK_IDS.length) {
    return ['look at the whole lab with "mlops-lab status"', 'deploy what is still missing with "mlops-lab init"'];
  }
  const products = `https://${consoleHost(lab.region)}/servicecatalog/home?region=${lab.region}#products`;
  return [
    'let data scientists in with "mlops-lab login"; SwitchRoleLink, an output, is for those who are signed in to AWS',
    `as a data scientist, launch a notebook from Service Catalog: ${products}`,
    'release a model with "mlops-lab submit --watch"; without a path it trains on the lab\'s own data',
    'look at the lab at any time with "mlops-lab status"',
    'bring the accounts back to where they were with "mlops-lab teardown"',
  ];
}
