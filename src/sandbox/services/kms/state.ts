import type { GrantConstraints, GrantOperation } from '@aws-sdk/client-kms';

import type { Tags } from '../../kernel/tags.ts';
import type { Slice, World } from '../../kernel/world.ts';

export interface Grant {
  readonly id: string;
  readonly token: string;
  readonly name?: string;
  readonly granteePrincipal: string;
  readonly retiringPrincipal?: string;
  readonly operations: readonly GrantOperation[];
  readonly constraints?: GrantConstraints;
  readonly issuingAccount: string;
  readonly createdAt: number;
}

export interface Key {
  readonly id: string;
  readonly arn: string;
  readonly account: string;
  readonly createdAt: number;
  readonly manager: 'AWS' | 'CUSTOMER';
  /** What the key encrypts with, 256 bits in hexadecimal. */
  readonly secret: string;
  readonly multiRegion: boolean;
  description: string;
  policy: string;
  enabled: boolean;
  rotation?: { readonly days: number; readonly since: number };
  deletionAt?: number;
  tags: Tags;
  grants: Record<string, Grant>;
}

export interface Alias {
  readonly name: string;
  readonly createdAt: number;
  targetKeyId: string;
  updatedAt: number;
}

interface KmsState {
  readonly keys: Record<string, Key>;
  readonly aliases: Record<string, Alias>;
}

const KMS: Slice<KmsState> = { name: 'kms', initial: () => ({ keys: {}, aliases: {} }) };

/** The keys and aliases of a region, without those whose waiting period is over: they vanish with their aliases. */
export function kmsState(world: World, account: string, region: string): KmsState {
  const state = world.slice(KMS, account, region);
  for (const key of Object.values(state.keys)) {
    if (key.deletionAt !== undefined && world.now >= key.deletionAt) vanish(state, key);
  }
  return state;
}

/** ARNs of an account's own keys that are not on their way out, and of its aliases, over all regions. */
export function kmsInventory(world: World, account: string): string[] {
  return [...world.each(KMS)]
    .filter((slice) => slice.account === account)
    .flatMap(({ region, value: { keys, aliases } }) => {
      const own = Object.values(keys).filter((key) => key.manager === 'CUSTOMER');
      const named = Object.values(aliases).filter((alias) => own.some((key) => key.id === alias.targetKeyId));
      return [
        ...own.filter((key) => key.deletionAt === undefined).map((key) => key.arn),
        ...named.map((alias) => aliasArn(account, region, alias.name)),
      ];
    });
}

export function aliasArn(account: string, region: string, name: string): string {
  return `arn:aws:kms:${region}:${account}:${name}`;
}

function vanish({ keys, aliases }: KmsState, key: Key): void {
  delete keys[key.id];
  for (const alias of Object.values(aliases)) {
    if (alias.targetKeyId === key.id) delete aliases[alias.name];
  }
}
