import { approvalPage } from '../../pages/report/approval.ts';
import { deploymentPage } from '../../pages/report/deployment.ts';
import { releasePage } from '../../pages/report/release.ts';
import { teardownPage } from '../../pages/report/teardown.ts';
import { approvalReport } from './approval.ts';
import { deploymentReport } from './deployment.ts';
import type { Target } from './files.ts';
import type { RunRecord } from './record.ts';
import { releaseReportFile } from './release.ts';
import { teardownReport } from './teardown.ts';

type Written = (record: RunRecord) => Readonly<Record<Target['as'], string>>;

const deployment = written(deploymentReport, deploymentPage);
const release = written(releaseReportFile, releasePage);

const KINDS: ReadonlyMap<string, Written> = new Map([
  ['teardown', written(teardownReport, teardownPage)],
  ['submit', release],
  ['approve', written(approvalReport, approvalPage)],
]);

/** The texts of a run's report: by its command, and by what it did where a command does several things. */
export function reportTexts(record: RunRecord): ReturnType<Written> {
  const follows = record.events.some(({ type }) => type === 'execution-started');
  const kind = follows ? release : (KINDS.get(record.command) ?? deployment);
  return kind(record);
}

function written<Report>(reportOf: (record: RunRecord) => Report, pageOf: (report: Report) => string): Written {
  return (record) => {
    const report = reportOf(record);
    return { page: pageOf(report), json: `${JSON.stringify(report, null, 2)}\n` };
  };
}
