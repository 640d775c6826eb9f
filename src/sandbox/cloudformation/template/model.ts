import type { Scalar } from './shape.ts';

/** A template after its structure was checked; values may still hold intrinsic functions. */
export interface Template {
  readonly description?: string;
  readonly version?: string;
  readonly metadata?: unknown;
  readonly parameters: Readonly<Record<string, ParameterDeclaration>>;
  readonly mappings: Readonly<Record<string, Mapping>>;
  readonly conditions: Readonly<Record<string, unknown>>;
  readonly rules: Readonly<Record<string, RuleDeclaration>>;
  readonly resources: Readonly<Record<string, ResourceDeclaration>>;
  readonly outputs: Readonly<Record<string, OutputDeclaration>>;
}

export type Mapping = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export interface ParameterDeclaration {
  readonly Type: string;
  readonly Default?: Scalar;
  readonly Description?: string;
  readonly NoEcho?: Scalar;
  readonly AllowedValues?: readonly Scalar[];
  readonly AllowedPattern?: string;
  readonly ConstraintDescription?: string;
  readonly MinLength?: Scalar;
  readonly MaxLength?: Scalar;
  readonly MinValue?: Scalar;
  readonly MaxValue?: Scalar;
}

export const DELETION_POLICIES = ['Delete', 'Retain', 'RetainExceptOnCreate', 'Snapshot'] as const;
export type DeletionPolicy = (typeof DELETION_POLICIES)[number];

export interface ResourceDeclaration {
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly condition?: string;
  readonly dependsOn: readonly string[];
  readonly deletionPolicy?: DeletionPolicy;
  readonly updateReplacePolicy?: DeletionPolicy;
  readonly description?: string;
  readonly metadata?: unknown;
}

export interface RuleDeclaration {
  readonly condition?: unknown;
  readonly assertions: readonly { readonly assert: unknown; readonly description: string }[];
}

export interface OutputDeclaration {
  readonly value: unknown;
  readonly description?: string;
  readonly condition?: string;
  readonly exportName?: unknown;
}
