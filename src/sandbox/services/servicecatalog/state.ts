import type { PrincipalType, ProvisioningArtifactGuidance } from '@aws-sdk/client-service-catalog';

import type { Cloud } from '../../kernel/service.ts';
import type { Principal } from '../../kernel/principal.ts';
import type { Tags } from '../../kernel/tags.ts';
import type { Slice } from '../../kernel/world.ts';

export interface PortfolioRecord {
  readonly id: string;
  displayName: string;
  providerName: string;
  description?: string;
  readonly createdAt: number;
  tags: Tags;
}

export interface ArtifactRecord {
  readonly id: string;
  name: string;
  description?: string;
  readonly createdAt: number;
  active: boolean;
  guidance: ProvisioningArtifactGuidance;
  /** Where the template came from: `LoadTemplateFromURL` or `ImportFromPhysicalId` and its value. */
  readonly source: Readonly<Record<string, string>>;
  /** Service Catalog's own copy of the template, among the contents of the cloud. */
  readonly template: string;
}

/** What administrators write about a product. */
export interface ProductText {
  name: string;
  owner: string;
  description?: string;
  distributor?: string;
  supportDescription?: string;
  supportEmail?: string;
  supportUrl?: string;
}

export interface ProductRecord {
  readonly id: string;
  readonly viewId: string;
  readonly createdAt: number;
  text: ProductText;
  tags: Tags;
  artifacts: ArtifactRecord[];
}

export interface ProductAssociation {
  readonly portfolioId: string;
  readonly productId: string;
  /** The imported portfolio that the product comes from. */
  readonly sourcePortfolioId?: string;
  /** When reads and constraints begin to see it. */
  readonly visibleAt: number;
}

export interface PrincipalAssociation {
  readonly portfolioId: string;
  readonly arn: string;
  readonly type: PrincipalType;
  /** The unique id of the user, group or role: what remains of the association when that is gone. */
  readonly identity?: string;
}

export interface ShareRecord {
  readonly portfolioId: string;
  readonly accountId: string;
  shareTagOptions: boolean;
  /** When the recipient can accept it. */
  readonly availableAt: number;
}

export interface ConstraintRecord {
  readonly id: string;
  readonly portfolioId: string;
  readonly productId: string;
  readonly type: string;
  readonly createdAt: number;
  parameters: string;
  description?: string;
}

export interface TagOptionRecord {
  readonly id: string;
  readonly key: string;
  value: string;
  active: boolean;
}

export interface TagOptionAssociation {
  readonly tagOptionId: string;
  readonly resourceId: string;
}

/** A product as somebody launched it. */
export interface ProvisionedProduct {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  readonly productId: string;
  readonly productName: string;
  artifactId: string;
  artifactName: string;
  pathId: string;
  /** Who launched it. */
  readonly owner: Principal;
  readonly token?: string;
  readonly tags: Tags;
  launchRoleArn?: string;
  /** Absent when CloudFormation refused to make it. */
  stackId?: string;
  lastRecordId: string;
  lastSuccessId?: string;
}

export type RequestType = 'PROVISION_PRODUCT' | 'UPDATE_PROVISIONED_PRODUCT' | 'TERMINATE_PROVISIONED_PRODUCT';

/** What became of a request. */
export interface Outcome {
  readonly succeeded: boolean;
  readonly at: number;
  readonly reason?: string;
}

/** A request to launch, update or terminate a product, with the product as it was then. */
export interface RequestRecord {
  readonly id: string;
  readonly type: RequestType;
  readonly createdAt: number;
  readonly product: ProvisionedProduct;
  /** As whom the stack is worked on. */
  readonly actor: Principal;
  readonly requester: Principal;
  /** Whether a termination gives the product up even if its stack stays. */
  readonly ignoreErrors: boolean;
  /** Absent while the stack is still being worked on. */
  outcome?: Outcome;
}

/** The catalog of one account in one region. */
export interface CatalogState {
  readonly portfolios: Record<string, PortfolioRecord>;
  readonly products: Record<string, ProductRecord>;
  readonly constraints: Record<string, ConstraintRecord>;
  readonly tagOptions: Record<string, TagOptionRecord>;
  readonly provisioned: Record<string, ProvisionedProduct>;
  readonly records: Record<string, RequestRecord>;
  productAssociations: ProductAssociation[];
  principals: PrincipalAssociation[];
  tagOptionAssociations: TagOptionAssociation[];
  /** Shares that the account gives. */
  shares: ShareRecord[];
  /** Portfolios of other accounts that this account accepted. */
  imports: string[];
  /** Until when a share operation is in progress. */
  sharingUntil: number;
  /** `operation token` → what a request with that idempotency token created. */
  readonly requests: Record<string, string>;
}

export const catalogSlice: Slice<CatalogState> = {
  name: 'servicecatalog',
  initial: () => ({
    portfolios: {},
    products: {},
    constraints: {},
    tagOptions: {},
    provisioned: {},
    records: {},
    productAssociations: [],
    principals: [],
    tagOptionAssociations: [],
    shares: [],
    imports: [],
    sharingUntil: 0,
    requests: {},
  }),
};

/** Whose catalog is meant: a call or a place. */
export interface Place {
  readonly cloud: Cloud;
  readonly account: string;
  readonly region: string;
}

export function catalogOf({ cloud, account, region }: Place): CatalogState {
  return cloud.world.slice(catalogSlice, account, region);
}

/** The catalogs of all accounts in a region: sharing does not cross regions. */
export function catalogsIn(cloud: Cloud, region: string): { account: string; catalog: CatalogState }[] {
  return [...cloud.world.each(catalogSlice)]
    .filter((entry) => entry.region === region)
    .map(({ account, value }) => ({ account, catalog: value }));
}
