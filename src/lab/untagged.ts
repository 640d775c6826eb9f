import type { AccountRole, LabSettings } from './accounts.ts';
import { resourcePrefix } from './names.ts';

/** Names that the templates give to what cannot carry a tag: the lab's own are told from others by nothing else. */

const KEYS: Readonly<Record<AccountRole, string>> = { tools: 'tools', datascience: 'notebooks', staging: 'models' };

/** The alias of the one key that the lab has in each account. */
export function keyAlias(lab: Pick<LabSettings, 'name'>, role: AccountRole): string {
  return `alias/${resourcePrefix(lab)}${KEYS[role]}`;
}

/** The permissions boundary of the roles of notebooks. */
export function notebookBoundary(lab: Pick<LabSettings, 'name' | 'region'>): string {
  return `${resourcePrefix(lab)}nb-boundary-${lab.region}`;
}

/** Whether a notebook of the lab is called so; its role, bucket and lifecycle configuration begin with this name. */
export function isNotebook(lab: Pick<LabSettings, 'name'>, name: string): boolean {
  return new RegExp(`^${resourcePrefix(lab)}nb-[0-9a-f]{8}$`).test(name);
}
