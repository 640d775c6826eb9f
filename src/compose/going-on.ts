import type { LabEvent } from '../events.ts';
import type { Ui } from '../ports/ui.ts';

/** What goes on in the cloud without this process, and what it leaves there, by the events of a run so far. */
export interface GoingOn {
  /** Noun phrases, the oldest first. */
  list(): string[];
  /** Whether anything was begun, also what is over by now. */
  hasBegun(): boolean;
  /** The same ui, whose events are listened to. */
  heardFrom(ui: Ui): Ui;
}

export function goingOn(): GoingOn {
  const known = new Map<string, string>();
  let hasBegun = false;
  const hear = (event: LabEvent): void => {
    const change = changeBy(event);
    hasBegun ||= change !== undefined;
    if (change?.phrase === undefined) known.delete(change?.key ?? '');
    else known.set(change.key, change.phrase);
  };
  return {
    list: () => [...known.values()],
    hasBegun: () => hasBegun,
    heardFrom: (ui) => ({
      ...ui,
      emit: (event) => {
        hear(event);
        ui.emit(event);
      },
    }),
  };
}

interface Change {
  readonly key: string;
  /** Absent once it is over. */
  readonly phrase?: string;
}

function changeBy(event: LabEvent): Change | undefined {
  switch (event.type) {
    case 'stack-started':
      return {
        key: stackKey(event),
        phrase: `stack ${event.stackName} in account ${event.accountId} (${event.operation})`,
      };
    case 'stack-finished':
      return { key: stackKey(event) };
    case 'notebook-started':
      return {
        key: notebookKey(event),
        phrase: `notebook ${event.name}${ofLab(event)} (${event.operation})`,
      };
    case 'notebook-finished':
      return { key: notebookKey(event) };
    case 'submission':
      if (event.state === 'checked') return undefined;
      return {
        key: releaseKey(event),
        phrase: `submission ${event.name}${ofLab(event)}, uploaded as version ${event.version ?? ''}`,
      };
    case 'execution-started':
      return { key: releaseKey(event), phrase: `execution ${event.executionId} of the pipeline ${event.pipeline}` };
    case 'execution-finished':
      return { key: releaseKey(event) };
    default:
      return undefined;
  }
}

function ofLab({ lab }: { readonly lab?: string }): string {
  return lab === undefined ? '' : ` of ${lab}`;
}

/** Of a submission and of the execution that takes it up: there is one in each lab. */
function releaseKey({ lab = '' }: { readonly lab?: string }): string {
  return `release ${lab}`;
}

/** Labs of a class may have notebooks of the same name. */
function notebookKey({ lab = '', name }: { readonly lab?: string; readonly name: string }): string {
  return `notebook ${lab}/${name}`;
}

function stackKey({ accountId, stackName }: { readonly accountId: string; readonly stackName: string }): string {
  return `stack ${accountId}/${stackName}`;
}
