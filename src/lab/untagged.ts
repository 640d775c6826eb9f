import type { AccountRole, LabSettings } from './accounts.ts';
import { resourcePrefix } from './names.ts';

/** The names that the templates give to resources without tags: only their name identifies them as the lab's. */

const KEYS: Readonly<Record<AccountRole, string>> = { tools: 'tools', datascience: 'notebooks', staging: 'models' };

/** The alias of the lab's key in each account. */
export function keyAlias(lab: Pick<LabSettings, 'name'>, role: AccountRole): string {
  return `alias/${resourcePrefix(lab)}${KEYS[role]}`;
}

/** The permissions boundary of the roles of notebooks. */
export function notebookBoundary(lab: Pick<LabSettings, 'name' | 'region'>): string {
  return `${resourcePrefix(lab)}nb-boundary-${lab.region}`;
}

/**
 * Whether it is the name of a notebook of the lab; its role, bucket and lifecycle configuration begin with that name.
 */
export function isNotebook(lab: Pick<LabSettings, 'name'>, name: string): boolean {
  return new RegExp(`^${resourcePrefix(lab)}nb-[0-9a-f]{8}$`).test(name);
}

/** The name of the notebook that a stack of the product makes: its suffix is the beginning of the stack's id. */
export function notebookOfStack(lab: Pick<LabSettings, 'name'>, stackId: string): string | undefined {
  const [, suffix] = /^arn:[^/]+\/[^/]+\/([0-9a-f]{8})-/.exec(stackId) ?? [];
  return suffix && `${resourcePrefix(lab)}nb-${suffix}`;
}
