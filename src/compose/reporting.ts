import type { Reports } from '../actions/report/reports.ts';
import type { Run } from '../commands/command.ts';
import type { Ui } from '../ports/ui.ts';
import { localFiles } from '../system/files.ts';
import type { Header } from './header.ts';
import type { Io } from './io.ts';

/** What keeps a run for its report, where one is wanted. */
export async function reportsOf({ flags }: Run, io: Io, ui: Ui, now: () => number): Promise<Reports | undefined> {
  const { report: file } = flags;
  if (typeof file !== 'string') return undefined;
  const { Reports } = await import('../actions/report/reports.ts');
  return new Reports({ file, files: localFiles(io.cwd), ui, now });
}

export async function expectReports(reports: Reports | undefined, header: Header): Promise<void> {
  const { command, rehearsal, labs, lab, region, accounts } = header;
  const alone = lab !== undefined && region !== undefined && accounts ? [{ lab, region, accounts }] : [];
  await reports?.expect({ command, rehearsal, labs: labs ?? alone, asClass: labs !== undefined });
}
