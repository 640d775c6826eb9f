import type { NotebooksAtStake } from '../../events.ts';
import { standingCost, type StandingCost } from '../../lab/cost.ts';
import type { ActionContext } from '../context.ts';
import { zonesOf } from '../deploy/zones.ts';
import { isEmpty, type Doomed } from './read.ts';

/** About what no longer costs once it is gone. */
export function savedBy(
  { lab }: ActionContext,
  goes: Doomed,
  notebooks: NotebooksAtStake | undefined,
): { readonly saved?: StandingCost } {
  if (isEmpty(goes)) return {};
  const network = goes.stacks.find(({ id }) => id === 'network');
  const billed = { stacks: goes.stacks.map(({ id }) => id), zones: network ? zonesOf(network.stack).length : 0 };
  return { saved: standingCost(lab, billed, notebooks?.running ?? []) };
}
