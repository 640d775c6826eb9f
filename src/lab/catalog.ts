/** The two values of the tag `cost-center` that data scientists choose from at launch. */
export interface CatalogSettings {
  readonly firstCostCenter: string;
  readonly secondCostCenter: string;
}

export const DEFAULT_CATALOG: CatalogSettings = { firstCostCenter: 'research', secondCostCenter: 'production' };
