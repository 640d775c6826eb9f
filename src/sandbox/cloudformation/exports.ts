import { liveStacks } from './engine/operation/under-way.ts';
import type { CloudFormationState, Stack } from './state.ts';

export interface ExportRecord {
  readonly name: string;
  readonly value: string;
  readonly stack: Stack;
}

/** Exports of an account and region: outputs of its stacks, as long as those exist. */
export function exportsIn(state: CloudFormationState): ExportRecord[] {
  return liveStacks(state)
    .flatMap((stack) =>
      Object.values(stack.outputs).flatMap(({ exportName, value }) =>
        exportName === undefined ? [] : [{ name: exportName, value, stack }],
      ),
    )
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** Names of the stacks that take an export's value. */
export function importersOf(state: CloudFormationState, exportName: string): string[] {
  return liveStacks(state)
    .filter(({ imports }) => imports.includes(exportName))
    .map(({ name }) => name);
}

/** Why exports of `stack` cannot go away or change, if they cannot. */
export function exportInUse(state: CloudFormationState, stack: Stack, planned: Stack['outputs']): string | undefined {
  for (const { exportName, value } of Object.values(stack.outputs)) {
    const users = exportName === undefined ? [] : importersOf(state, exportName);
    if (exportName === undefined || users.length === 0) continue;
    const kept = Object.values(planned).find((output) => output.exportName === exportName);
    if (kept?.value === value) continue;
    return `Export ${exportName} cannot be ${kept ? 'updated' : 'deleted'} as it is in use by ${users.join(' and ')}`;
  }
  return undefined;
}
