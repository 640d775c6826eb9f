/** What data scientists can book a launch on, as the tag `cost-center`: two values, from which they choose. */
export interface CatalogSettings {
  readonly firstCostCenter: string;
  readonly secondCostCenter: string;
}

export const DEFAULT_CATALOG: CatalogSettings = { firstCostCenter: 'research', secondCostCenter: 'production' };
