import type { AccountRole, LabSettings } from './accounts.ts';
import { endpointName, pipelineName, resourcePrefix } from './names.ts';
import { ENVIRONMENTS } from './release.ts';

/**
 * Kinds of resources that no stack contains, because the pipeline or a notebook creates them at run time; in the order
 * in which they can be deleted.
 */
export const RUNTIME_KINDS = [
  'endpoint',
  'endpoint configuration',
  'model',
  'training job',
  'model package',
  'log group',
  'log stream',
  'notebook log stream',
] as const;

export type RuntimeKind = (typeof RUNTIME_KINDS)[number];

/**
 * The kinds that can belong to the lab, by account. The pipeline trains and registers in the Tools account and deploys
 * to the Staging account; notebooks do everything in theirs, but may not use the registry.
 */
export const RUNTIME_KINDS_IN: Readonly<Record<AccountRole, readonly RuntimeKind[]>> = {
  tools: ['training job', 'model package', 'log stream'],
  datascience: RUNTIME_KINDS.filter((kind) => kind !== 'model package'),
  staging: ['endpoint', 'endpoint configuration', 'model', 'log group'],
};

export interface RuntimeResource {
  readonly kind: RuntimeKind;
  readonly name: string;
  /** Its status, or another detail worth showing. */
  readonly detail: string;
}

type Named = Pick<LabSettings, 'name'>;

/** The prefix of the log groups of endpoints. */
export const ENDPOINT_LOGS = '/aws/sagemaker/Endpoints/';
/** All training jobs of an account share it, so only single streams in it belong to a lab. */
export const TRAINING_LOGS = '/aws/sagemaker/TrainingJobs';
/** The same for notebooks: the output of their scripts and of Jupyter. */
export const NOTEBOOK_LOGS = '/aws/sagemaker/NotebookInstances';

const ENVIRONMENT = `(${ENVIRONMENTS.join('|')})`;
const EXECUTION = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/** Whether the lab gives this name to resources of this kind in this account. */
export function isRuntimeName(lab: Named, role: AccountRole, kind: RuntimeKind, name: string): boolean {
  if (!RUNTIME_KINDS_IN[role].includes(kind)) return false;
  return role === 'datascience' ? isNotebooksName(lab, kind, name) : isPipelinesName(lab, kind, name);
}

/** Resources made by a notebook or by another lab have other names. */
function isPipelinesName(lab: Named, kind: RuntimeKind, name: string): boolean {
  const prefix = resourcePrefix(lab);
  switch (kind) {
    case 'endpoint':
      return ENVIRONMENTS.some((environment) => name === endpointName(lab, environment));
    case 'log group':
      return name.startsWith(ENDPOINT_LOGS) && isPipelinesName(lab, 'endpoint', name.slice(ENDPOINT_LOGS.length));
    case 'endpoint configuration':
    case 'model':
      return new RegExp(`^${prefix}${ENVIRONMENT}-[0-9a-f]{12}$`).test(name);
    case 'training job':
      return new RegExp(`^${prefix}${EXECUTION}(-\\d+)?$`).test(name);
    case 'log stream':
      return new RegExp(`^${prefix}${EXECUTION}(-\\d+)?/`).test(name);
    case 'notebook log stream':
      return false;
    case 'model package':
      return new RegExp(`:model-package/${pipelineName(lab)}/\\d+$`).test(name);
  }
}

/** The notebook's own name, followed by something. */
function isNotebooksName(lab: Named, kind: RuntimeKind, name: string): boolean {
  const prefix = `${resourcePrefix(lab)}nb-[0-9a-f]{8}-`;
  switch (kind) {
    case 'log group':
      return new RegExp(`^${ENDPOINT_LOGS}${prefix}`).test(name);
    case 'model package':
      return false;
    case 'notebook log stream':
      return new RegExp(`^${resourcePrefix(lab)}nb-[0-9a-f]{8}/`).test(name);
    default:
      return new RegExp(`^${prefix}`).test(name);
  }
}

/** Whether a notebook's own code made it: all of that is named after the notebook (templates/products). */
export function isOfNotebook(notebook: string, { kind, name }: Pick<RuntimeResource, 'kind' | 'name'>): boolean {
  if (kind === 'notebook log stream') return name.startsWith(`${notebook}/`);
  return name.startsWith(`${kind === 'log group' ? ENDPOINT_LOGS : ''}${notebook}-`);
}
