import type { runUnsafeSimulation } from '@cloud-copilot/iam-simulate';

import { usageError } from '../../errors.ts';

export type Evaluate = typeof runUnsafeSimulation;

/** The evaluator of IAM policies: only clones of the repository have it, since its licence is not the package's. */
export async function loadEvaluator(): Promise<Evaluate> {
  try {
    return (await import('@cloud-copilot/iam-simulate')).runUnsafeSimulation;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) throw error;
    throw usageError(
      'no-iam-evaluator',
      'IAM policies cannot be enforced: the package @cloud-copilot/iam-simulate is not installed',
      'leave --enforce-iam out, or: npm install --no-save @cloud-copilot/iam-simulate (its licence is the AGPL)',
    );
  }
}
