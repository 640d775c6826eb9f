import type { ZoneOffer } from '../lab/zones.ts';

/**
 * What availability zones are checked for: services, by the end of their endpoint names (`sagemaker.api`), and
 * SageMaker instance types.
 */
export interface ZoneNeeds {
  readonly services: readonly string[];
  readonly instanceTypes: readonly string[];
}

/** What each availability zone offers, in one account and region. */
export interface Places {
  /** All zones, with what each of them lacks. */
  zones(needs: ZoneNeeds): Promise<ZoneOffer[]>;
  /** The services that the region does not have, of those with endpoints in networks. */
  lackedServices(services: readonly string[]): Promise<string[]>;
  /** The SageMaker instance types that no zone of the region can run. */
  lackedTypes(types: readonly string[]): Promise<string[]>;
  /** Whether the VPC's default security group has rules: resources that are given no other group use it. */
  isDefaultGroupOpen(vpc: string): Promise<boolean>;
  /** Removes those rules; returns whether there were any. */
  closeDefaultGroup(vpc: string): Promise<boolean>;
  /** What keeps subnets from being deleted: notebooks by name, and network interfaces of anything else. */
  occupants(subnets: readonly string[], notebooksNamed: string): Promise<string[]>;
}
