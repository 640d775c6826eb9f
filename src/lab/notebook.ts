/** The product's name, by which data scientists find it (templates/tools/prepare_tools_account.yaml). */
export const PRODUCT_NAME = 'SageMaker notebook';

/** The key of the TagOptions that a launch is booked by. */
export const COST_CENTER = 'cost-center';

/** What can be decided about a notebook: the product's parameters, with the flags that give them. */
export const NOTEBOOK_FLAGS = {
  TeamName: '--team',
  NotebookSize: '--size',
  VolumeSizeInGB: '--volume',
  IdleMinutes: '--idle-minutes',
} as const;

export type NotebookParameter = keyof typeof NOTEBOOK_FLAGS;

export const NOTEBOOK_PARAMETERS = Object.keys(NOTEBOOK_FLAGS) as NotebookParameter[];

/** Service Catalog API reference, ProvisionProduct. */
const NAME = /^[a-zA-Z0-9][a-zA-Z0-9._-]{0,127}$/;

export function isNotebookName(name: string): boolean {
  return NAME.test(name);
}

/** Of whom only the part before the @ is told, where it is an address. */
export function usualNotebookName(team: string, person: string | undefined): string {
  const who = person?.split('@')[0]?.replaceAll(/[^a-zA-Z0-9._-]/g, '-');
  return `${team}-${who ?? 'notebook'}`;
}

/** What the product's sizes run on (templates/products/sagemaker_notebook.yaml). */
export const NOTEBOOK_INSTANCE_TYPES = ['ml.t3.medium', 'ml.t3.large', 'ml.t3.xlarge'] as const;
