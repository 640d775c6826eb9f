import type { StackReport } from '../events.ts';
import { byAccount } from './by-account.ts';
import { type Cell, table, UNCUT } from './layout.ts';
import type { Paint } from './paint.ts';

const SETTLED = ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE', 'IMPORT_COMPLETE'];

/** Where each stack stands, account by account. */
export function stackReportLines(stacks: readonly StackReport[], paint: Paint): string[] {
  return byAccount(stacks).flatMap(({ title, entries }) => {
    const rows = entries.map((report) => stackRow(report, paint));
    return [paint.strong(title), ...table(rows, UNCUT)];
  });
}

function stackRow(report: StackReport, paint: Paint): Cell[] {
  const { stackName, status } = report;
  if (status === 'ABSENT') return [{ text: `- ${stackName}`, paint: paint.faint }, 'not deployed'];
  const drift = driftOf(report);
  const { sign, brush } = mark(status, drift);
  return [{ text: `${sign} ${stackName}`, paint: paint[brush] }, status, drift];
}

function driftOf({ template, parameters }: StackReport): string {
  if (template === 'differs' && parameters === 'differs') return 'template and parameters differ';
  if (template === 'differs') return 'template differs';
  if (parameters === 'differs') return 'parameters differ';
  return template === 'unknown' || parameters === 'unknown' ? 'not compared' : 'up to date';
}

function mark(status: string, drift: string): { readonly sign: string; readonly brush: keyof Paint } {
  if (status.endsWith('_IN_PROGRESS')) return { sign: '↻', brush: 'accent' };
  if (!SETTLED.includes(status)) return { sign: '✖', brush: 'bad' };
  return drift.includes('differ') ? { sign: '~', brush: 'warning' } : { sign: '✔', brush: 'good' };
}
