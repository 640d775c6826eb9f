import type { Cloud } from '../../kernel/service.ts';
import type { Tags } from '../../kernel/tags.ts';
import { GLOBAL, type Slice } from '../../kernel/world.ts';

/** What policies can be put on. `arn` keeps the spelling the holder was created with. */
export interface PolicyHolder {
  readonly kind: 'role' | 'user';
  readonly name: string;
  readonly path: string;
  readonly id: string;
  readonly arn: string;
  readonly createdAt: number;
  /** Policy name → document. */
  readonly inlinePolicies: Record<string, string>;
  readonly attachedPolicies: string[];
  permissionsBoundary?: string;
  tags: Tags;
}

export interface RoleRecord extends PolicyHolder {
  readonly kind: 'role';
  /** The document with ARNs of roles and users replaced by their ids, as IAM keeps it. */
  trustPolicy: string;
  description?: string;
  maxSessionDuration: number;
  /** When other services begin to see the role: IAM is eventually consistent. */
  readonly visibleAt: number;
}

export interface UserRecord extends PolicyHolder {
  readonly kind: 'user';
}

export interface PolicyVersionRecord {
  readonly id: string;
  readonly document: string;
  readonly createdAt: number;
}

export interface PolicyRecord {
  readonly name: string;
  readonly path: string;
  readonly id: string;
  readonly arn: string;
  readonly description?: string;
  readonly createdAt: number;
  updatedAt: number;
  versions: PolicyVersionRecord[];
  defaultVersion: string;
  versionsMade: number;
  tags: Tags;
}

export interface InstanceProfileRecord {
  readonly name: string;
  readonly path: string;
  readonly id: string;
  readonly arn: string;
  readonly createdAt: number;
  role?: string;
  tags: Tags;
}

interface IamState {
  readonly roles: Record<string, RoleRecord>;
  readonly users: Record<string, UserRecord>;
  /** By ARN. */
  readonly policies: Record<string, PolicyRecord>;
  readonly instanceProfiles: Record<string, InstanceProfileRecord>;
}

export const iamSlice: Slice<IamState> = {
  name: 'iam',
  initial: () => ({ roles: {}, users: {}, policies: {}, instanceProfiles: {} }),
};

export function iamOf({
  cloud,
  account,
}: {
  readonly cloud: Pick<Cloud, 'world'>;
  readonly account: string;
}): IamState {
  return cloud.world.slice(iamSlice, account, GLOBAL);
}
