import type { LabEvent } from '../../src/events.ts';
import type { Rehearsal } from './rehearsal.ts';

type TeardownPlan = Extract<LabEvent, { type: 'teardown-plan' }>;

/** The plan that was told last. */
export function teardownPlan({ events }: Rehearsal): TeardownPlan {
  const plan = events.findLast((event) => event.type === 'teardown-plan');
  if (!plan) throw new Error('no plan was told');
  return plan;
}

/** What there is, without the log group of all notebooks, which is the account's. */
export function withoutSharedLogs(rehearsal: Rehearsal): Record<string, string[]> {
  const shared = ':log-group:/aws/sagemaker/NotebookInstances';
  const entries = Object.entries(rehearsal.inventory());
  return Object.fromEntries(entries.map(([id, arns]) => [id, arns.filter((arn) => !arn.endsWith(shared))]));
}
