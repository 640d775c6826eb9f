import type { Service } from '../../kernel/service.ts';
import { artifactOperations } from './artifacts.ts';
import { constraintOperations } from './constraints.ts';
import { endUserProductOperations } from './end-user-products.ts';
import { importOperations } from './imports.ts';
import { inventory } from './inventory.ts';
import { tagsOfCatalogItem } from './tags-of.ts';
import { portfolioOperations } from './portfolios.ts';
import { principalOperations } from './principals.ts';
import { productAssociationOperations } from './product-associations.ts';
import { productSearchOperations } from './product-search.ts';
import { productOperations } from './products.ts';
import { provisionedProductOperations } from './provisioning/provisioned-products.ts';
import { provisioningOperations } from './provisioning/provision.ts';
import { provisioningParameterOperations } from './provisioning/provisioning-parameters.ts';
import { recordOperations } from './provisioning/records.ts';
import { terminationOperations } from './provisioning/terminate.ts';
import { updateOperations } from './provisioning/update.ts';
import { resourceTypes } from './resource-types/index.ts';
import { shareOperations } from './shares.ts';
import { tagOptionAssociationOperations } from './tag-option-associations.ts';
import { tagOptionOperations } from './tag-options.ts';

export const serviceCatalogService: Service = {
  name: 'servicecatalog',
  operations: {
    ...portfolioOperations,
    ...productOperations,
    ...artifactOperations,
    ...productSearchOperations,
    ...endUserProductOperations,
    ...productAssociationOperations,
    ...principalOperations,
    ...constraintOperations,
    ...shareOperations,
    ...importOperations,
    ...tagOptionOperations,
    ...tagOptionAssociationOperations,
    ...provisioningParameterOperations,
    ...provisioningOperations,
    ...updateOperations,
    ...terminationOperations,
    ...provisionedProductOperations,
    ...recordOperations,
  },
  resourceTypes,
  inventory,
  tagsOf: tagsOfCatalogItem,
};
