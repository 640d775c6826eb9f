/** The two values of the tag `cost-center` that data scientists choose from at launch. */
export interface CatalogSettings {
  readonly firstCostCenter: string;
  readonly secondCostCenter: string;
}

export const DEFAULT_CATALOG: CatalogSettings = { firstCostCenter: 'research', secondCostCenter: 'production' };

/** What the templates call the portfolios and the product; others may call theirs the same. */
export const PORTFOLIOS: readonly string[] = [
  'Data Scientists - Sample Portfolio',
  'Data Scientists - Local Portfolio',
];
export const PRODUCT = 'SageMaker notebook';
