import type { Tag } from '../../../kernel/tags.ts';

/** A policy as `AWS::IAM::Role` and `AWS::IAM::User` embed it. */
export interface EmbeddedPolicy {
  readonly PolicyName: string;
  readonly PolicyDocument: unknown;
}

/** Properties that roles and users have in common. */
export type HolderProperties = {
  readonly Path?: string;
  readonly ManagedPolicyArns?: readonly string[];
  readonly Policies?: readonly EmbeddedPolicy[];
  readonly PermissionsBoundary?: string;
  readonly Tags?: readonly Tag[];
};

export interface Changes<T> {
  readonly added: T[];
  readonly removed: T[];
}

export function changes<T>(previous: readonly T[] = [], wanted: readonly T[] = []): Changes<T> {
  return {
    added: wanted.filter((item) => !previous.includes(item)),
    removed: previous.filter((item) => !wanted.includes(item)),
  };
}
