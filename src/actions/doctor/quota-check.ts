import { ACCOUNT_TITLES } from '../../lab/accounts.ts';
import { neededQuotas, type NeededQuota } from '../../lab/needed-quotas.ts';
import type { ActionContext } from '../context.ts';
import { checked, ok, warning, type Check } from './check.ts';

/** Whether what so many participants take at once fits into the quotas of a new account. */
export function quotaCheck({ lab, labsIn }: ActionContext, participants: number): Promise<Check> {
  return checked({ check: 'quotas', title: 'Quotas' }, () => {
    const needed = neededQuotas(lab, labsIn, participants);
    const over = needed.filter(({ needed: most, usual }) => most > usual);
    const people = participants === 1 ? 'one participant' : `${String(participants)} participants`;
    if (over.length === 0) return ok(`${people} and the pipeline fit into the quotas of a new account`);
    return warning(
      `${people} and the pipeline take more than a new account has; what these accounts have was not read`,
      over.map(({ account, service, name, needed: most }) => ({
        say:
          `see that the ${ACCOUNT_TITLES[account]} account has at least ${String(most)} of "${name}", or ask for more: ` +
          `https://${lab.region}.console.aws.amazon.com/servicequotas/home/services/${service}/quotas`,
      })),
      over.map((each) => words(each, labsIn[each.account])),
    );
  });
}

function words({ account, name, needed, usual }: NeededQuota, labs: number): string {
  const whose = labs > 1 ? ` for the ${String(labs)} labs in it` : '';
  return `${ACCOUNT_TITLES[account]}: ${name}: ${String(needed)} are needed${whose}, a new account has ${String(usual)}`;
}
