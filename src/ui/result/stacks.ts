import type { StackReport } from '../../events.ts';
import type { DriftedResource, DriftKind } from '../../lab/drift.ts';
import { byAccount } from '../text/by-account.ts';
import { type Cell, table, UNCUT } from '../text/layout.ts';
import { listed } from '../../lab/quantities.ts';
import type { Paint } from '../text/paint.ts';

const SETTLED = ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE', 'IMPORT_COMPLETE'];

/** The status of each stack, account by account, with problems of its resources below it. */
export function stackReportLines(stacks: readonly StackReport[], paint: Paint): string[] {
  return byAccount(stacks).flatMap(({ title, entries }) => {
    const rows = table(
      entries.map((report) => stackRow(report, paint)),
      UNCUT,
    );
    const lines = entries.flatMap((report, index) => [rows[index] ?? '', ...driftLines(report.drift ?? [], paint)]);
    return [paint.strong(title), ...lines];
  });
}

function stackRow(report: StackReport, paint: Paint): Cell[] {
  const { stackName, status } = report;
  if (status === 'ABSENT') return [{ text: `- ${stackName}`, paint: paint.faint }, 'not deployed'];
  const difference = differenceOf(report);
  const { sign, brush } = stackMark(report);
  return [{ text: `${sign} ${stackName}`, paint: paint[brush] }, status, difference];
}

function differenceOf(report: StackReport): string {
  const { template, parameters, resources } = report;
  const differing = [
    template === 'differs' && 'template',
    parameters === 'differs' && 'parameters',
    resources === 'differs' && 'resources',
  ].filter((part) => part !== false);
  if (differing.length > 0)
    return `${listed(differing)} ${differing[0] === 'template' && differing.length === 1 ? 'differs' : 'differ'}`;
  if (template === 'unknown' || parameters === 'unknown') return 'not compared';
  return resources === 'unknown' ? 'not all could be read' : 'up to date';
}

/** A stack that is not there has none. */
export function stackMark({ status, template, parameters, resources }: StackReport): {
  readonly sign: string;
  readonly brush: keyof Paint;
} {
  if (status.endsWith('_IN_PROGRESS')) return { sign: '↻', brush: 'accent' };
  if (!SETTLED.includes(status)) return { sign: '✖', brush: 'bad' };
  const differs = [template, parameters, resources].includes('differs');
  if (differs) return { sign: '~', brush: 'warning' };
  return resources === 'unknown' ? { sign: '?', brush: 'warning' } : { sign: '✔', brush: 'good' };
}

const WORDS: Readonly<Record<Exclude<DriftKind, 'unread'>, string>> = {
  deleted: 'deleted outside the lab',
  disabled: 'disabled',
  'pending-deletion': 'scheduled for deletion',
};

/** Resources that could not be read for the same reason share a line. */
function driftLines(drift: readonly DriftedResource[], paint: Paint): string[] {
  const driftedLines = drift.flatMap(({ logicalId, resourceType, physicalId, drift: kind }) =>
    kind === 'unread'
      ? []
      : [
          `      ${paint.bad(kind === 'deleted' ? '-' : '!')} ${logicalId} (${resourceType}) ${physicalId}: ${WORDS[kind]}`,
        ],
  );
  const unread = drift.filter(({ drift: kind }) => kind === 'unread');
  const reasons = [...new Set(unread.map(({ reason = '' }) => reason))];
  const unreadLines = reasons.map((reason) => {
    const names = unread.filter((each) => (each.reason ?? '') === reason).map(({ logicalId }) => logicalId);
    return `      ${paint.warning('?')} ${names.join(', ')}: cannot be read: ${reason}`;
  });
  return [...driftedLines, ...unreadLines];
}
