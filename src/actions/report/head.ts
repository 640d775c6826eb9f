import { ACCOUNT_ROLES } from '../../lab/accounts.ts';
import { ownerOf } from '../../lab/owner.ts';
import type { Caller, ReportHead } from '../../pages/report/head.ts';
import { toldOf, type RunRecord } from './record.ts';

export function headOf(record: RunRecord): ReportHead {
  const { place, command, rehearsal, began, ended, result } = record;
  const { lab, region, accounts } = place;
  return {
    format: 1,
    command,
    lab,
    owner: ownerOf({ name: lab, region, accounts: { tools: { id: accounts.tools } } }),
    region,
    rehearsal,
    began,
    ended,
    status: result?.status ?? 'undecided',
    ...(result?.dryRun && { dryRun: true }),
    callers: callersOf(record),
    next: result?.next ?? [],
    ...(result?.error && { error: result.error }),
  };
}

function callersOf(record: RunRecord): Caller[] {
  const known = new Map(toldOf(record, 'account').map((event) => [event.account, event]));
  return ACCOUNT_ROLES.flatMap((role) => {
    const caller = known.get(role);
    return caller ? [{ account: role, accountId: caller.accountId, principal: caller.principal }] : [];
  });
}
