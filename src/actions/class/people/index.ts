import type { ActionContext } from '../../context.ts';
import type { Outcome } from '../../outcome.ts';
import { ownStack } from '../../foreign.ts';
import { verifyAccounts } from '../../verify-accounts.ts';
import { readPeoplesNotebooks } from './notebooks.ts';
import { peopleReports } from './report.ts';
import { readSubmissions } from './submissions.ts';

/** What each person of a lab has come to. Changes nothing. */
export async function classStatus(context: ActionContext): Promise<Outcome> {
  const { command, people } = context;
  await verifyAccounts(context, ['tools', 'datascience']);
  if (!(await ownStack(context, 'selfService'))) tellUndeployed(context);
  const [notebooks, submissions] = await Promise.all([readPeoplesNotebooks(context), readSubmissions(context)]);
  return { command, status: 'succeeded', people: peopleReports(people, notebooks, submissions) };
}

function tellUndeployed({ lab, ui }: ActionContext): void {
  const message = `the lab "${lab.name}" is not deployed in account ${lab.accounts.datascience.id}: nobody can sign in to it`;
  ui.emit({ type: 'notice', level: 'warning', message });
}
