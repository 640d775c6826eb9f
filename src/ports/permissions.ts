import type { AskedPermission } from '../lab/operator-actions.ts';

/** What the caller may do in one account. */
export interface Permissions {
  /**
   * Those of the asked that policies do not allow, without trying any; throws where the caller may not ask. What depends on
   * conditions of the call itself counts as allowed.
   */
  lacking(asked: readonly AskedPermission[]): Promise<AskedPermission[]>;
}
