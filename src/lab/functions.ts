import type { LabSettings } from './accounts.ts';

/** The functions that the pipeline invokes, in the order in which a submission meets them. */
export const FUNCTIONS = ['TrainModel', 'GetStatus', 'DeployModel', 'EvaluateModel'] as const;

export type FunctionId = (typeof FUNCTIONS)[number];

/** The workshop's name of a function; its zip is named after it. */
export function workshopFunction(id: FunctionId): string {
  return `MLOps-BIA-${id}`;
}

export function functionName(lab: Pick<LabSettings, 'name'>, id: FunctionId): string {
  return `${workshopFunction(id)}-${lab.name}`;
}
