import type { LabSettings } from './accounts.ts';
import { resourcePrefix } from './names.ts';

/** Whether it is the name of a notebook of the lab; its lifecycle configuration has the same. */
export function isNotebook(lab: Pick<LabSettings, 'name'>, name: string): boolean {
  return new RegExp(`^${resourcePrefix(lab)}nb-[0-9a-f]{8}$`).test(name);
}

/** Whether it is the name of a notebook's role. */
export function isNotebookRole(lab: Pick<LabSettings, 'name' | 'region'>, name: string): boolean {
  return isNotebooks(lab, name, `-${lab.region}`);
}

/** Whether it is the name of a notebook's bucket. */
export function isNotebookBucket(lab: Pick<LabSettings, 'name' | 'region' | 'accounts'>, name: string): boolean {
  return isNotebooks(lab, name, `-${lab.accounts.datascience.id}-${lab.region}`);
}

function isNotebooks(lab: Pick<LabSettings, 'name'>, name: string, ending: string): boolean {
  return name.endsWith(ending) && isNotebook(lab, name.slice(0, -ending.length));
}

/** The name of the notebook that a stack of the product makes: its suffix is the beginning of the stack's id. */
export function notebookOfStack(lab: Pick<LabSettings, 'name'>, stackId: string): string | undefined {
  const [, suffix] = /^arn:[^/]+\/[^/]+\/([0-9a-f]{8})-/.exec(stackId) ?? [];
  return suffix && `${resourcePrefix(lab)}nb-${suffix}`;
}
