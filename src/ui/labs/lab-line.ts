import type { LabEvent, LabResult, LabSummary, StackReport } from '../../events.ts';
import { stackCounts } from '../plan/plan.ts';
import { stackMark } from '../result/stacks.ts';
import type { Paint } from '../text/paint.ts';
import { count, duration } from '../../lab/quantities.ts';

/** What a lab's plan comes to, in one line. */
export function planLine(event: Extract<LabEvent, { type: 'plan' | 'teardown-plan' }>): string {
  if (event.type === 'plan') return `stacks: ${stackCounts(event.plan.stacks)}`;
  const kinds = [...new Set(event.items.map(({ kind }) => kind))];
  const counts = kinds.map((kind) => count(event.items.filter((item) => item.kind === kind).length, kind));
  return counts.length === 0 ? 'nothing to delete' : `to delete: ${counts.join(', ')}`;
}

/** How a lab ended, in one line: with what it would have done after a dry run. */
export function resultLine(result: LabResult | LabSummary, plan: string | undefined, paint: Paint): string {
  const { lab, status, error, stacks, seconds = 0 } = result;
  if (error) return `${paint.bad('✖')} ${lab}: ${firstLine(error.message)}`;
  if (stacks) return stacksLine(lab, stacks, paint);
  if (plan) return `${paint.faint('=')} ${lab}: ${plan}`;
  if (status === 'declined') return `${paint.warning('!')} ${lab}: declined, nothing was changed`;
  if (status === 'unchanged') return `${paint.faint('=')} ${lab}: nothing to do`;
  return `${paint.good('✔')} ${lab}: done in ${duration(seconds)}`;
}

/** The lab's own run, which `--lab` repeats, has the rest. */
function firstLine(message: string): string {
  return message.split('\n')[0] ?? '';
}

function stacksLine(lab: string, stacks: readonly StackReport[], paint: Paint): string {
  const marks = stacks.map((stack) => ({ ...stackMark(stack), absent: stack.status === 'ABSENT' }));
  const good = marks.filter(({ sign }) => sign === '✔').length;
  const absent = marks.filter((mark) => mark.absent).length;
  const [worst] = marks.filter((mark) => !mark.absent && mark.sign !== '✔');
  const parts = [
    `${String(good)} of ${count(stacks.length, 'stack')} up to date`,
    absent > 0 && `${String(absent)} not deployed`,
    stacks.length - good - absent > 0 && `${String(stacks.length - good - absent)} to look at`,
  ];
  const mark = worst ?? (absent > 0 ? { sign: '-', brush: 'faint' as const } : { sign: '✔', brush: 'good' as const });
  return `${paint[mark.brush](mark.sign)} ${lab}: ${parts.filter(Boolean).join(', ')}`;
}
