import type { ZoneOffer } from '../lab/zones.ts';

/** What zones are asked about: services by the end of their endpoints' names (`sagemaker.api`), SageMaker's types. */
export interface ZoneNeeds {
  readonly services: readonly string[];
  readonly instanceTypes: readonly string[];
}

/** What there is where, in one account and region. */
export interface Places {
  /** All zones, with what they lack of what is needed. */
  zones(needs: ZoneNeeds): Promise<ZoneOffer[]>;
  /** Those of SageMaker's instance types of which the region has nothing to run them on. */
  lackedTypes(types: readonly string[]): Promise<string[]>;
  /** Whether the default security group of a VPC has rules, so that what is given no other reaches something. */
  isDefaultGroupOpen(vpc: string): Promise<boolean>;
  /** Takes those rules away, and gives whether there were any. */
  closeDefaultGroup(vpc: string): Promise<boolean>;
  /** What stands in subnets and keeps them from being deleted: notebooks by name, and interfaces of anything else. */
  occupants(subnets: readonly string[], notebooksNamed: string): Promise<string[]>;
}
