import type { Verdict } from '../../../events.ts';
import { BETTER_ONE } from '../../../lab/release.ts';
import { own } from '../../../own.ts';
import type { ActionRun, Execution } from '../../../ports/pipeline.ts';
import { releaseReport } from '../../follow/report.ts';

/** Stages that work on a submission. */
const STATE_IN: Readonly<Record<string, Verdict['state']>> = {
  Train: 'training',
  NonProd: 'in-nonprod',
  Production: 'in-production',
};

/** Where a submission is in the pipeline, or how it ended there. */
export function verdictOf(pipeline: string, execution: Execution, runs: readonly ActionRun[]): Verdict {
  const { outcome, failed, evaluations } = releaseReport(pipeline, execution, runs);
  const judgement = evaluations.at(-1)?.summary;
  const told = (detail: string | undefined) => (detail ? { detail } : {});
  if (outcome === 'waiting') return { state: stateUnderWay(runs), ...told(judgement) };
  const detail = failed?.message ?? execution.stopReason ?? judgement;
  const isRefused = outcome === 'failed' && failed?.message.includes(BETTER_ONE) === true;
  return { state: isRefused ? 'refused' : outcome, ...told(detail) };
}

/** Between two stages it waits for those before it. */
function stateUnderWay(runs: readonly ActionRun[]): Verdict['state'] {
  const run = runs.findLast(({ status }) => status === 'InProgress');
  if (run?.isApproval) return 'awaiting-approval';
  return own(STATE_IN, run?.stage ?? '') ?? 'waiting';
}
