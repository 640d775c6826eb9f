import { LabError } from '../../errors.ts';
import type { ActionContext } from '../context.ts';
import type { DoomedStack } from './read.ts';

/**
 * Only the launch role can end what was launched from Service Catalog, and it goes with the Data Scientist stack: whatever
 * stands then holds the network, and nobody can end it any more.
 */
export async function refuseWhileLaunched(
  { cloud, lab, ui }: ActionContext,
  stacks: readonly DoomedStack[],
  dryRun: boolean,
): Promise<void> {
  const selfService = stacks.find(({ id }) => id === 'selfService');
  // After a deletion that failed the launch role may be gone already; the rest can still go.
  if (!selfService || selfService.stack.status === 'DELETE_FAILED') return;
  const left = await cloud.datascience.leftovers(lab, 'datascience');
  const names = left.filter(({ kind }) => kind === 'provisioned product').map(({ name }) => name);
  if (names.length === 0) return;
  const account = lab.accounts.datascience.id;
  const message = `still launched in the Data Scientist account ${account}: ${names.join(', ')}`;
  const hint =
    'give it back with "mlops-lab notebook terminate", for somebody else with --as, or terminate it in the console of Service Catalog under ' +
    'provisioned products with the access filter "Account"; then run "mlops-lab teardown" again';
  if (!dryRun) throw new LabError({ code: 'still-launched', message: `${message}; nothing was deleted`, hint });
  ui.emit({ type: 'notice', level: 'warning', message: `${message}: ${hint}` });
}
