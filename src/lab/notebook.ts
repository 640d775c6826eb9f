/** The product's name, which data scientists look for (templates/tools/prepare_tools_account.yaml). */
export const PRODUCT_NAME = 'SageMaker notebook';

/** The key of the TagOptions for cost centers. */
export const COST_CENTER = 'cost-center';

/** What can be chosen for a notebook: the product's parameters and their flags. */
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

/** The team that the product has for its default (templates/products/sagemaker_notebook.yaml). */
export const USUAL_TEAM = 'research';

/** For an e-mail address, only the part before the @ is used. */
export function usualNotebookName(team: string, person: string | undefined): string {
  const who = person?.split('@')[0]?.replaceAll(/[^a-zA-Z0-9._-]/g, '-');
  return `${team}-${who ?? 'notebook'}`;
}

/** The sizes of the product and their instance types, in the same order (templates/products/sagemaker_notebook.yaml). */
export const NOTEBOOK_SIZES = ['small', 'medium', 'large'] as const;
export const NOTEBOOK_INSTANCE_TYPES = ['ml.t3.medium', 'ml.t3.large', 'ml.t3.xlarge'] as const;
